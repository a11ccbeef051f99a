#include "ui/view/detail_governor.h"

#include "tests/support/test_registry.h"

#include <QTest>

class DetailGovernorTest : public QObject {
    Q_OBJECT

    static void run(ui::DetailGovernor& governor, int frames, double milliseconds, double& now) {
        for (int i = 0; i < frames; ++i)
            governor.frameTook(milliseconds, now += milliseconds / 1000);
    }

private slots:
    void quickFramesKeepEverything() {
        ui::DetailGovernor governor;
        double now = 0;
        run(governor, 500, 8, now);
        QCOMPARE(governor.detail(), 1.0);
        const ui::SceneLimits limits;
        QVERIFY(governor.reduced(limits, {}) == limits);
    }

    void oneSlowFrameIsForgiven() {
        ui::DetailGovernor governor;
        double now = 0;
        run(governor, 1, 400, now); // shaders
        run(governor, 20, 10, now);
        run(governor, 1, 90, now);
        run(governor, 20, 10, now);
        QCOMPARE(governor.detail(), 1.0);
    }

    void slowFramesThinUntilTheyAreQuickEnough() {
        ui::DetailGovernor governor;
        double now = 0;
        for (int i = 0; i < 400; ++i)
            run(governor, 1, 5 + 200 * governor.detail(), now); // a machine whose time goes with the detail
        QVERIFY(5 + 200 * governor.detail() <= 36);
        QVERIFY(governor.detail() >= 1.0 / 16);
    }

    void detailComesBack() {
        ui::DetailGovernor governor;
        double now = 0;
        run(governor, 30, 80, now);
        QVERIFY(governor.detail() < 1);
        run(governor, 4000, 5, now);
        QCOMPARE(governor.detail(), 1.0);
    }

    void itDoesNotSwing() {
        ui::DetailGovernor governor;
        double now = 0;
        int changes = 0;
        double last = 1;
        for (int i = 0; i < 3000; ++i) {
            run(governor, 1, 3 + 60 * governor.detail(), now);
            changes += governor.detail() != last;
            last = governor.detail();
        }
        QVERIFY2(changes <= 2, qPrintable(QString::number(changes)));
    }

    void limitsFollowWhatIsAskedFor() {
        ui::DetailGovernor governor;
        double now = 0;
        run(governor, 10, 50, now);
        QCOMPARE(governor.detail(), 0.5);
        ui::SceneReport report;
        report.snapshotPoints = 110'000;
        report.particles = 5'000;
        report.trails = 5'000;
        const ui::SceneLimits limits = governor.reduced({}, report);
        QCOMPARE(limits.snapshotPoints, 50'000);
        QCOMPARE(limits.particles, 2'500);
        QCOMPARE(limits.trails, 500);
        report.particles = 300; // few are never made fewer
        QVERIFY(governor.reduced({}, report).particles >= 300);
    }
};

KINETOSCOPE_TEST(DetailGovernorTest)

#include "detail_governor_test.moc"
