// What is read of /obs, in the layouts of all versions.
#include "engine/io/reader_registry.h"
#include "tests/support/anndata_writer.h"
#include "tests/support/expect_error.h"
#include "tests/support/temporary_file.h"
#include "tests/support/test_registry.h"

#include <QTest>
#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <thread>

using namespace engine;
using tests::AnndataWriter;
using Texts = std::vector<std::string>;
using Codes = std::vector<std::int32_t>;

namespace {

const double kNan = std::nan("");
const Texts kCells = {"AAAC", "AAAG", "AACC", "AACG", "AAGG"};
const Texts kDays = {"day 2", "day 10", "day 3"}; // neither by name nor by time nor by appearance
const AnndataWriter::Numbers kDayCodes = {1, 0, 0, 2, 1};

/// The same five cells in the layouts of four times.
using Layout = void (*)(AnndataWriter&);

void before07(AnndataWriter& file) {
    file.records("/obs", {{"index", {}, 1, kCells},
                          {"day", kDayCodes},
                          {"n_counts", {100, kNan, 300, 400, 500}},
                          {"cluster", {0, -1, 1, 0, 0}},
                          {"lab", {0, 0, 0, 0, 0}},
                          {"note", {}, 1, {"a", "b", "", "a", "c"}}});
    file.texts("/uns/day_categories", kDays);
    file.texts("/uns/cluster_categories", {"B", "A"});
    file.texts("/uns/lab_categories", {"Basel"});
    // Of a column of /var with the same name: fewer than the codes.
    file.texts("/uns/n_counts_categories", {"few", "many"});
    file.records("/obsm", {{"X_umap", {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, 2}});
}

void version07(AnndataWriter& file) {
    file.frame("/obs", kCells, {"day", "n_counts", "cluster", "lab", "note"}, "_index", "0.1.0");
    file.oldCategorical("/obs", "day", kDayCodes, kDays, true);
    file.numbers("/obs/n_counts", {100, kNan, 300, 400, 500}, H5T_IEEE_F32LE);
    file.oldCategorical("/obs", "cluster", {0, -1, 1, 0, 0}, {"B", "A"});
    file.oldCategorical("/obs", "lab", {0, 0, 0, 0, 0}, {"Basel"});
    file.texts("/obs/note", {"a", "b", "", "a", "c"});
    file.embedding("X_umap", 5, 2);
}

void version08(AnndataWriter& file) {
    file.encoding("/", "anndata", "0.1.0");
    file.frame("/obs", kCells, {"day", "n_counts", "cluster", "lab", "note"}, "barcode");
    file.categorical("/obs/day", kDayCodes, kDays, true);
    file.numbers("/obs/n_counts", {100, kNan, 300, 400, 500});
    file.categorical("/obs/cluster", {0, -1, 1, 0, 0}, {"B", "A"});
    file.categorical("/obs/lab", {0, 0, 0, 0, 0}, {"Basel"});
    file.texts("/obs/note", {"a", "b", "", "a", "c"});
    file.embedding("X_umap", 5, 2);
}

/// Chunked, shuffled and compressed, as write_h5ad does when asked, and numbers of the other byte order.
void version010(AnndataWriter& file) {
    file.compress();
    file.encoding("/", "anndata", "0.1.0");
    file.frame("/obs", kCells, {"day", "n_counts", "cluster", "lab", "note"});
    file.categorical("/obs/day", kDayCodes, kDays, true);
    file.numbers("/obs/n_counts", {100, kNan, 300, 400, 500}, H5T_IEEE_F64BE);
    file.categorical("/obs/cluster", {0, -1, 1, 0, 0}, {"B", "A"});
    file.categorical("/obs/lab", {0, 0, 0, 0, 0}, {"Basel"});
    file.group("/obs/note");
    file.encoding("/obs/note", "nullable-string-array", "0.1.0");
    file.texts("/obs/note/values", {"a", "b", "unknown", "a", "c"});
    file.booleans("/obs/note/mask", {0, 0, 1, 0, 0});
    file.embedding("X_umap", 5, 2);
}

} // namespace

Q_DECLARE_METATYPE(Layout)

class H5adTest : public QObject {
    Q_OBJECT

    tests::TemporaryFolder m_folder;

    /// Reads what `write` makes.
    ImportedData read(const std::function<void(AnndataWriter&)>& write, const ImportOptions& options = {}) const {
        {
            AnndataWriter file(m_folder.file("cells.h5ad"));
            write(file);
        }
        return readData(m_folder.file("cells.h5ad"), options);
    }
    /// Five cells with one column of their own.
    ImportedData readColumn(const std::function<void(AnndataWriter&)>& write) const {
        return read([&](AnndataWriter& file) {
            file.frame("/obs", kCells, {"c"});
            file.embedding("X_umap", 5, 2);
            write(file);
        });
    }
    static const TableColumn& column(const ImportedData& data, const std::string& name) {
        return data.table->columns.at(std::size_t(data.table->find(name)));
    }

private slots:
    void everyLayoutSaysTheSame_data() {
        QTest::addColumn<Layout>("layout");
        QTest::addColumn<QString>("index");
        QTest::newRow("before 0.7") << Layout(before07) << "index";
        QTest::newRow("0.7") << Layout(version07) << "index";
        QTest::newRow("0.8") << Layout(version08) << "barcode";
        QTest::newRow("0.10, compressed") << Layout(version010) << "index";
    }
    void everyLayoutSaysTheSame() {
        QFETCH(Layout, layout);
        QFETCH(QString, index);
        const ImportedData data = read(layout);
        QCOMPARE(QString::fromStdString(data.understanding),
                 "embedding: X_umap · time: day (the numbers in the text, in days) · coordinates: X_umap1, X_umap2 · "
                 "attributes: " +
                     index + ", n_counts, cluster, lab, note");
        const TableColumn& day = column(data, "day");
        QVERIFY(day.isText);
        QCOMPARE(day.categories, kDays);
        QCOMPARE(day.codes, (Codes{1, 0, 0, 2, 1}));
        QCOMPARE(day.isOrdered, layout != before07); // that layout does not tell
        QCOMPARE(column(data, "cluster").codes, (Codes{0, -1, 1, 0, 0}));
        QCOMPARE(column(data, "cluster").categories, (Texts{"B", "A"}));
        QVERIFY(!column(data, "cluster").isOrdered);
        QCOMPARE(column(data, "lab").categories, Texts{"Basel"});
        QCOMPARE(column(data, "note").categories, (Texts{"a", "b", "c"}));
        QCOMPARE(column(data, "note").codes, (Codes{0, 1, -1, 0, 2}));
        QCOMPARE(column(data, index.toStdString()).categories, kCells);
        const TableColumn& counts = column(data, "n_counts");
        QVERIFY(!counts.isText);
        QVERIFY(counts.numbers[0] == 100 && std::isnan(counts.numbers[1]) && counts.numbers[4] == 500);
        QCOMPARE(counts.firstMissing->row, Index(1));

        QCOMPARE(data.dataset.title, std::string("cells"));
        QCOMPARE(data.dataset.snapshots.size(), std::size_t(3));
        QCOMPARE(data.dataset.snapshots[0].time, 2.0);
        QCOMPARE(data.dataset.snapshots[2].time, 10.0);
        QVERIFY(data.dataset.snapshots[0].points.points() == (Points(2, 2) << 2, 4, 3, 5).finished());
        QCOMPARE(data.embeddings, (std::vector<Embedding>{{"X_umap", 2}}));
    }

    void valuesMayBeMissing() {
        const auto integers = readColumn([](AnndataWriter& file) {
            file.nullable("/obs/c", {7, 0, 9, 10, 11}, {0, 1, 0, 0, 0});
        });
        QVERIFY(std::isnan(column(integers, "c").numbers[1]));
        QCOMPARE(column(integers, "c").numbers[2], 9.0);
        const auto booleans = readColumn([](AnndataWriter& file) {
            file.group("/obs/c");
            file.encoding("/obs/c", "nullable-boolean", "0.1.0");
            file.booleans("/obs/c/values", {1, 0, 0, 1, 1});
            file.booleans("/obs/c/mask", {0, 1, 0, 0, 0});
        });
        QCOMPARE(column(booleans, "c").categories, (Texts{"False", "True"}));
        QCOMPARE(column(booleans, "c").codes, (Codes{1, -1, 0, 1, 1}));
    }

    void otherKindsOfColumns() {
        const auto booleans = readColumn([](AnndataWriter& file) { file.booleans("/obs/c", {1, 0, 0, 1, 1}); });
        QCOMPARE(column(booleans, "c").codes, (Codes{1, 0, 0, 1, 1}));
        // Categories that are numbers are written as a person would.
        const auto numbers = readColumn([](AnndataWriter& file) {
            file.categorical("/obs/c", {0, 1, 2, 1, -1}, {"unused"});
            H5Ldelete(file.file(), "/obs/c/categories", H5P_DEFAULT);
            file.numbers("/obs/c/categories", {12.5, 3, 0});
        });
        QCOMPARE(column(numbers, "c").categories, (Texts{"12.5", "3", "0"}));
        // A column without a place in a table is left out, and that is told.
        const auto matrix = readColumn([](AnndataWriter& file) { file.group("/obs/c"); });
        QVERIFY(QString::fromStdString(matrix.understanding).endsWith(" · not understood: c"));
    }

    void namesThatOnlyCountAreLeftOut() {
        const auto data = read([](AnndataWriter& file) {
            file.frame("/obs", {"0", "1", "2"}, {"day"});
            file.numbers("/obs/day", {0, 1, 1});
            file.embedding("X_umap", 3, 2);
        });
        QCOMPARE(data.table->columns.front().name, std::string("day"));
    }

    // A converter may leave out what can be inferred.
    void attributesMayBeMissing() {
        const auto data = read([](AnndataWriter& file) {
            file.texts("/obs/index", {"a", "b", "c"});
            file.numbers("/obs/time", {0, 1, 1});
            file.texts("/obs/__categories/stage", {"late", "early"});
            file.numbers("/obs/stage", {1, 0, 0}, H5T_STD_I8LE);
            file.embedding("X_umap", 3, 2);
        });
        QVERIFY(QString::fromStdString(data.understanding).startsWith("embedding: X_umap · time: time · coordinates"));
        QCOMPARE(column(data, "stage").categories, (Texts{"late", "early"}));
    }

    void cellsWithoutATimeAreLeftOut() {
        const auto categories = read([](AnndataWriter& file) {
            file.frame("/obs", kCells, {"day"});
            file.categorical("/obs/day", {0, 0, -1, 1, 1}, {"day 1", "day 2"});
            file.embedding("X_umap", 5, 2);
        });
        QCOMPARE(categories.dataset.pointCount(), Index(4));
        QVERIFY(QString::fromStdString(categories.understanding).contains("1 row without a time left out"));
        const auto numbers = read([](AnndataWriter& file) {
            file.frame("/obs", kCells, {"day"});
            file.numbers("/obs/day", {0, 0, 1, kNan, 1});
            file.embedding("X_umap", 5, 2);
        });
        QCOMPARE(numbers.dataset.pointCount(), Index(4));
    }

    void positionsThatAreNoNumbersAreLeftOutOrNamedWithTheirRow() {
        const auto withPosition = [this](double value) {
            return read([value](AnndataWriter& file) {
                file.frame("/obs", kCells, {});
                file.numbers("/obsm/X_umap", {1, 2, 3, 4, 5, value, 7, 8, 9, 10}, {5, 2});
            });
        };
        QCOMPARE(withPosition(6).dataset.pointCount(), Index(5));
        QCOMPARE(withPosition(kNan).dataset.pointCount(), Index(4));
        EXPECT_ERROR(withPosition(std::numeric_limits<double>::infinity()), ErrorCode::UnusableInput,
                     "cells.h5ad, row 3, column X_umap2: found \"inf\"");
    }

    void contentTellsWhateverTheName() {
        {
            AnndataWriter file(m_folder.file("cells.txt"));
            version08(file);
        }
        QCOMPARE(readData(m_folder.file("cells.txt")).dataset.pointCount(), Index(5));
        EXPECT_ERROR(readData(m_folder.write("text.h5ad", "t,x\n0,1\n")), ErrorCode::UnusableInput,
                     "text.h5ad is not an HDF5 file");
        EXPECT_ERROR(readData(m_folder.file("none.h5ad")), ErrorCode::UnusableInput, "There is no file");
    }

    void progressIsToldAndReadingCanBeCancelled() {
        ImportOptions options;
        std::vector<double> parts;
        options.control.progress = [&](double part) { parts.push_back(part); };
        read(version010, options);
        QVERIFY(parts.size() > 5 && std::is_sorted(parts.begin(), parts.end()));
        QVERIFY(parts.front() >= 0 && parts.back() > 0.5 && parts.back() <= 1);
        std::stop_source source;
        options.control.stop = source.get_token();
        options.control.progress = [&](double part) {
            if (part > 0.5)
                source.request_stop();
        };
        EXPECT_ERROR(read(version010, options), ErrorCode::Cancelled, "cancelled");
        QCOMPARE(read(version010).dataset.pointCount(), Index(5)); // nothing is left locked
    }

    // The library may be entered by one thread only.
    void threadsWaitForEachOther() {
        read(version010);
        std::vector<std::jthread> threads;
        std::vector<Index> counts(8);
        for (Index& count : counts)
            threads.emplace_back([this, &count] {
                for (int k = 0; k < 20; ++k)
                    count += readData(m_folder.file("cells.h5ad")).dataset.pointCount();
            });
        threads.clear();
        QCOMPARE(counts, std::vector<Index>(8, 100));
    }
};

KINETOSCOPE_TEST(H5adTest)

#include "h5ad_test.moc"
