// Which positions are taken of an AnnData file, and how they are stored.
#include "engine/io/reader_registry.h"
#include "tests/support/anndata_writer.h"
#include "tests/support/expect_error.h"
#include "tests/support/temporary_file.h"
#include "tests/support/test_registry.h"

#include <QTest>
#include <functional>

using namespace engine;
using tests::AnndataWriter;
using Texts = std::vector<std::string>;

namespace {

const Texts kCells = {"a", "b", "c", "d"};
constexpr hsize_t kCount = 4;
/// Four cells, three genes.
const AnndataWriter::Numbers kMatrix = {1, 0, 2, 0, 0, 0, 0, 3, 4, 5, 0, 6};

void obs(AnndataWriter& file) {
    file.frame("/obs", kCells, {"day"});
    file.numbers("/obs/day", {0, 0, 1, 1});
}

void genes(AnndataWriter& file) { file.frame("/var", {"Sox2", "T", "Nanog"}, {}); }

} // namespace

class AnndataEmbeddingsTest : public QObject {
    Q_OBJECT

    tests::TemporaryFolder m_folder;

    ImportedData read(const std::function<void(AnndataWriter&)>& write, const ImportOptions& options = {}) const {
        {
            AnndataWriter file(m_folder.file("cells.h5ad"));
            obs(file);
            write(file);
        }
        return readData(m_folder.file("cells.h5ad"), options);
    }
    static ImportOptions named(const std::string& embedding) {
        ImportOptions options;
        options.embedding = embedding;
        return options;
    }
    static void several(AnndataWriter& file) {
        file.embedding("X_pca", kCount, 8, 100);
        file.embedding("X_umap", kCount, 2);
        file.embedding("spatial", kCount, 2);
        file.numbers("/X", kMatrix, {4, 3});
        genes(file);
    }
    /// All points, in the order of the rows.
    static Points points(const ImportedData& data) {
        Points all(data.dataset.dimension(), data.dataset.pointCount());
        Index at = 0;
        for (const Snapshot& snapshot : data.dataset.snapshots) {
            all.middleCols(at, snapshot.points.size()) = snapshot.points.points();
            at += snapshot.points.size();
        }
        return all;
    }

private slots:
    void oneIsChosen_data() {
        QTest::addColumn<QString>("embeddings"); // name and dimension
        QTest::addColumn<QString>("coordinates");
        const auto row = [](const char* embeddings, const char* coordinates) {
            QTest::newRow(embeddings) << embeddings << coordinates;
        };
        row("X_pca 50,X_tsne 2,X_umap 2", "X_umap1, X_umap2");
        row("X_pca 50,X_phate 3,X_umap 2", "X_phate1, X_phate2, X_phate3");
        row("X_draw_graph_fa 2,X_pca 50,X_tsne 2", "X_draw_graph_fa1, X_draw_graph_fa2");
        row("X_pca 50,X_tsne 2", "X_tsne1, X_tsne2");
        row("UMAP 2,X_pca 50", "UMAP1, UMAP2");
        row("X_pca 50,X_umap_3d 3", "X_umap_3d1, X_umap_3d2, X_umap_3d3");
        // A wide one is cut; a drawing has two or three dimensions.
        row("X_pca 50,X_umap 10", "X_pca1, X_pca2, X_pca3, X_pca4, X_pca5");
        row("X_diffmap 15,X_pca 3", "X_pca1, X_pca2, X_pca3");
        row("X_pca 1", "X_pca1");
        row("X_cellcycle 2,X_scVI 10", "X_scVI1, X_scVI2, X_scVI3, X_scVI4, X_scVI5");
        row("X_cellcycle 2,counts 200", "X_cellcycle1, X_cellcycle2");
        row("X_own 7,spatial 2,velocity_umap 2", "X_own1, X_own2, X_own3, X_own4, X_own5");
        row("spatial 2", "spatial1, spatial2");
        row("X_wide 3000", "X_wide1, X_wide2, X_wide3, X_wide4, X_wide5");
    }
    void oneIsChosen() {
        QFETCH(QString, embeddings);
        QFETCH(QString, coordinates);
        const ImportedData data = read([&](AnndataWriter& file) {
            for (const QString& each : embeddings.split(','))
                file.embedding(each.section(' ', 0, 0).toStdString(), kCount, hsize_t(each.section(' ', 1).toInt()));
            file.numbers("/X", kMatrix, {4, 3});
        });
        const QString understanding = QString::fromStdString(data.understanding);
        QVERIFY2(understanding.contains("time: day · coordinates: " + coordinates + " ·"), qPrintable(understanding));
        QVERIFY(QString::fromStdString(data.dataset.axisNames[0]).startsWith(data.embedding.c_str()));
    }

    void whatThereIsIsTold() {
        const ImportedData data = read(several);
        QCOMPARE(data.embeddings, (std::vector<Embedding>{{"X_pca", 8}, {"X_umap", 2}, {"spatial", 2}, {"X", 3}}));
        QCOMPARE(data.embedding, std::string("X_umap"));
        QCOMPARE(data.understanding,
                 std::string("embedding: X_umap (others: X_pca (8), spatial (2), X (3)) · time: day · coordinates: "
                             "X_umap1, X_umap2 · attributes: index"));
    }

    void anyCanBeNamed() {
        const ImportedData pca = read(several, named("X_pca"));
        QCOMPARE(pca.embedding, std::string("X_pca"));
        QCOMPARE(pca.dataset.dimension(), 8);
        QCOMPARE(points(pca)(7, 3), 131.0);
        for (const char* name : {"x_PCA", "pca", "PCA"})
            QCOMPARE(read(several, named(name)).embedding, std::string("X_pca"));
        QCOMPARE(read(several, named("X")).dataset.axisNames, (Texts{"Sox2", "T", "Nanog"}));
        EXPECT_ERROR(read(several, named("X_phate")), ErrorCode::InvalidArgument,
                     "cells.h5ad has no embedding \"X_phate\". It has: X_pca (8), X_umap (2), spatial (2), X (3).");
    }

    // Those of a wide embedding that are not taken can be, by name; they are no attributes.
    void coordinatesCanBeNamed() {
        const auto wide = [](AnndataWriter& file) { file.embedding("X_pca", kCount, 50); };
        const ImportedData data = read(wide);
        QCOMPARE(data.dataset.dimension(), 5);
        QCOMPARE(data.dataset.attributes.size(), std::size_t(1));
        QCOMPARE(data.table->columns.size(), std::size_t(52));
        ImportOptions options;
        options.columns.coordinates = {"X_pca7", "X_pca2"};
        QVERIFY(points(read(wide, options)).col(1) == Vector(Eigen::Vector2d(56, 51)));
        // They tell which embedding is meant.
        QCOMPARE(read(several, options).embedding, std::string("X_pca"));
        options.columns.coordinates = {"Nanog"};
        QCOMPARE(read(several, options).embedding, std::string("X"));
        options.columns.coordinates = {"X_pca99"};
        EXPECT_ERROR(read(several, options), ErrorCode::InvalidArgument, "has no column \"X_pca99\"");
        // Columns of /obs need none.
        options.columns.coordinates = {"score"};
        const auto scored = [](AnndataWriter& file) {
            file.numbers("/obs/score", {4, 3, 2, 1});
            H5Adelete_by_name(file.file(), "/obs", "column-order", H5P_DEFAULT);
            file.textsAttribute("/obs", "column-order", Texts{"day", "score"});
        };
        QCOMPARE(read(scored, options).understanding,
                 std::string("time: day · coordinates: score · attributes: index"));
    }

    void axesOfAModelTellWhichIsMeant() {
        ImportOptions options;
        options.axisNames = {"X_pca2", "X_pca1"};
        const ImportedData data = read(several, options);
        QCOMPARE(data.dataset.axisNames, options.axisNames);
        options.axisNames = {"x", "y"};
        QCOMPARE(read(several, options).embedding, std::string("X_umap"));
    }

    void measurementsAreTheLastResort_data() {
        QTest::addColumn<int>("storage");
        QTest::newRow("dense") << 0;
        QTest::newRow("by rows") << 1;
        QTest::newRow("by columns") << 2;
        QTest::newRow("by rows, before 0.7") << 3;
        QTest::newRow("by columns, before 0.7") << 4;
    }
    void measurementsAreTheLastResort() {
        QFETCH(int, storage);
        const ImportedData data = read([&](AnndataWriter& file) {
            genes(file);
            if (storage == 0)
                file.numbers("/X", kMatrix, {4, 3});
            else
                file.sparse("/X", kMatrix, {4, 3},
                            storage % 2 ? AnndataWriter::Sparse::Rows : AnndataWriter::Sparse::Columns, storage > 2);
        });
        // The gene T is no time.
        QCOMPARE(data.understanding,
                 std::string("embedding: X · time: day · coordinates: Sox2, T, Nanog · attributes: index"));
        QVERIFY(points(data) == (Points(3, 4) << 1, 0, 0, 5, 0, 0, 3, 0, 2, 0, 4, 6).finished());
    }

    void aGeneIsNoTimeAndNamesStayApart() {
        {
            AnndataWriter file(m_folder.file("cells.h5ad"));
            file.frame("/obs", kCells, {"Sox2"});
            file.numbers("/obs/Sox2", {9, 9, 9, 9});
            file.numbers("/X", kMatrix, {4, 3});
            genes(file);
        }
        const ImportedData data = readData(m_folder.file("cells.h5ad"));
        QCOMPARE(data.understanding,
                 std::string("embedding: X · coordinates: Sox2 (X), T, Nanog · attributes: index, Sox2"));
        QCOMPARE(data.dataset.snapshots.size(), std::size_t(1));
        QVERIFY(points(data).row(0) == (RowVector(4) << 1, 0, 0, 5).finished());
    }

    void sparseEmbeddingsAndDataFrames() {
        const ImportedData data = read([](AnndataWriter& file) {
            file.sparse("/obsm/X_nmf", kMatrix, {4, 3}, AnndataWriter::Sparse::Rows);
            file.frame("/obsm/X_umap", kCells, {"first", "kind", "second"}, "_index", "0.1.0");
            file.numbers("/obsm/X_umap/second", {5, 6, 7, 8});
            file.numbers("/obsm/X_umap/first", {1, 2, 3, 4});
            file.oldCategorical("/obsm/X_umap", "kind", {0, 1, 0, 1}, {"a", "b"});
        });
        QCOMPARE(data.understanding, std::string("embedding: X_umap (others: X_nmf (3)) · time: day · coordinates: "
                                                 "first, second · attributes: index"));
        QVERIFY(points(data) == (Points(2, 4) << 1, 2, 3, 4, 5, 6, 7, 8).finished());
        const auto nmf = [](AnndataWriter& file) {
            file.sparse("/obsm/X_nmf", kMatrix, {4, 3}, AnndataWriter::Sparse::Columns);
        };
        QVERIFY(points(read(nmf)).row(2) == (RowVector(4) << 2, 0, 4, 6).finished());
    }

    void whatDoesNotFitIsNotOffered() {
        const ImportedData data = read([](AnndataWriter& file) {
            file.embedding("X_umap", 3, 2); // not as many rows as cells
            file.texts("/obsm/words", {"a", "b", "c", "d"});
            file.group("/obsm/empty");
            file.embedding("X_pca", kCount, 2);
        });
        QCOMPARE(data.embeddings, (std::vector<Embedding>{{"X_pca", 2}}));
    }

    void tooWideOrNothingIsRefused() {
        const auto wide = [](AnndataWriter& file) {
            file.numbers("/X", AnndataWriter::Numbers(4 * 70'000), {4, 70'000});
        };
        EXPECT_ERROR(read(wide), ErrorCode::UnusableInput,
                     "cells.h5ad, X: it has 70000 columns of 4 rows; at most 65536 coordinates and 400 million numbers "
                     "are supported. Compute an embedding");
        EXPECT_ERROR(read(
                         [&](AnndataWriter& file) {
                             wide(file);
                             file.embedding("X_umap", kCount, 2);
                         },
                         named("X")),
                     ErrorCode::UnusableInput, "Name a smaller embedding: X_umap (2).");
        EXPECT_ERROR(read([](AnndataWriter&) {}), ErrorCode::UnusableInput,
                     "cells.h5ad has no positions: neither an embedding in /obsm nor a matrix /X.");
        EXPECT_ERROR(read([](AnndataWriter&) {}, named("X_umap")), ErrorCode::InvalidArgument, "It has none");
    }
};

KINETOSCOPE_TEST(AnndataEmbeddingsTest)

#include "anndata_embeddings_test.moc"
