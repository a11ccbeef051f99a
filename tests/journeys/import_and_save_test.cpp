#include "tests/journeys/shown_program.h"
#include "tests/support/shared_data.h"
#include "tests/support/test_registry.h"
#include "ui/document/edits.h"
#include "ui/panels/message_bar.h"
#include "ui/panels/snapshot_row.h"
#include "ui/panels/snapshots_panel.h"
#include "ui/window/actions.h"

#include <QAction>
#include <QFileInfo>
#include <QWheelEvent>

namespace {

/// Three clouds of 300 points at uneven times that move to the right.
QByteArray threeClouds() {
    engine::Rng rng(4);
    QByteArray text = "t,x,y\n";
    for (const double time : {2.0, 4.0, 7.0})
        for (int i = 0; i < 300; ++i)
            text += QByteArray::number(time) + ',' + QByteArray::number(time + 0.4 * rng.normal()) + ',' +
                    QByteArray::number(0.4 * rng.normal()) + '\n';
    return text;
}

/// All that undo brings back: training results go on.
bool sameWork(const ui::Project& a, const ui::Project& b) {
    return a.dataset == b.dataset && a.run().settings == b.run().settings && a.view == b.view;
}

/// Settings, name and every number of a model.
bool sameModel(const ui::Run& a, const ui::Run& b) {
    const engine::Checkpoint &p = *a.checkpoint, &q = *b.checkpoint;
    const auto same = [](const Eigen::ArrayXf& x, const Eigen::ArrayXf& y) {
        return x.size() == y.size() && (x == y).all();
    };
    return a.settings == b.settings && p.step == q.step && p.energyBound == q.energyBound &&
           same(p.parameters, q.parameters) && same(p.averaged, q.averaged) && same(p.firstMoment, q.firstMoment) &&
           same(p.secondMoment, q.secondMoment);
}

Eigen::Vector2d centerOf(const engine::Snapshot& snapshot) { return snapshot.points.points().rowwise().mean(); }

} // namespace

/// A file becomes a document that trains; edits are taken back without a trace; what is saved is there again in a new
/// window: data, model and view.
class ImportAndSaveJourney : public QObject {
    Q_OBJECT

private slots:
    void importsEditsUndoesSavesAndOpensAgain_data() {
        QTest::addColumn<QString>("file");
        QTest::addColumn<int>("points");
        QTest::newRow("clouds") << QString() << 900;
        QTest::newRow("larry") << QStringLiteral("larry_hematopoiesis/larry_2d.csv") << 10'998;
    }
    void importsEditsUndoesSavesAndOpensAgain() {
        QFETCH(QString, file);
        QFETCH(int, points);
        const tests::Home home;
        if (!file.isEmpty()) {
            REQUIRE_SHARED_DATA(file);
            file = tests::sharedData(file);
        } else {
            file = home.write("clouds.csv", threeClouds());
        }
        const QString saved = home.file("kept.kino");
        ui::Project kept;
        ui::CameraPose camera;
        {
            tests::ShownProgram shown(home);
            shown.drop(file);
            AWAIT(shown.window().mode() == ui::MainWindow::Mode::Studio);
            QCOMPARE(shown.dataset().snapshots.size(), 3U);
            QCOMPARE(shown.dataset().pointCount(), points);
            QCOMPARE(shown.clock().first(), shown.dataset().firstTime());
            QCOMPARE(shown.clock().last(), shown.dataset().lastTime());
            const ui::Message* message = shown.message(QFileInfo(file).fileName());
            QVERIFY(message && message->severity == ui::Severity::Success);
            AWAIT(shown.isTraining() && shown.learnedMotion());

            editAndUndo(shown);
            if (QTest::currentTestFailed())
                return;
            changeView(shown);
            QVERIFY(shown.dataset().snapshots[1].heldOut);

            // Hold, so that what is on the stage is what is saved.
            shown.press(Qt::Key_T);
            AWAIT(shown.training().run()->state == engine::RunState::Paused);
            AWAIT(shown.project().run().checkpoint && shown.project().run().checkpoint->step == shown.step());
            shown.press(Qt::Key_S, Qt::ControlModifier);
            AWAIT(shown.dialog());
            QVERIFY(shown.chooseFile(saved));
            AWAIT(shown.message("Saved kept.kino") && QFileInfo::exists(saved));
            QCOMPARE(shown.program().document().title(), QStringLiteral("kept"));
            QVERIFY(!shown.program().document().isModified());
            kept = shown.project();
            camera = shown.stage().camera();
            QVERIFY(shown.keepPicture(points == 900 ? "import-and-save-clouds" : "import-and-save-larry"));
            shown.window().close();
            AWAIT(!shown.window().isVisible());
        }

        tests::ShownProgram again(home, {saved});
        AWAIT(again.window().mode() == ui::MainWindow::Mode::Studio);
        QVERIFY(again.dataset() == kept.dataset);
        QVERIFY(sameModel(again.project().run(), kept.run()));
        QVERIFY(again.project().view.layers == kept.view.layers);
        QCOMPARE(again.program().document().path(), saved);
        // It moves without training, by the model that was saved, and looking at it changes nothing.
        AWAIT(again.learnedMotion() && again.training().run()->distances);
        QVERIFY(!again.program().document().isModified() && !again.action("undo").isEnabled());
        QCOMPARE(again.step(), std::int64_t(kept.run().checkpoint->step));
        QVERIFY(!again.isTraining() && !again.training().isWanted());
        QVERIFY((again.stage().camera().focus - camera.focus).norm() < 1e-6);
        QVERIFY(std::abs(again.stage().camera().halfHeight - camera.halfHeight) < 1e-6 * camera.halfHeight);
        AWAIT(again.clock().isPlaying() && tests::warmPixels(again.stage().grabImage()) > 200);
        // And learns on from there.
        again.press(Qt::Key_T);
        AWAIT(again.step() > kept.run().checkpoint->step);
        QVERIFY(again.keepPicture(points == 900 ? "opened-again-clouds" : "opened-again-larry"));
    }

private:
    static void undo(tests::ShownProgram& shown) { shown.press(Qt::Key_Z, Qt::ControlModifier); }

    static void editAndUndo(tests::ShownProgram& shown) {
        const ui::Project before = shown.project();
        const Eigen::Vector2d middle = centerOf(before.dataset.snapshots[1]);
        const double radius = 60 / shown.stage().transform().pixelsPerUnit();

        // Hold out, by the list and a key.
        QVERIFY(shown.click(shown.window().snapshots().row(1)));
        QCOMPARE(shown.program().studio().selection().currentSnapshot(), 1);
        shown.press(Qt::Key_H);
        QVERIFY(shown.dataset().snapshots[1].heldOut);
        undo(shown);
        QVERIFY(sameWork(shown.project(), before));

        // Choose points with a line around them, and move them.
        shown.press(Qt::Key_S);
        shown.dragOnStage(tests::circle(middle, radius));
        auto& selection = shown.program().studio().selection();
        QVERIFY(selection.count() > 10 && selection.count() < before.dataset.snapshots[1].points.size());
        const engine::Index chosen = selection.points(1).front();
        const Eigen::Vector2d at = before.dataset.snapshots[1].points.point(chosen);
        shown.dragOnStage({at, at + Eigen::Vector2d(radius / 2, 0), at + Eigen::Vector2d(radius, 0)});
        const Eigen::Vector2d moved = shown.dataset().snapshots[1].points.point(chosen);
        QVERIFY((moved - at - Eigen::Vector2d(radius, 0)).norm() < 0.1 * radius);
        undo(shown);
        QVERIFY(sameWork(shown.project(), before));

        // Delete what is chosen.
        const engine::Index count = selection.count();
        shown.press(Qt::Key_Delete);
        QCOMPARE(shown.dataset().pointCount(), before.dataset.pointCount() - count);
        undo(shown);
        QVERIFY(sameWork(shown.project(), before));

        // Rub out.
        shown.press(Qt::Key_E);
        shown.dragOnStage({middle - Eigen::Vector2d(radius, 0), middle, middle + Eigen::Vector2d(radius, 0)});
        QVERIFY(shown.dataset().pointCount() < before.dataset.pointCount());
        undo(shown);
        QVERIFY(sameWork(shown.project(), before));
        QVERIFY(!shown.action("undo").isEnabled());
        AWAIT(shown.isTraining() && shown.learnedMotion());
    }

    static void changeView(tests::ShownProgram& shown) {
        shown.press(Qt::Key_V);
        shown.press(Qt::Key_H);
        QPoint at = shown.stage().rect().center() + QPoint(50, 20);
        QWheelEvent roll(at, shown.stage().mapToGlobal(at), {}, {0, 240}, Qt::NoButton, {}, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(&shown.stage(), &roll);
        shown.press(Qt::Key_4, Qt::AltModifier);
        QVERIFY(shown.project().view.layers.velocity && shown.project().view.camera);
    }
};

KINETOSCOPE_TEST(ImportAndSaveJourney)

#include "import_and_save_test.moc"
