// Files of VTK are read as VTK wrote them, damaged ones are refused, and VTK reads what is written here.
#include "engine/core/random.h"
#include "engine/io/reader_registry.h"
#include "engine/io/snapshot_writer.h"
#include "engine/trajectory/trajectories_vtk.h"
#include "tests/formats/vtk_files.h"
#include "tests/support/expect_error.h"
#include "tests/support/temporary_file.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace engine;

class VtkInterchangeTest : public QObject {
    Q_OBJECT

    tests::TemporaryFolder m_folder;

private slots:
    void pointsOfEveryKind() {
        const auto files = tests::vtkPointFiles(m_folder.path());
        QCOMPARE(files.size(), std::size_t(20));
        for (const auto& file : files) {
            const auto thrown = tests::errorOf([&] { readData(file); });
            QVERIFY2(!thrown, (file.string() + (thrown ? ": " + thrown->fullText() : "")).c_str());
            const Dataset dataset = readData(file).dataset;
            QCOMPARE(dataset.snapshots.size(), std::size_t(3));
            const PointSet& second = dataset.snapshots[1].points; // points 1, 4, 7, …
            QCOMPARE(second.size(), 100);
            QVERIFY2(second.point(5) == Vector(Eigen::Vector3d(16, 8, -16)), file.c_str());
            QCOMPARE(second.weights()[5], 5.0);
            QCOMPARE(dataset.attributes.size(), std::size_t(4));
            for (std::size_t k = 0; k < 4; ++k) {
                const AttributeColumn& column = dataset.attributes[k];
                const Real value = second.attributes()(Index(k), 5);
                if (column.name == "kind")
                    QCOMPARE(column.categories[std::size_t(value)], std::string("b & <c>"));
                else
                    QCOMPARE(value, 16.0 * (column.name == "wind_x" ? 1 : column.name == "wind_y" ? 2 : 3));
            }
        }
    }

    void meshesOfEveryKind() {
        const auto files = tests::vtkMeshFiles(m_folder.path());
        QCOMPARE(files.size(), std::size_t(20));
        for (const auto& file : files) {
            const ImportedData data = readData(file);
            QVERIFY2(data.understanding.find("surface of 4 triangles") != std::string::npos, file.c_str());
            const Points points = data.dataset.snapshots[0].points.points();
            QVERIFY((points.row(2).array() == 7).all());
            QVERIFY(std::abs((points.row(0).array() < 1).count() - 1000) <= 2);
        }
    }

    /// Cut anywhere, with wrong bytes anywhere: an error or other numbers, never a crash, nothing without bounds.
    void damagedFilesAreRefused() {
        auto files = tests::vtkPointFiles(m_folder.path());
        const auto meshes = tests::vtkMeshFiles(m_folder.path());
        files.insert(files.end(), meshes.begin(), meshes.end());
        Rng rng(11);
        for (const auto& file : files) {
            const std::string whole = tests::contentOf(file);
            const auto damaged = m_folder.file("damaged" + file.extension().string());
            int refused = 0;
            constexpr int kTries = 60;
            for (int k = 0; k < kTries; ++k) {
                std::string bytes = whole;
                if (k < kTries / 3)
                    bytes.resize(bytes.size() * std::size_t(k) / (kTries / 3));
                else
                    for (std::uint64_t i = 0; i <= rng.below(3); ++i) {
                        // Most of what can go wrong stands at the beginning.
                        const auto at = rng.below(k % 2 ? bytes.size() : std::min<std::size_t>(bytes.size(), 2500));
                        bytes[at] = k % 3 == 0 ? '9' : char(rng.below(256));
                    }
                m_folder.write(damaged.filename().string(), bytes);
                if (const auto thrown = tests::errorOf([&] { readData(damaged); })) {
                    ++refused;
                    QVERIFY2(thrown->code() == ErrorCode::UnusableInput &&
                                 thrown->fullText().find("damaged") != std::string::npos,
                             thrown->what());
                }
            }
            QVERIFY2(refused >= kTries / 4, file.c_str());
        }
    }

    void vtkReadsWhatIsWritten() {
        Dataset dataset;
        dataset.attributes = {{"kind", {"stem", "ä <&>"}}};
        for (const double time : {0.5, 2.0}) {
            Snapshot snapshot;
            snapshot.time = time;
            snapshot.points = PointSet(Points::Constant(2, 3, time), {}, (Matrix(1, 3) << 0, 1, -1).finished());
            dataset.snapshots.push_back(snapshot);
        }
        writeSnapshots(dataset, m_folder.file("s.vtp"));
        const auto times = tests::readByVtk(m_folder.file("s.vtp"), "t");
        QCOMPARE(times.numbers, (std::vector<double>{0.5, 0.5, 0.5, 2, 2, 2}));
        QCOMPARE(times.dots, 6);
        QCOMPARE(times.places[9], 2.0);
        QCOMPARE(times.places[11], 0.0);
        QCOMPARE(tests::readByVtk(m_folder.file("s.vtp"), "kind").texts,
                 (std::vector<std::string>{"stem", "ä <&>", "", "stem", "ä <&>", ""}));
        writeSnapshots(dataset, m_folder.file("s.pvd"));
        QCOMPARE(tests::readByVtk(m_folder.file("s/000001.vtp"), "t").numbers, (std::vector<double>{2, 2, 2}));
    }

    void vtkReadsParticles() {
        Trajectories moved;
        moved.times = (Times(2) << 0, 1).finished();
        moved.positions.assign(2, Eigen::MatrixXf::Constant(2, 3, 4));
        TableColumn label;
        label.name = "weight"; // taken
        label.numbers = {7, 8, 9};
        writeVtkTrajectories(moved, m_folder.file("p.vtp"), {}, {label});
        const auto content = tests::readByVtk(m_folder.file("p.vtp"), "weight_2");
        QCOMPARE(content.numbers, (std::vector<double>{7, 7, 8, 8, 9, 9}));
        QCOMPARE(content.lines, 3);
        QCOMPARE(content.places, (std::vector<double>{4, 4, 0, 4, 4, 0, 4, 4, 0, 4, 4, 0, 4, 4, 0, 4, 4, 0}));
    }
};

KINETOSCOPE_TEST(VtkInterchangeTest)

#include "vtk_interchange_test.moc"
