#include "ui/studio/import_controller.h"

#include "tests/support/temporary_file.h"
#include "tests/support/test_registry.h"
#include "tests/ui/studio/whole_studio.h"
#include "ui/dialogs/import_dialog.h"
#include "ui/document/edits.h"
#include "ui/panels/message_bar.h"
#include "ui/studio/stage_controller.h"
#include "ui/view/scene_view.h"
#include "ui/window/actions.h"
#include "ui/window/main_window.h"
#include "ui/window/stage_area.h"

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QDialog>
#include <QGuiApplication>
#include <QLabel>
#include <QMimeData>
#include <QPointer>
#include <QPushButton>
#include <QTableWidget>
#include <QToolButton>
#include <QUndoStack>
#include <QUrl>
#include <algorithm>

/// Where files go: into a new document, in the place of the data that are open, or beside them.
class ImportControllerTest : public QObject {
    Q_OBJECT

    tests::TemporaryFolder m_folder;
    std::unique_ptr<tests::WholeStudio> m_studio;

    ui::Document& document() { return m_studio->program.document(); }
    const engine::Dataset& dataset() { return m_studio->project().dataset; }
    QString write(const char* name, const char* content) {
        return QString::fromStdString(m_folder.write(name, content).string());
    }
    void open(const QStringList& paths) { m_studio->program.studio().documents().openPaths(paths); }
    /// The newest message that contains these words.
    const ui::Message* message(const QString& words) {
        for (const ui::Message& message : m_studio->window().stage().messages()->messages())
            if (message.text.contains(words))
                return &message;
        return nullptr;
    }
    /// Presses the button of a message, which may take the message away.
    void press(const QString& words) {
        const auto action = message(words)->action;
        action();
    }
    QDialog* question() { return m_studio->window().findChild<QDialog*>("question"); }
    void answer(const char* button) { question()->findChild<QPushButton*>(button)->click(); }

    /// A document with something in it that a person would miss.
    void openOwnWork() {
        open({write("own.csv", "t,x,y\n0,0,0\n0,1,0\n1,2,0\n1,3,0\n")});
        QTRY_COMPARE(dataset().snapshots.size(), 2U);
        document().edit("hold out", [](ui::Project& p) { ui::edits::setHeldOut(p, 1, true); });
    }
    std::vector<double> times() {
        std::vector<double> times;
        for (const engine::Snapshot& snapshot : dataset().snapshots)
            times.push_back(snapshot.time);
        return times;
    }

private slots:
    void init() { m_studio = std::make_unique<tests::WholeStudio>(); }
    void cleanup() { m_studio.reset(); }

    void severalFilesAreOneDataset() {
        open({write("cells_day6.csv", "x,y\n6,0\n6,1\n6,2\n"), write("cells_day3.csv", "x,y\n3,0\n3,1\n")});
        QTRY_COMPARE(dataset().snapshots.size(), 2U);
        QCOMPARE(times(), (std::vector<double>{3, 6}));
        QCOMPARE(dataset().snapshots[0].points.size(), 2);
        QVERIFY(!document().history().canUndo());
        const ui::Message* said = message("2 files");
        QVERIFY(said && said->severity == ui::Severity::Success);
        QVERIFY2(said->text.contains("cells_day3.csv = 3"), qPrintable(said->text));
    }

    void aFurtherSnapshotIsOneEdit() {
        m_studio->program.studio().documents().openExample("split");
        const engine::Dataset before = dataset();
        open({write("more.csv", "x,y\n0,0\n1,1\n")});
        QTRY_COMPARE(dataset().snapshots.size(), before.snapshots.size() + 1);
        QVERIFY(dataset().lastTime() > before.lastTime());
        QVERIFY(dataset().exampleName.empty()); // what is known of the example is not true of this
        QVERIFY(message("Added more.csv: 2 points"));
        QCOMPARE(document().history().count(), 1);
        document().undo();
        QVERIFY(dataset() == before);
        document().redo();
        QCOMPARE(dataset().snapshots.size(), before.snapshots.size() + 1);
    }

    void massesAreAskedForWhereTheyMayDiffer() {
        openOwnWork(); // as many points at both times, without weights
        press("own.csv");
        QPointer<ui::ImportDialog> dialog = m_studio->window().findChild<ui::ImportDialog*>();
        QVERIFY(!dialog->findChild<QComboBox*>("masses")->isVisibleTo(dialog->findChild<QWidget*>("pointsPageContent")));
        dialog->reject();
        QTRY_VERIFY(!dialog);

        open({write("grown.csv", "t,x,y\n0,0,0\n0,1,0\n1,2,0\n1,3,0\n1,4,0\n")});
        QTRY_VERIFY(question());
        answer("replaceButton");
        QTRY_COMPARE(dataset().pointCount(), 5);
        press("grown.csv");
        dialog = m_studio->window().findChild<ui::ImportDialog*>();
        auto* masses = dialog->findChild<QComboBox*>("masses");
        QVERIFY(masses->isVisibleTo(dialog->findChild<QWidget*>("pointsPageContent")));
        QCOMPARE(masses->currentData().toInt(), int(engine::MassMode::Normalized));
        masses->setCurrentIndex(masses->findData(int(engine::MassMode::Counts)));
        const int steps = document().history().count();
        dialog->findChild<QPushButton*>("importDataButton")->click();
        QCOMPARE(m_studio->project().run().settings.mass, engine::MassMode::Counts);
        QCOMPARE(document().history().count(), steps + 1);
        document().undo();
        QCOMPARE(m_studio->project().run().settings.mass, engine::MassMode::Normalized);
    }

    void aTableThatSaysItsTimeIsAddedThere() {
        openOwnWork();
        open({write("late.csv", "t,x,y\n7,0,0\n7,1,1\n")});
        QTRY_COMPARE(times(), (std::vector<double>{0, 1, 7}));
        QVERIFY(dataset().snapshots[1].heldOut);
    }

    void whatDoesNotFitIsSaidAndCanBeOpenedAlone() {
        openOwnWork();
        const engine::Dataset before = dataset();
        open({write("deep.csv", "x,y,z\n0,0,1\n1,1,2\n")});
        QTRY_VERIFY(message("deep.csv has 3 coordinates"));
        QVERIFY(dataset() == before);
        press("deep.csv");
        QTRY_COMPARE(dataset().dimension(), 3);
        document().undo();
        QVERIFY(dataset() == before);
    }

    void nothingToMissIsReplacedWithoutAQuestion() {
        m_studio->program.studio().documents().openExample("split");
        open({write("two.csv", "t,x,y\n0,0,0\n0,1,0\n5,2,0\n5,3,0\n")});
        QTRY_COMPARE(times(), (std::vector<double>{0, 5}));
        QVERIFY(!question());
    }

    void ownWorkIsAskedAbout_data() {
        QTest::addColumn<QByteArray>("button");
        QTest::addColumn<int>("snapshots");
        QTest::newRow("add") << QByteArray("addButton") << 4;
        QTest::newRow("replace") << QByteArray("replaceButton") << 2;
        QTest::newRow("cancel") << QByteArray("cancelButton") << 2;
    }
    void ownWorkIsAskedAbout() {
        QFETCH(QByteArray, button);
        QFETCH(int, snapshots);
        openOwnWork();
        const engine::Dataset before = dataset();
        open({write("a_t2.csv", "x,y\n0,0\n1,1\n"), write("a_t3.csv", "x,y\n0,0\n1,1\n")});
        QTRY_VERIFY(question());
        answer(button);
        QCOMPARE(int(dataset().snapshots.size()), snapshots);
        QCOMPARE(dataset() == before, button == "cancelButton");
        if (button != "cancelButton") {
            document().undo();
            QVERIFY(dataset() == before);
        }
    }

    void otherCoordinatesTakeThePlaceWithoutAQuestion() {
        openOwnWork();
        open({write("deep2.csv", "t,x,y,z\n0,0,0,1\n0,1,0,1\n1,2,0,1\n1,3,0,1\n")});
        QTRY_COMPARE(dataset().dimension(), 3);
        QVERIFY(!question());
        QVERIFY(document().history().canUndo());
    }

    void aProjectIsOpenedAlone() {
        open({write("a.csv", "t,x\n0,1\n1,2\n"), write("b.kino", "no project")});
        QVERIFY(message("b.kino is a project"));
        QVERIFY(m_studio->window().mode() == ui::MainWindow::Mode::Gallery);
    }

    void aTableIsPasted() {
        QAction& paste = *m_studio->window().actions()["paste"];
        QGuiApplication::clipboard()->setText(QStringLiteral(" \n"));
        paste.trigger();
        QVERIFY(message("no text to paste"));
        QGuiApplication::clipboard()->setText(QStringLiteral("stage\tx\ty\nlate\t0\t1\nlate\t1\t1\nearly\t2\t1\n"));
        paste.trigger();
        QTRY_COMPARE(dataset().snapshots.size(), 2U);
        QVERIFY(message("pasted table: 3 points"));
        QCOMPARE(message("pasted table")->actionText, QStringLiteral("Times…"));
        QGuiApplication::clipboard()->setText(QStringLiteral("t,x,y\n0,1,oops\n1,2,3\n1,2,3\n"));
        paste.trigger();
        QTRY_VERIFY(message("pasted table, line 2"));
        QCOMPARE(dataset().pointCount(), 3);
    }

    void aCopiedFileIsPasted() {
        auto* files = new QMimeData;
        files->setUrls({QUrl::fromLocalFile(write("copied.csv", "t,x,y\n0,0,0\n0,1,0\n5,2,0\n5,3,0\n"))});
        QGuiApplication::clipboard()->setMimeData(files);
        m_studio->window().actions()["paste"]->trigger();
        QTRY_COMPARE(times(), (std::vector<double>{0, 5}));
    }

    /// The choices of an added snapshot change it, they do not add another.
    void whatWasAddedCanBeChosenAgain() {
        openOwnWork();
        open({write("more.csv", "x,y\n0,0\n1,1\n")});
        QTRY_COMPARE(times(), (std::vector<double>{0, 1, 2}));
        press("Added more.csv");
        auto* dialog = m_studio->window().findChild<ui::ImportDialog*>();
        QVERIFY(dialog);
        dialog->showPage("timesPage");
        dialog->findChild<QTableWidget*>("timeTable")->item(0, 1)->setText("0.5");
        auto* import = dialog->findChild<QPushButton*>("importDataButton");
        QTRY_VERIFY(import->isEnabled());
        import->click();
        QCOMPARE(times(), (std::vector<double>{0, 0.5, 1}));
    }

    void severalFilesCanBePutInOrder() {
        open({write("one.csv", "x,y\n0,0\n1,1\n"), write("two.csv", "x,y\n0,0\n1,1\n2,2\n")});
        QTRY_COMPARE(times(), (std::vector<double>{0, 1}));
        QCOMPARE(message("2 files")->actionText, QStringLiteral("Times…"));
        press("2 files");
        auto* dialog = m_studio->window().findChild<ui::ImportDialog*>();
        QVERIFY(dialog);
        dialog->findChild<QPushButton*>("later")->click();
        auto* import = dialog->findChild<QPushButton*>("importDataButton");
        QTRY_VERIFY(import->isEnabled());
        import->click();
        QCOMPARE(dataset().snapshots[0].points.size(), 3);
    }

    void anotherEmbeddingIsReadFromTheFile() {
        engine::registerReader({"test cells", {"cells"}, {}, [](const auto&, const engine::ImportOptions& options) {
                                    const bool wide = options.embedding == "X_pca";
                                    const char* text = wide ? "t,a,b,c\n0,1,1,1\n1,2,2,2\n" : "t,x,y\n0,1,1\n1,2,2\n";
                                    engine::ImportedData data = engine::readTable(text, "brain.cells", {});
                                    data.embeddings = {{"X_umap", 2}, {"X_pca", 3}, {"X_lost", 4}};
                                    if (options.embedding == "X_lost")
                                        throw engine::Error(engine::ErrorCode::UnusableInput,
                                                            "brain.cells, X_lost: it is damaged.", "Get it again.");
                                    data.embedding = wide ? "X_pca" : "X_umap";
                                    return data;
                                }});
        open({write("brain.cells", "")});
        QTRY_COMPARE(dataset().dimension(), 2);
        press("brain.cells");
        QPointer<ui::ImportDialog> dialog = m_studio->window().findChild<ui::ImportDialog*>();
        auto* box = dialog->findChild<QComboBox*>("embedding");
        QCOMPARE(box->currentText(), QStringLiteral("X_umap, 2-D"));
        box->setCurrentIndex(1);
        emit box->activated(1);
        QTRY_VERIFY(!dialog);
        QTRY_VERIFY(m_studio->window().findChild<ui::ImportDialog*>());
        dialog = m_studio->window().findChild<ui::ImportDialog*>();
        QCOMPARE(dialog->findChild<QComboBox*>("embedding")->currentText(), QStringLiteral("X_pca, 3-D"));
        // One that cannot be read leaves what was chosen.
        box = dialog->findChild<QComboBox*>("embedding");
        box->setCurrentIndex(2);
        emit box->activated(2);
        QTRY_VERIFY(!dialog);
        QTRY_VERIFY(m_studio->window().findChild<ui::ImportDialog*>());
        QVERIFY(message("X_lost: it is damaged"));
        dialog = m_studio->window().findChild<ui::ImportDialog*>();
        QCOMPARE(dialog->findChild<QComboBox*>("embedding")->currentText(), QStringLiteral("X_pca, 3-D"));
        // Another role of a column does not forget which embedding it was.
        auto* role = dialog->findChild<QComboBox*>("role_c");
        role->setCurrentIndex(role->findData(int(engine::ColumnRole::Ignore)));
        emit role->activated(role->currentIndex());
        auto* import = dialog->findChild<QPushButton*>("importDataButton");
        QTRY_VERIFY(import->isEnabled());
        QCOMPARE(dialog->data().embedding, std::string("X_pca"));
        import->click();
        QCOMPARE(dataset().axisNames, (std::vector<std::string>{"a", "b"}));
    }

    void meshesAreFilledWhereTheyAreClosed() {
        const char* tetrahedron = "v 0 0 0\nv 3 0 0\nv 0 3 0\nv 0 0 3\nf 1 3 2\nf 1 2 4\nf 1 4 3\nf 2 3 4\n";
        const auto dialog = [this] { return m_studio->window().findChild<ui::ImportDialog*>(); };
        const auto choose = [&](const char* segment) {
            QPointer<ui::ImportDialog> before = dialog();
            before->findChild<QToolButton*>(segment)->click();
            return QTest::qWaitFor([&] { return !before && dialog(); });
        };
        /// Parts of the points that lie on no side.
        const auto inside = [](const engine::Dataset& data) {
            const engine::Points p = data.snapshots[0].points.points();
            return double((p.colwise().minCoeff().array() > 1e-9 && p.colwise().sum().array() < 3 - 1e-9).count()) /
                   double(p.cols());
        };
        open({write("body.obj", tetrahedron)});
        QTRY_COMPARE(dataset().pointCount(), 2000);
        QCOMPARE(inside(dataset()), 0.0);
        press("body.obj");
        QVERIFY(choose("importInside"));
        QVERIFY(dialog()->findChild<QToolButton*>("importInside")->isChecked());
        QCOMPARE(inside(dialog()->data().dataset), 1.0);
        dialog()->findChild<QPushButton*>("importDataButton")->click();
        QTRY_COMPARE(inside(dataset()), 1.0);

        // One with a hole stays a surface, and it is said why.
        m_studio = std::make_unique<tests::WholeStudio>();
        open({write("open.obj", QByteArray(tetrahedron).chopped(8).constData())});
        QTRY_COMPARE(dataset().pointCount(), 2000);
        press("open.obj");
        QVERIFY(choose("importInside"));
        QVERIFY(message("The mesh is not closed: 3 of its edges"));
        const auto labels = dialog()->findChildren<QLabel*>();
        QVERIFY(std::any_of(labels.begin(), labels.end(),
                            [](const QLabel* label) { return label->text().contains("not closed"); }));
        QVERIFY(dialog()->findChild<QToolButton*>("importSurface")->isChecked());
        QVERIFY(dialog()->findChild<QPushButton*>("importDataButton")->isEnabled());
    }

    /// Both at once: points that move above the lines of a map; each alone: lines join what is open.
    void linesOfAMapLieBelowThePoints() {
        const QString map = write("coast.csv", "id,lon,lat\n0,1,2\n0,2,3\n0,3,4\n1,5,6\n1,6,6\n1,7,7\n");
        const QString storms = write("storms.csv", "t,lat,lon\n0,1,2\n0,3,4\n1,2,3\n1,4,5\n");
        open({map, storms});
        QTRY_COMPARE(dataset().pointCount(), 4);
        QCOMPARE(m_studio->project().overlays.size(), std::size_t(1));
        const ui::Message* said = message("lines of coast below the data");
        QVERIFY(said && said->severity == ui::Severity::Success);
        const auto& scene = m_studio->program.studio().stage().view();
        QTRY_COMPARE(scene.state().outlines.size(), std::size_t(1));
        QCOMPARE(scene.state().snapshots.size(), std::size_t(2));

        const QAction* layer = m_studio->window().actions()["layerOverlay"];
        QVERIFY(layer->isEnabled() && layer->isChecked());
        open({write("rivers.csv", "id,lon,lat\n0,1,2\n0,2,3\n0,3,4\n")});
        QTRY_COMPARE(m_studio->project().overlays.size(), std::size_t(2));
        QVERIFY(message("rivers.csv: lines, drawn below the data."));
        QCOMPARE(dataset().pointCount(), 4);
        QCOMPARE(document().history().count(), 1);
        m_studio->window().actions()["removeOverlay"]->trigger();
        QVERIFY(m_studio->project().overlays.empty() && !layer->isEnabled());
        QTRY_VERIFY(scene.state().outlines.empty());
        document().undo();
        QCOMPARE(m_studio->project().overlays.size(), std::size_t(2));
        document().undo();
        QCOMPARE(m_studio->project().overlays.size(), std::size_t(1));
    }

    void linesAloneAreAMapToDrawOn() {
        open({write("coast.csv", "id,lon,lat\n0,1,2\n0,2,3\n0,3,4\n")});
        QTRY_COMPARE(m_studio->project().overlays.size(), std::size_t(1));
        QCOMPARE(m_studio->window().mode(), ui::MainWindow::Mode::Studio);
        QCOMPARE(dataset().snapshots.size(), std::size_t(2)); // to be drawn
        QCOMPARE(dataset().pointCount(), 0);
        QTRY_COMPARE(m_studio->program.studio().stage().view().state().bounds.upper.x(), 3.0);
        open({write("storms.csv", "t,lat,lon\n0,1,2\n0,3,4\n1,2,3\n1,4,5\n")});
        QTRY_COMPARE(dataset().pointCount(), 4);
        QCOMPARE(m_studio->project().overlays.size(), std::size_t(1)); // below whatever comes
    }

    void linesMayBePointsAllTheSame() {
        open({write("coast.csv", "id,lon,lat\n0,1,2\n0,2,3\n0,3,4\n1,1,3\n1,2,4\n1,3,5\n")});
        QTRY_COMPARE(m_studio->project().overlays.size(), std::size_t(1));
        press("coast.csv");
        auto* dialog = m_studio->window().findChild<ui::ImportDialog*>();
        auto* role = dialog->findChild<QComboBox*>("role_id");
        role->setCurrentIndex(role->findData(int(engine::ColumnRole::Time)));
        emit role->activated(role->currentIndex());
        auto* import = dialog->findChild<QPushButton*>("importDataButton");
        QTRY_VERIFY(import->isEnabled() && dialog->data().dataset.snapshots.size() == 2);
        import->click();
        QTRY_COMPARE(dataset().pointCount(), 6);
    }

    /// A mesh has no columns in which its time could have been overlooked.
    void whatHasNoColumnsIsOpenedAndAddedTo() {
        engine::registerReader({"test mesh", {"mesh"}, {}, [](const auto& file, const auto&) {
                                    engine::ImportedData data;
                                    data.dataset.title = file.stem().string();
                                    data.dataset.snapshots.emplace_back().points =
                                        engine::PointSet(engine::Points::Random(3, 20));
                                    return data;
                                }});
        open({write("cow.mesh", "")});
        QTRY_COMPARE(dataset().pointCount(), 20);
        QVERIFY(message("drop a second file"));
        open({write("dog.mesh", "")});
        QTRY_COMPARE(times(), (std::vector<double>{0, 1}));
        QTRY_VERIFY(m_studio->program.studio().training().isWanted());
    }
};

KINETOSCOPE_TEST(ImportControllerTest)

#include "import_controller_test.moc"
