#include "tests/support/test_registry.h"
#include "ui/playback/playback.h"

#include <QSignalSpy>
#include <QTest>

class PlaybackTest : public QObject {
    Q_OBJECT

    static ui::PlaybackClock clockFrom(double first, double last) {
        ui::PlaybackClock clock;
        clock.setRange(first, last);
        return clock;
    }

private slots:
    void aPassTakesAsLongAsItSays() {
        ui::PlaybackClock clock = clockFrom(2, 6);
        QCOMPARE(clock.time(), 2.0);
        clock.setSecondsPerPass(4);
        clock.setPlaying(true);
        clock.advance(1);
        QCOMPARE(clock.time(), 3.0);
        clock.setSpeed(2);
        clock.advance(1);
        QCOMPARE(clock.time(), 5.0);
        clock.setReversed(true);
        clock.advance(0.5);
        QCOMPARE(clock.time(), 4.0);
    }

    void wrapsAroundOrStops() {
        ui::PlaybackClock clock = clockFrom(0, 1);
        clock.setPlaying(true);
        clock.setTime(0.75);
        clock.advance(2); // half a pass
        QVERIFY(std::abs(clock.time() - 0.25) < 1e-12);
        clock.setReversed(true);
        clock.advance(2);
        QVERIFY(std::abs(clock.time() - 0.75) < 1e-12);
        clock.setReversed(false);
        clock.setLoops(false);
        clock.advance(100);
        QCOMPARE(clock.time(), 1.0);
        QVERIFY(!clock.isPlaying());
        clock.setPlaying(true); // from the end it starts again
        QCOMPARE(clock.time(), 0.0);
    }

    void keepsTimeInsideANewRange() {
        ui::PlaybackClock clock = clockFrom(0, 10);
        clock.setTime(8);
        clock.setRange(0, 5);
        QCOMPARE(clock.time(), 5.0);
        clock.setRange(0, 20);
        QCOMPARE(clock.time(), 5.0);
        clock.setRange(3, 1); // nonsense changes nothing
        QCOMPARE(clock.last(), 20.0);
    }

    void steppingHolds() {
        ui::PlaybackClock clock = clockFrom(0, 1);
        clock.setPlaying(true);
        clock.stepFrames(3);
        QVERIFY(!clock.isPlaying());
        QVERIFY(std::abs(clock.time() - 3.0 / 120) < 1e-12);
        clock.stepFrames(-30);
        QCOMPARE(clock.time(), 0.0);
    }

    void ticksOnlyWhilePlaying() {
        ui::Playback playback;
        playback.setRange(0, 1);
        QSignalSpy ticked(&playback, &ui::Playback::ticked), time(&playback, &ui::Playback::timeChanged);
        playback.setTime(0.5);
        QCOMPARE(ticked.count(), 1); // the stage shows the new time at once
        playback.setPlaying(true);
        QTRY_VERIFY(ticked.count() > 5);
        QVERIFY(time.count() > 3);
        playback.setPlaying(false);
        const int before = ticked.count();
        QTest::qWait(80);
        QCOMPARE(ticked.count(), before);
    }
};

KINETOSCOPE_TEST(PlaybackTest)

#include "playback_test.moc"
