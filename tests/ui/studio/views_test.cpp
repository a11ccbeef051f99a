#include "tests/support/test_registry.h"
#include "tests/ui/studio/whole_studio.h"
#include "ui/dialogs/name_dialog.h"
#include "ui/dialogs/views_dialog.h"
#include "ui/export/scene_composer.h"
#include "ui/studio/stage_controller.h"
#include "ui/view/pane_grid.h"
#include "ui/view/scene_view.h"
#include "ui/window/actions.h"
#include "ui/window/command_search.h"

#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QUndoStack>

namespace {

/// How long a unit along the picture is at two places, one of them farther away.
struct Sizes {
    double near, far;
    explicit Sizes(const ui::ViewTransform& view) {
        const ui::CameraPose& pose = view.pose();
        const auto at = [&](double depth) {
            const Eigen::Vector3d from = pose.focus - depth * pose.toEye();
            return (view.toPixel(from + 0.1 * pose.right()) - view.toPixel(from)).head<2>().norm();
        };
        near = at(-0.5);
        far = at(0.5);
    }
    bool areEqual() const { return std::abs(near / far - 1) < 1e-6; }
};

} // namespace

/// Orthographic space, and views kept in the project.
class ViewsTest : public QObject {
    Q_OBJECT

    std::unique_ptr<tests::WholeStudio> m_studio;

    ui::Document& document() { return m_studio->program.document(); }
    ui::PaneGrid& panes() { return m_studio->program.studio().stage().panes(); }
    ui::SceneView& view() { return panes().activeView(); }
    QAction& action(const char* id) { return *m_studio->window().actions()[id]; }
    const std::vector<ui::ViewChoices::SavedView>& saved() { return document().project().view.savedViews; }

    void open(const char* example) {
        m_studio->program.studio().documents().openExample(example);
        m_studio->program.studio().training().setWanted(false);
        QTRY_COMPARE(panes().count(), int(m_studio->project().runs.size()));
    }
    void saveAs(const QString& name) {
        action("saveView").trigger();
        auto* dialog = m_studio->window().findChild<ui::NameDialog*>();
        QVERIFY(dialog);
        if (!name.isEmpty())
            dialog->findChild<QLineEdit*>("nameField")->setText(name);
        QTest::mouseClick(dialog->findChild<QPushButton*>("acceptButton"), Qt::LeftButton);
        QTRY_VERIFY(!m_studio->window().findChild<ui::NameDialog*>());
    }
    /// The same look, whatever numbers say so.
    static bool same(const ui::CameraPose& a, const ui::CameraPose& b) {
        return (a.focus - b.focus).norm() < 1e-6 && (a.toEye() - b.toEye()).norm() < 1e-6 &&
               (a.up() - b.up()).norm() < 1e-6 && std::abs(a.halfHeight / b.halfHeight - 1) < 1e-9 &&
               a.perspective == b.perspective && a.viewAngle == b.viewAngle;
    }

private slots:
    void init() { m_studio = std::make_unique<tests::WholeStudio>(); }
    void cleanup() { m_studio.reset(); }

    void orthographicSpaceHasNoVanishingPoint() {
        open("trefoil-knot");
        QTRY_COMPARE(view().state().dimension, 3);
        QVERIFY(action("orthographic").isEnabled() && !action("orthographic").isChecked());
        QVERIFY(Sizes(view().transform()).near > 1.05 * Sizes(view().transform()).far);
        const double middle = view().transform().pixelsPerUnit();
        const int steps = document().history().count();
        action("orthographic").trigger();
        // On the way the two come nearer to each other.
        bool between = false;
        QTRY_VERIFY((between |= view().camera().perspective && view().camera().viewAngle < ui::kViewAngle,
                     !view().camera().perspective));
        QVERIFY(between);
        QVERIFY(Sizes(view().transform()).areEqual());
        QVERIFY(std::abs(view().transform().pixelsPerUnit() / middle - 1) < 0.2);
        QVERIFY(action("orthographic").isChecked() && document().project().view.orthographic);
        QCOMPARE(document().history().count(), steps); // like the camera, no edit
        QVERIFY(!document().isModified());

        // What one looks with keeps to it.
        for (const char* side : {"viewTop", "viewFront", "viewIso", "fitView"}) {
            action(side).trigger();
            QTest::qWait(450);
            QVERIFY2(Sizes(view().transform()).areEqual(), side);
        }
        QTest::mousePress(&view(), Qt::LeftButton, {}, {300, 300});
        QTest::mouseMove(&view(), {340, 320});
        QTest::mouseRelease(&view(), Qt::LeftButton, {}, {340, 320});
        QVERIFY(!view().camera().perspective);
        // Pointing: a ray through a point's pixel meets the point.
        const Eigen::Vector3d place(0.2, -0.3, 0.4);
        const ui::Ray ray = view().transform().ray(view().transform().toPixel(place).head<2>());
        QVERIFY((place - ray.origin).cross(ray.direction).norm() < 1e-6);

        action("orthographic").trigger();
        QTRY_VERIFY(view().camera().perspective && view().camera().viewAngle == ui::kViewAngle);
    }

    void allPanesAndTheFileAreSeenAlike() {
        open("trefoil-knot");
        QTRY_COMPARE(view().state().dimension, 3);
        action("compareCopy").trigger();
        QTRY_COMPARE(panes().count(), 2);
        action("orthographic").trigger();
        QTRY_VERIFY(!panes().view(0).camera().perspective && !panes().view(1).camera().perspective);
        QTest::qWait(450);
        QVERIFY(same(panes().view(0).camera(), panes().view(1).camera()));
        ui::SceneComposer composer;
        const auto fitted = composer.compose(document().project(), {}, ui::darkTheme(), 0);
        QVERIFY(fitted.orthographic && !fitted.camera); // the file fits its own shape
        panes().view(0).zoomBy(1.5);
        const auto placed = composer.compose(document().project(), {}, ui::darkTheme(), 0);
        QVERIFY(placed.camera && !placed.camera->perspective);
    }

    void itComesBackWithTheProject() {
        QTemporaryDir folder;
        const QString file = folder.filePath("flat.kino");
        open("trefoil-knot");
        QTRY_COMPARE(view().state().dimension, 3);
        action("orthographic").trigger();
        QTRY_VERIFY(!view().camera().perspective);
        document().saveAs(file);
        document().finishFileWork();
        open("split");
        QTRY_VERIFY(!action("orthographic").isEnabled()); // a plane has no depth
        QVERIFY(!action("orthographic").isChecked());
        QTRY_VERIFY(!document().isBusy());
        m_studio->program.studio().documents().openPaths({file});
        QTRY_VERIFY(action("orthographic").isChecked());
        QVERIFY(Sizes(view().transform()).areEqual());
    }

    void aViewIsSavedGoneToRenamedAndDeleted() {
        open("split");
        QVERIFY(!action("savedView1").isVisible() && !action("manageViews").isEnabled());
        const int steps = document().history().count();
        ui::CameraPose close = view().camera();
        close.halfHeight *= 0.4;
        close.focus.x() += 0.3;
        view().setCamera(close);
        saveAs({}); // as suggested
        QCOMPARE(saved().size(), 1U);
        QCOMPARE(QString::fromStdString(saved()[0].name), QStringLiteral("View 1"));
        QCOMPARE(document().history().count(), steps + 1);
        QVERIFY(action("savedView1").isVisible() && action("savedView1").isEnabled());
        QCOMPARE(action("savedView1").text(), QStringLiteral("View 1"));
        QVERIFY(action("savedView1").toolTip().contains("View 1"));

        view().fit();
        QTRY_VERIFY(view().camera().halfHeight > 2 * close.halfHeight);
        QTest::qWait(450);
        action("savedView1").trigger();
        QVERIFY(!same(view().camera(), close)); // not at once: the way is shown
        QTRY_VERIFY(same(view().camera(), close));
        QVERIFY(document().project().view.camera && !view().cameraFollows());
        QCOMPARE(document().history().count(), steps + 1); // looking is no edit

        view().fit();
        saveAs("Alles & mehr");
        QCOMPARE(ui::Actions::plainText(&action("savedView2")), QStringLiteral("Alles & mehr"));
        auto* search = m_studio->window().findChild<ui::CommandSearch*>();
        search->search("mehr");
        QCOMPARE(search->matches().constFirst(), &action("savedView2"));

        action("manageViews").trigger();
        auto* dialog = m_studio->window().findChild<ui::ViewsDialog*>();
        auto* list = dialog->findChild<QListWidget*>("viewsList");
        QCOMPARE(list->count(), 2);
        list->setCurrentRow(0);
        QTest::mouseClick(dialog->findChild<QPushButton*>("renameView"), Qt::LeftButton);
        auto* naming = m_studio->window().findChild<ui::NameDialog*>();
        auto* field = naming->findChild<QLineEdit*>("nameField");
        auto* accept = naming->findChild<QPushButton*>("acceptButton");
        field->setText("Alles & mehr");
        QVERIFY(!accept->isEnabled()); // taken
        field->setText("  ");
        QVERIFY(!accept->isEnabled());
        field->setText("Ganz nah");
        QTest::mouseClick(accept, Qt::LeftButton);
        QCOMPARE(QString::fromStdString(saved()[0].name), QStringLiteral("Ganz nah"));
        QVERIFY(list->item(0)->text().contains("Ganz nah"));
        QCOMPARE(action("savedView1").text(), QStringLiteral("Ganz nah"));
        dialog->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(dialog));
        list->setFocus();
        QTest::keyClick(list, Qt::Key_Delete);
        QCOMPARE(saved().size(), 1U);
        QVERIFY(!action("savedView2").isVisible());
        dialog->close();

        document().undo();
        QCOMPARE(saved().size(), 2U);
        QVERIFY(action("savedView2").isVisible());
        document().undo();
        QCOMPARE(QString::fromStdString(saved()[0].name), QStringLiteral("View 1"));
        document().undo();
        document().undo();
        QVERIFY(saved().empty() && !action("savedView1").isVisible());
        document().redo();
        QCOMPARE(saved().size(), 1U);
    }

    void aViewOfSpaceTellsHowSpaceIsSeen() {
        open("trefoil-knot");
        QTRY_COMPARE(view().state().dimension, 3);
        action("viewTop").trigger();
        action("orthographic").trigger();
        QTRY_VERIFY(!view().camera().perspective);
        QTest::qWait(450);
        const ui::CameraPose flat = view().camera();
        saveAs("Plan");
        action("orthographic").trigger();
        action("viewIso").trigger();
        QTest::qWait(450);
        const ui::CameraPose deep = view().camera();
        QVERIFY(deep.perspective);
        saveAs("Tiefe");
        action("savedView1").trigger();
        QTRY_VERIFY(same(view().camera(), flat));
        QVERIFY(action("orthographic").isChecked());
        QTest::qWait(100); // nothing turns it back
        QVERIFY(same(view().camera(), flat));
        action("savedView2").trigger();
        QTRY_VERIFY(same(view().camera(), deep));
        QVERIFY(!action("orthographic").isChecked());

        // In a plane they mean nothing.
        const auto views = saved();
        document().undo(); // nobody asks whether to keep it
        document().undo();
        open("split");
        QTRY_COMPARE(view().state().dimension, 2);
        document().edit("Views", [&](ui::Project& p) { p.view.savedViews = views; });
        QTRY_VERIFY(action("savedView1").isVisible() && !action("savedView1").isEnabled());
        const ui::CameraPose before = view().camera();
        m_studio->window().actions()["savedView1"]->trigger();
        QTest::qWait(100);
        QVERIFY(same(view().camera(), before));
    }

    void thereIsRoomForNine() {
        open("split");
        for (int i = 0; i < 9; ++i)
            saveAs({});
        QCOMPARE(saved().size(), 9U);
        QVERIFY(!action("saveView").isEnabled() && action("savedView9").isVisible());
        QCOMPARE(action("savedView9").shortcut(), QKeySequence("Ctrl+Alt+9"));
    }
};

KINETOSCOPE_TEST(ViewsTest)

#include "views_test.moc"
