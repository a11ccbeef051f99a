#include "engine/io/snapshot_files.h"

#include "engine/data/dataset_reduction.h"
#include "tests/support/expect_error.h"
#include "tests/support/temporary_file.h"
#include "tests/support/test_registry.h"

#include <QTest>
#include <cmath>

using namespace engine;

class SnapshotFilesTest : public QObject {
    Q_OBJECT

    tests::TemporaryFolder m_folder;

    /// "cells_day3.csv": text; read in this order.
    SnapshotFiles read(const std::vector<std::pair<std::string, std::string>>& files,
                       const ImportOptions& options = {}) const {
        std::vector<std::filesystem::path> paths;
        for (const auto& [name, text] : files)
            paths.push_back(m_folder.write(name, text));
        return readSnapshots(paths, options);
    }
    /// "day3 3 ×2, 4 ×1": name, time and size of the snapshots.
    static QString snapshotsOf(const Dataset& dataset) {
        QStringList list;
        for (const Snapshot& snapshot : dataset.snapshots)
            list += QString("%1%2 ×%3")
                        .arg(QString::fromStdString(snapshot.name + (snapshot.name.empty() ? "" : " ")))
                        .arg(snapshot.time)
                        .arg(snapshot.points.size());
        return list.join(", ");
    }
    static QString together(const SnapshotFiles& files) { return snapshotsOf(joined(files).dataset); }

    const std::string m_two = "x,y\n1.5,2\n3,4.5\n", m_one = "x,y\n5.5,6\n";

private slots:
    void timesComeFromTheNames() {
        const SnapshotFiles files = read({{"cells_day12.csv", m_two}, {"cells_day3.csv", m_one}});
        QCOMPARE(files.times.entries.size(), std::size_t(2));
        QVERIFY(files.times.entries[0] == (TimeEntry{"day12", 12}));
        QCOMPARE(files.times.unit, std::string("days"));
        QVERIFY(!files.files[0].hasOwnTimes);
        const ImportedData data = joined(files);
        QCOMPARE(snapshotsOf(data.dataset), QString("day3 3 ×1, day12 12 ×2"));
        QCOMPARE(data.dataset.timeUnit, std::string("days"));
        QCOMPARE(data.dataset.title, std::string("cells"));
        QCOMPARE(data.dataset.axisNames, (std::vector<std::string>{"x", "y"}));
        QCOMPARE(data.understanding, std::string("2 files, cells_day12.csv = 12, cells_day3.csv = 3 days · "
                                                 "coordinates: x, y"));
        QCOMPARE(together(read({{"2024-03-08.csv", m_two}, {"2024-03-01.csv", m_one}})),
                 QString("2024-03-01 0 ×1, 2024-03-08 7 ×2"));
        QCOMPARE(together(read({{"0.5.csv", m_two}, {"2.csv", m_one}})), QString("0.5 ×2, 2 ×1"));
    }

    void timesAndOrderCanBeChanged() {
        SnapshotFiles files = read({{"cells_early.csv", m_two}, {"cells_late.csv", m_one}});
        QCOMPARE(together(files), QString("early 0 ×2, late 1 ×1"));
        files.times.setTime(0, 9);
        QCOMPARE(together(files), QString("late 1 ×1, early 9 ×2"));
        std::swap(files.files[0], files.files[1]);
        findTimes(files);
        QCOMPARE(together(files), QString("late 0 ×1, early 1 ×2"));
        QCOMPARE(joined(files).dataset.title, std::string("cells"));
    }

    void replicatesOfOneTimeAreOneSnapshot() {
        QCOMPARE(together(read({{"rep1_day3.csv", m_two}, {"rep2_day3.csv", m_one}, {"rep1_day6.csv", m_one}})),
                 QString("rep1_day3 3 ×3, rep1_day6 6 ×1"));
    }

    void filesWithTimesKeepThem() {
        const SnapshotFiles files =
            read({{"a.csv", "t,x,y\n0,1,2\n2,3,4\n"}, {"b.csv", "t,x,y\n2,5,6\n3,7,8\n"}, {"more.csv", m_one}});
        QVERIFY(files.files[0].hasOwnTimes && files.files[1].hasOwnTimes && !files.files[2].hasOwnTimes);
        // One without comes behind: the last time and the mean gap.
        QCOMPARE(together(files), QString("0 ×1, 2 ×2, 3 ×1, more 4.5 ×1"));
    }

    void datesAreCountedFromTheFirstOfAll() {
        const SnapshotFiles files = read({{"a.csv", "date,x\n2024-03-05,1\n2024-03-08,2\n"},
                                          {"b.csv", "date,x\n2024-03-01,3\n2024-03-08,4\n"},
                                          {"c_2024-03-03.csv", "x\n5.5\n6.5\n"}});
        const ImportedData data = joined(files);
        QCOMPARE(snapshotsOf(data.dataset),
                 QString("2024-03-01 0 ×1, 2024-03-03 2 ×2, 2024-03-05 4 ×1, 2024-03-08 7 ×2"));
        QCOMPARE(data.dataset.timeUnit, std::string("days"));
        EXPECT_ERROR(read({{"a.csv", "date,x\n2024-03-05,1\n2024-03-08,2\n"}, {"b.csv", "t,x\n0,3\n1,4\n"}}),
                     ErrorCode::UnusableInput, "a.csv has dates as times, b.csv has plain numbers");
    }

    void wordsAreCountedThroughAllFiles() {
        QCOMPARE(together(read({{"a.csv", "stage,x\nearly,1\nmid,2\n"}, {"b.csv", "stage,x\nlate,3\nmid,4\n"}})),
                 QString("early 0 ×1, mid 1 ×2, late 2 ×1"));
    }

    void filesThatAllClaimOneTimeGoByTheirNames() {
        QCOMPARE(together(read({{"spot.csv", "t,x\n0,1\n0,2\n"}, {"teapot.csv", "t,x\n0,3\n"}})),
                 QString("spot 0 ×2, teapot 1 ×1"));
        QCOMPARE(together(read({{"a.csv", "t,x\n3,1\n3,2\n"}, {"b.csv", "t,x\n7,3\n"}})), QString("3 ×2, 7 ×1"));
    }

    void snapshotsAreAddedToADataset() {
        const Dataset base = joined(read({{"base.csv", "t,x,y\n0,1,2\n2,3,4\n"}})).dataset;
        const auto added = [&](const std::string& name, const std::string& text) {
            return joined(addedTo(base, read({{name, text}})));
        };
        QCOMPARE(snapshotsOf(added("more.csv", m_one).dataset), QString("0 ×1, 2 ×1, more 4 ×1"));
        QCOMPARE(snapshotsOf(added("cells_day1.csv", m_one).dataset), QString("0 ×1, cells_day1 1 ×1, 2 ×1"));
        // A time that is taken says nothing, be it in the file or in its name.
        QCOMPARE(snapshotsOf(added("spot.csv", "t,x,y\n0,5,6\n").dataset), QString("0 ×1, 2 ×1, spot 4 ×1"));
        QCOMPARE(snapshotsOf(added("t2.csv", m_one).dataset), QString("0 ×1, 2 ×1, t2 4 ×1"));
        QCOMPARE(snapshotsOf(added("other.csv", "t,x,y\n5,5,6\n").dataset), QString("0 ×1, 2 ×1, 5 ×1"));
        QCOMPARE(added("more.csv", m_one).dataset.title, std::string("base"));
        EXPECT_ERROR(added("wide.csv", "x,y,z\n1.5,2,3\n"), ErrorCode::UnusableInput,
                     "wide.csv has 3 coordinates, the open dataset has 2");
        const Dataset dated = joined(read({{"d.csv", "date,x\n2024-03-01,1\n2024-03-03,2\n"}})).dataset;
        QCOMPARE(snapshotsOf(joined(addedTo(dated, read({{"2024-02-28.csv", "x\n1.5\n"}}))).dataset),
                 QString("2024-02-28 -2 ×1, 2024-03-01 0 ×1, 2024-03-03 2 ×1"));
    }

    void aSingleFileIsReadAsAlways() {
        const ImportedData data = joined(read({{"cells.csv", "t,x\n0,1\n1,2\n"}}));
        QVERIFY(data.table);
        QCOMPARE(data.understanding, std::string("time: t · coordinates: x"));
        const ImportedData one = joined(read({{"cells.csv", m_one}}));
        QCOMPARE(snapshotsOf(one.dataset), QString("0 ×1"));
        QCOMPARE(snapshotsOf(joined(read({{"cells_day3.csv", m_one}})).dataset), QString("cells_day3 3 ×1"));
    }

    void componentsTakeThePlaceOfCoordinates() {
        std::string text = "t,a,b,c,d,id\n";
        for (int i = 0; i < 40; ++i) {
            const double u = std::sin(7.0 * i), v = std::cos(11.0 * i);
            text += std::to_string(i % 2) + "," + std::to_string(5 * u) + "," + std::to_string(2 * v) + "," +
                    std::to_string(0.01 * std::sin(13.0 * i)) + "," + std::to_string(5 * u) + "," +
                    std::to_string(i) + "\n";
        }
        ImportOptions options;
        options.components = 2;
        const SnapshotFiles files = read({{"cells.csv", text}}, options);
        const ImportedData data = joined(files), all = measured(files);
        QCOMPARE(all.dataset.dimension(), 4);
        QCOMPARE(data.dataset.dimension(), 2);
        QCOMPARE(data.dataset.axisNames, (std::vector<std::string>{"PC1", "PC2"}));
        QVERIFY(QString::fromStdString(data.understanding)
                    .endsWith(" · 2 principal components of 4 coordinates, 100 % of the variance"));
        const Dataset back = restored(data.dataset);
        QVERIFY((back.snapshots[1].points.points() - all.dataset.snapshots[1].points.points()).cwiseAbs().maxCoeff() <
                0.03);
        options.components = 9;
        EXPECT_ERROR(joined(read({{"cells.csv", text}}, options)), ErrorCode::InvalidArgument, "Choose from 1 to 3.");

        // What is added to data in components is told in the same ones, be it measured or in components already.
        std::string more = "t,d,c,b,a,id\n3,1,2,3,4,1\n", inComponents = "t,PC1,PC2,id\n4,0.5,0.25,1\n";
        const Dataset added = joined(addedTo(data.dataset, read({{"more.csv", more}}))).dataset;
        QCOMPARE(added.components, data.dataset.components);
        const Points x = (Points(4, 1) << 4, 3, 2, 1).finished();
        QVERIFY((added.snapshots.back().points.points() - data.dataset.components->toComponents(x)).norm() < 1e-12);
        const Dataset also = joined(addedTo(data.dataset, read({{"more.csv", inComponents}}))).dataset;
        QVERIFY(also.snapshots.back().points.points() == (Points(2, 1) << 0.5, 0.25).finished());
        EXPECT_ERROR(joined(addedTo(data.dataset, read({{"more.csv", "t,x,y,z\n3,1,2,3.5\n"}}))),
                     ErrorCode::UnusableInput, "computed from 4 coordinates");
    }

    void moreCoordinatesThanCanBeTrainedAreReduced() {
        std::string text = "t";
        for (int k = 0; k < 300; ++k)
            text += ",gene" + std::to_string(k);
        for (int i = 0; i < 30; ++i) {
            text += "\n" + std::to_string(i % 3);
            for (int k = 0; k < 300; ++k)
                text += "," + std::to_string(std::sin(i * 0.7) * (k % 5) + 0.4 * std::cos(i * (1.0 + k % 3)) + 0.5);
        }
        const ImportedData data = joined(read({{"genes.csv", text + "\n"}}));
        QVERIFY(data.dataset.dimension() >= 2 && data.dataset.dimension() <= 20);
        QCOMPARE(data.dataset.components->dimension(), 300);
        QVERIFY(data.dataset.components->explained(data.dataset.dimension()) >= 0.9);
        QVERIFY(data.understanding.find("of 300 coordinates") != std::string::npos);
    }

    void columnsMustAgree() {
        EXPECT_ERROR(joined(read({{"a1.csv", "x,y,kind\n1.5,2,a\n"}, {"a2.csv", "x,z,kind\n1.5,2,a\n"}})),
                     ErrorCode::UnusableInput, "a2.csv has no coordinate y, which a1.csv has");
        EXPECT_ERROR(joined(read({{"a1.csv", "x,y,size\n1.5,2,3\n"}, {"a2.csv", m_one}})), ErrorCode::UnusableInput,
                     "a2.csv has 2 coordinates, a1.csv has 3");
    }

    /// What only goes along may be missing: every file is understood by itself.
    void columnsThatGoAlongMayBeMissing() {
        const ImportedData data = joined(read(
            {{"a1.csv", "x,y,kind\n1.5,2,a\n"}, {"a2.csv", "y,x,kind,id\n2.5,1,b,7\n2.5,1,a,8\n"}, {"a3.csv", m_one}}));
        QCOMPARE(data.dataset.attributes.size(), std::size_t(2));
        QCOMPARE(data.dataset.attributes[0].categories, (std::vector<std::string>{"a", "b"}));
        const auto attributes = [&](std::size_t snapshot) {
            return data.dataset.snapshots[snapshot].points.attributes();
        };
        QVERIFY(attributes(0)(0, 0) == 0 && std::isnan(attributes(0)(1, 0)));
        QVERIFY(attributes(1) == (Matrix(2, 2) << 1, 0, 7, 8).finished());
        QVERIFY(attributes(2)(0, 0) == -1 && std::isnan(attributes(2)(1, 0)));
        QVERIFY(data.dataset.snapshots[1].points.points().col(0) == Eigen::Vector2d(1, 2.5));
        QVERIFY2(QString::fromStdString(data.understanding).endsWith(" · a1.csv has no id · a3.csv has no kind, id"),
                 data.understanding.c_str());
        EXPECT_ERROR(joined(read({{"a1.csv", "x,y,type\n1.5,2,a\n"}, {"a2.csv", "x,y,type\n1.5,2,3\n"}})),
                     ErrorCode::UnusableInput, "The column type holds numbers in a2.csv and words in a1.csv");
    }

    void linesComeBesideThePoints() {
        const std::string map = "id,lon,lat\n0,1,2\n0,2,3\n0,3,4\n";
        const SnapshotFiles files = read({{"coast.csv", map}, {"a.csv", "t,lat,lon\n0,1,2\n1,2,3\n"}});
        QCOMPARE(files.files.size(), std::size_t(1));
        QCOMPARE(files.overlays.size(), std::size_t(1));
        QCOMPARE(files.overlays.front()->name, std::string("coast"));
        const ImportedData data = joined(files);
        QVERIFY(!data.isOverlay && data.table);
        QCOMPARE(snapshotsOf(data.dataset), QString("0 ×1, 1 ×1"));
        QVERIFY(QString::fromStdString(data.understanding).endsWith(" · lines of coast below the data"));
        const SnapshotFiles alone = read({{"coast.csv", map}, {"rivers.csv", map}});
        QCOMPARE(alone.files.size(), std::size_t(1)); // one to look at; the other is beside it
        QVERIFY(joined(alone).isOverlay);
        QCOMPARE(overlayOf(alone.files.front()).name, std::string("coast"));
        QCOMPARE(alone.overlays.front()->name, std::string("rivers"));
    }

    void whatDiffersIsSaidOfEachFile() {
        const ImportedData data = joined(read({{"a1.csv", m_two}, {"a2.csv", "x,y\n1.5,2\nNA,3\n"}}));
        QCOMPARE(data.understanding,
                 std::string("2 files, a1.csv = 1, a2.csv = 2 · coordinates: x, y · a2.csv: coordinates: x, y · 1 row "
                             "without a value in x left out"));
    }

    void allFilesAreThinnedAndCounted() {
        std::string many = "x,y\n";
        for (int i = 0; i < 100; ++i)
            many += std::to_string(i) + ".5,1\n";
        ImportOptions options;
        options.subsample = Subsample{10, 3};
        std::vector<double> parts;
        options.control.progress = [&](double part) { parts.push_back(part); };
        const ImportedData data = joined(read({{"t1.csv", many}, {"t2.csv", many}}, options));
        QCOMPARE(snapshotsOf(data.dataset), QString("t1 1 ×10, t2 2 ×10"));
        QVERIFY(QString::fromStdString(data.understanding)
                    .endsWith(" · at most 10 points a time drawn with seed 3, 20 of 200"));
        QVERIFY(std::is_sorted(parts.begin(), parts.end()) && parts.back() <= 1 && parts.back() > 0.5);
    }
};

KINETOSCOPE_TEST(SnapshotFilesTest)

#include "snapshot_files_test.moc"
