#include "engine/io/snapshot_writer.h"
#include "tests/support/test_registry.h"
#include "tests/ui/studio/whole_studio.h"
#include "ui/window/actions.h"

#include <QAction>
#include <QFileDialog>

/// Files of other programs, through the window.
class FileKindsTest : public QObject {
    Q_OBJECT

private slots:
    void theDialogsOfferAllThatCanBeRead_data() {
        QTest::addColumn<QString>("action");
        QTest::addColumn<QString>("name");
        QTest::newRow("open") << "openFile" << "openDialog";
        QTest::newRow("import with columns") << "importColumns" << "importFileDialog";
    }
    void theDialogsOfferAllThatCanBeRead() {
        QFETCH(QString, action);
        QFETCH(QString, name);
        tests::WholeStudio studio;
        studio.window().actions()[action.toLatin1()]->trigger();
        auto* dialog = studio.window().findChild<QFileDialog*>(name);
        QVERIFY(dialog);
        const QString filter = dialog->nameFilters().constFirst();
        QCOMPARE(filter.contains("*.kino"), name == "openDialog");
        for (const char* ending :
             {"csv", "csv.gz", "npz", "h5ad", "vtp", "vtu", "vtk", "pvd", "obj", "stl", "png", "jpg", "svg"})
            QVERIFY2(filter.contains(QStringLiteral("*.%1").arg(ending)), ending);
        dialog->reject();
    }

    void aSeriesOfParaViewOpensAndTrains() {
        const QTemporaryDir folder;
        engine::Dataset dataset;
        dataset.attributes = {{"kind", {"a", "b"}}};
        for (const double time : {0.0, 2.5}) {
            engine::Snapshot snapshot;
            snapshot.time = time;
            snapshot.points = engine::PointSet(engine::Points::Random(3, 40), {}, engine::Matrix::Ones(1, 40));
            dataset.snapshots.push_back(snapshot);
        }
        const QString path = folder.filePath("cells.pvd");
        engine::writeSnapshots(dataset, path.toStdString());
        tests::WholeStudio studio;
        studio.program.studio().documents().openPaths({path});
        QTRY_COMPARE(studio.project().dataset.snapshots.size(), std::size_t(2));
        QCOMPARE(studio.project().dataset.lastTime(), 2.5);
        QCOMPARE(studio.project().dataset.attributes.size(), std::size_t(1));
        QCOMPARE(studio.project().dataset.title, std::string("cells"));
        QTRY_VERIFY(studio.program.studio().training().run() && studio.program.studio().training().run()->step > 0);
    }
};

KINETOSCOPE_TEST(FileKindsTest)

#include "file_kinds_test.moc"
