#include "tests/support/test_registry.h"
#include "ui/panels/timeline_panel.h"
#include "ui/style/theme.h"
#include "ui/window/actions.h"

#include <QComboBox>
#include <QMainWindow>
#include <QSignalSpy>
#include <QTest>

namespace {
engine::Dataset datasetAt(std::initializer_list<double> times) {
    engine::Dataset dataset;
    for (const double time : times) {
        engine::Snapshot snapshot;
        snapshot.time = time;
        dataset.snapshots.push_back(snapshot);
    }
    return dataset;
}
} // namespace

class TimelineTest : public QObject {
    Q_OBJECT

    ui::TimelineTrack* makeTrack(std::initializer_list<double> times) {
        auto* track = new ui::TimelineTrack;
        track->resize(632, 52);
        track->show(datasetAt(times), -1);
        track->QWidget::show();
        return track;
    }

private slots:
    void initTestCase() { ui::theme(); }

    void clickingScrubs() {
        const std::unique_ptr<ui::TimelineTrack> track(makeTrack({0, 0.5, 1}));
        QSignalSpy scrubbed(track.get(), &ui::TimelineTrack::scrubbed),
            retimed(track.get(), &ui::TimelineTrack::retimed);
        QTest::mouseClick(track.get(), Qt::LeftButton, {}, QPoint(int(track->positionOf(0.25)), 40));
        QCOMPARE(scrubbed.count(), 1);
        QVERIFY(std::abs(scrubbed.constFirst().constFirst().toDouble() - 0.25) < 0.01);
        QCOMPARE(retimed.count(), 0);
    }

    void draggingTheHandleScrubsAllTheWay() {
        const std::unique_ptr<ui::TimelineTrack> track(makeTrack({0, 0.5, 1}));
        QSignalSpy scrubbed(track.get(), &ui::TimelineTrack::scrubbed);
        QTest::mousePress(track.get(), Qt::LeftButton, {}, QPoint(int(track->positionOf(0)), 4));
        for (int x = 20; x < 700; x += 40)
            QTest::mouseMove(track.get(), QPoint(x, 4));
        QTest::mouseRelease(track.get(), Qt::LeftButton, {}, QPoint(700, 4));
        QVERIFY(scrubbed.count() > 10);
        QCOMPARE(scrubbed.constLast().constFirst().toDouble(), 1.0); // never beyond the end
    }

    void aClickOnAKeyGoesThereAndChoosesIt() {
        const std::unique_ptr<ui::TimelineTrack> track(makeTrack({0, 0.5, 1}));
        QSignalSpy scrubbed(track.get(), &ui::TimelineTrack::scrubbed), chosen(track.get(), &ui::TimelineTrack::chosen);
        QTest::mouseClick(track.get(), Qt::LeftButton, {}, track->keyCenter(1).toPoint());
        QCOMPARE(chosen.takeFirst().constFirst().toInt(), 1);
        QCOMPARE(scrubbed.takeFirst().constFirst().toDouble(), 0.5);
    }

    void draggingAKeyRetimesWithinItsNeighbours() {
        const std::unique_ptr<ui::TimelineTrack> track(makeTrack({0, 0.5, 1}));
        QSignalSpy retimed(track.get(), &ui::TimelineTrack::retimed);
        const QPoint start = track->keyCenter(1).toPoint();
        QTest::mousePress(track.get(), Qt::LeftButton, {}, start);
        QTest::mouseMove(track.get(), start + QPoint(60, 0));
        QTest::mouseMove(track.get(), QPoint(int(track->positionOf(0.8)), 22));
        QTest::mouseRelease(track.get(), Qt::LeftButton, {}, QPoint(int(track->positionOf(0.8)), 22));
        QVERIFY(retimed.count() >= 2);
        QCOMPARE(retimed.constLast().at(0).toInt(), 1);
        QCOMPARE(retimed.constLast().at(1).toDouble(), 0.8); // a time a person would write
        QVERIFY(retimed.constLast().at(2).toBool());
        QVERIFY(!retimed.constFirst().at(2).toBool());

        QTest::mousePress(track.get(), Qt::LeftButton, {}, start);
        QTest::mouseMove(track.get(), QPoint(630, 22));
        QTest::mouseRelease(track.get(), Qt::LeftButton, {}, QPoint(630, 22));
        QVERIFY(retimed.constLast().at(1).toDouble() < 1);
        QVERIFY(retimed.constLast().at(1).toDouble() > 0.99);
    }

    void theClockIsShown() {
        QMainWindow window;
        const ui::Actions actions(&window);
        ui::TimelinePanel panel(actions);
        ui::PlaybackClock clock;
        clock.setRange(2, 6);
        clock.setTime(3.5);
        clock.setSpeed(0.25);
        panel.showClock(clock, QStringLiteral("days"));
        const auto* readout = panel.findChild<QWidget*>("clockReadout");
        QCOMPARE(readout->accessibleName(), QStringLiteral("t 3.50 2 to 6 days · 16 s a pass"));
        QCOMPARE(panel.findChild<QComboBox*>("speed")->currentText(), QStringLiteral("0.25×"));
        clock.setSpeed(3);
        panel.showClock(clock, {});
        QCOMPARE(panel.findChild<QComboBox*>("speed")->currentText(), QStringLiteral("3.0×"));
    }
};

KINETOSCOPE_TEST(TimelineTest)

#include "timeline_test.moc"
