#include "engine/io/snapshot_files.h"
#include "tests/support/expect_error.h"
#include "tests/support/temporary_file.h"
#include "tests/support/test_registry.h"

#include <QTest>

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

    void columnsMustAgree() {
        EXPECT_ERROR(joined(read({{"a1.csv", "x,y,kind\n1.5,2,a\n"}, {"a2.csv", "x,z,kind\n1.5,2,a\n"}})),
                     ErrorCode::UnusableInput, "a2.csv has no coordinate y, which a1.csv has");
        EXPECT_ERROR(joined(read({{"a1.csv", "x,y,kind\n1.5,2,a\n"}, {"a2.csv", m_one}})), ErrorCode::UnusableInput,
                     "a2.csv has no column kind, which a1.csv has");
        EXPECT_ERROR(read({{"a.csv", m_one}, {"map.csv", "id,lon,lat\n0,1,2\n0,2,3\n0,3,4\n"}}),
                     ErrorCode::UnusableInput, "map.csv holds lines to draw below the data");
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
