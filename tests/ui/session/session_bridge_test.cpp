#include "engine/data/synthetic.h"
#include "tests/support/test_registry.h"
#include "ui/session/session_bridge.h"

#include <QSignalSpy>
#include <QTest>
#include <QThread>

class SessionBridgeTest : public QObject {
    Q_OBJECT

    static void startTraining(ui::SessionBridge& bridge) {
        bridge.post(engine::SetDataset{
            std::make_shared<const engine::Dataset>(engine::makeDataset(engine::syntheticExample("split")))});
        engine::TrainingSettings settings;
        settings.hidden = {16, 16};
        settings.batch = 64;
        settings.steps = 100000;
        bridge.post(engine::Configure{1, settings, {}});
        bridge.post(engine::Train{1});
    }

private slots:
    void newsArriveInTheGuiThread() {
        ui::SessionBridge bridge(1);
        std::shared_ptr<const engine::SessionUpdate> last;
        connect(&bridge, &ui::SessionBridge::updated, this, [&](std::shared_ptr<const engine::SessionUpdate> update) {
            QCOMPARE(QThread::currentThread(), thread());
            QVERIFY(update != last); // nothing is told twice
            last = std::move(update);
        });
        startTraining(bridge);
        QTRY_VERIFY_WITH_TIMEOUT(last && last->runs.contains(1) && last->runs.at(1)->step > 50, 20000);
        QVERIFY(last->runs.at(1)->trajectories);
    }

    void manyPublicationsAreOneCall() {
        ui::SessionBridge bridge(1);
        QSignalSpy updated(&bridge, &ui::SessionBridge::updated);
        startTraining(bridge);
        QTRY_VERIFY_WITH_TIMEOUT(updated.count() > 3, 20000);
        QCoreApplication::processEvents();
        const int before = updated.count();
        QThread::msleep(600); // the window is busy; the engine publishes many times meanwhile
        QCoreApplication::processEvents();
        QVERIFY2(updated.count() - before <= 2, qPrintable(QString::number(updated.count() - before)));
    }

    void goesWhileTraining() {
        for (int i = 0; i < 5; ++i) {
            ui::SessionBridge bridge(2);
            startTraining(bridge);
            QThread::msleep(20);
        }
    }
};

KINETOSCOPE_TEST(SessionBridgeTest)

#include "session_bridge_test.moc"
