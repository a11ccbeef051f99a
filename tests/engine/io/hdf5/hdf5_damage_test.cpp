// Damaged and hostile AnnData files: they are refused with file and object, never crash and never take long.
#include "engine/core/random.h"
#include "engine/io/reader_registry.h"
#include "tests/support/anndata_writer.h"
#include "tests/support/expect_error.h"
#include "tests/support/temporary_file.h"
#include "tests/support/test_registry.h"

#include <QElapsedTimer>
#include <QTest>
#include <functional>

using namespace engine;
using tests::AnndataWriter;
using Texts = std::vector<std::string>;

namespace {

const Texts kCells = {"a", "b", "c", "d"};
using Write = std::function<void(AnndataWriter&)>;

void whole(AnndataWriter& file) {
    file.frame("/obs", kCells, {"day", "n", "note"});
    file.categorical("/obs/day", {0, 0, 1, 1}, {"day 1", "day 2"});
    file.numbers("/obs/n", {1, 2, 3, 4});
    file.texts("/obs/note", {"x", "y", "", "z"});
    file.embedding("X_umap", 4, 2);
    file.sparse("/X", {1, 0, 2, 0, 0, 0, 0, 3, 4, 5, 0, 6}, {4, 3}, AnndataWriter::Sparse::Rows);
}

void compressed(AnndataWriter& file) {
    file.compress();
    file.frame("/obs", kCells, {"day", "n"}, "_index", "0.1.0");
    file.oldCategorical("/obs", "day", {0, 0, 1, 1}, {"day 1", "day 2"});
    file.nullable("/obs/n", {1, 2, 3, 4}, {0, 1, 0, 0});
    file.sparse("/X", {1, 0, 2, 0, 0, 0, 0, 3, 4, 5, 0, 6}, {4, 3}, AnndataWriter::Sparse::Columns);
    file.frame("/var", {"A", "B", "C"}, {});
}

void records(AnndataWriter& file) {
    file.records("/obs", {{"index", {}, 1, kCells}, {"day", {0, 0, 1, 1}}, {"n", {1, 2, 3, 4}}});
    file.texts("/uns/day_categories", {"day 1", "day 2"});
    file.records("/obsm", {{"X_umap", {0, 1, 2, 3, 4, 5, 6, 7}, 2}});
}

/// Replaces what `whole` wrote under a path.
Write instead(const std::string& path, const Write& write) {
    return [path, write](AnndataWriter& file) {
        whole(file);
        H5Ldelete(file.file(), path.c_str(), H5P_DEFAULT);
        write(file);
    };
}

/// Passes bytes on as they are.
std::size_t unchanged(unsigned, std::size_t, const unsigned*, std::size_t size, std::size_t*, void**) { return size; }

} // namespace

class Hdf5DamageTest : public QObject {
    Q_OBJECT

    tests::TemporaryFolder m_folder;

    std::filesystem::path write(const Write& write) const {
        AnndataWriter file(m_folder.file("cells.h5ad"));
        write(file);
        return m_folder.file("cells.h5ad");
    }
    std::string bytesOf(const Write& content) const { return tests::contentOf(write(content)); }
    void readBytes(std::string_view bytes, const std::string& embedding) const {
        const auto file = m_folder.write("damaged.h5ad", bytes);
        ImportOptions options;
        options.embedding = embedding;
        tests::errorOf([&] { readData(file, options); });
    }
    void expectRefused(const Write& content, const std::string& words) const {
        const auto file = write(content);
        QElapsedTimer timer;
        timer.start();
        EXPECT_ERROR(readData(file), ErrorCode::UnusableInput, words);
        QVERIFY2(timer.elapsed() < 20'000, "took too long");
    }

private slots:
    void thePartsAreReadable() {
        for (const Write& content : {Write(whole), Write(compressed), Write(records)})
            QCOMPARE(readData(write(content)).dataset.snapshots.size(), std::size_t(2));
    }

    void otherFilesAreRefused() {
        expectRefused(
            [](AnndataWriter& file) {
                file.numbers("/matrix", {1, 2});
            },
            "cells.h5ad is an HDF5 file but no AnnData file: it has no /obs.");
        expectRefused([](AnndataWriter& file) { file.numbers("/obs", {1, 2}); }, "/obs: is not a data frame");
        expectRefused([](AnndataWriter& file) { file.group("/obs"); }, "/obs: has no rows");
        expectRefused([](AnndataWriter& file) { file.frame("/obs", {}, {}); }, "/obs: has no rows");
    }

    void wrongContentIsNamed() {
        const auto day = [](const Write& content) { return instead("/obs/day", content); };
        expectRefused(day([](AnndataWriter&) {}), "/obs: has no \"day\"");
        expectRefused(day([](AnndataWriter& file) {
                          file.numbers("/obs/day", {1, 2, 3});
                      }),
                      "/obs/day: has 3 rows, 4 of one value were expected");
        expectRefused(day([](AnndataWriter& file) {
                          file.numbers("/obs/day", {1, 2, 3, 4, 5, 6, 7, 8}, {4, 2});
                      }),
                      "/obs/day: has 4 rows of 2 values");
        expectRefused(day([](AnndataWriter& file) {
                          file.categorical("/obs/day", {0, 1, 2, 1}, {"1", "2"});
                      }),
                      "/obs/day: row 3 is in a category that does not exist");
        expectRefused(day([](AnndataWriter& file) {
                          file.group("/obs/day");
                          file.texts("/obs/day/codes", kCells);
                          file.texts("/obs/day/categories", {"1"});
                      }),
                      "/obs/day: does not hold the codes of categories");
        expectRefused(day([](AnndataWriter& file) {
                          file.categorical("/obs/day", {0, 0, 0, 0}, {"1"});
                          H5Ldelete(file.file(), "/obs/day/categories", H5P_DEFAULT);
                          file.records("/obs/day/categories", {{"a", {1, 2}}});
                      }),
                      "/obs/day/categories: holds neither texts nor numbers");
        expectRefused(day([](AnndataWriter& file) {
                          file.nullable("/obs/day", {1, 2, 3, 4}, {0, 1});
                      }),
                      "/obs/day/mask: has 2 rows");
        expectRefused(instead("/obs/_index", [](AnndataWriter& file) { file.group("/obs/_index"); }),
                      "/obs/_index: is a group, values were expected");
    }

    void wrongMatricesAreNamed() {
        const auto sparse = [](const char* part, const AnndataWriter::Numbers& numbers) -> Write {
            return [part, numbers](AnndataWriter& file) {
                whole(file);
                H5Ldelete(file.file(), "/obsm", H5P_DEFAULT);
                H5Ldelete(file.file(), part, H5P_DEFAULT);
                if (!numbers.empty())
                    file.numbers(part, numbers);
            };
        };
        const std::string invalid = "/X: is no valid compressed matrix";
        expectRefused(sparse("/X/indptr", {}), "/X: has no \"indptr\"");
        expectRefused(sparse("/X/indptr", {0, 2, 4}), invalid);
        expectRefused(sparse("/X/indptr", {0, 2, 1, 3, 6}), invalid);
        expectRefused(sparse("/X/indptr", {0, 2, 3, 4, 1e9}), invalid);
        expectRefused(sparse("/X/indptr", {-1, 2, 3, 4, 6}), invalid);
        expectRefused(sparse("/X/indptr", {0, 2, 3, 4, std::nan("")}), invalid);
        expectRefused(sparse("/X/indices", {0, 2, 1, 0, 1, 3}), invalid);
        expectRefused(sparse("/X/indices", {0, 2, -1, 0, 1, 2}), invalid);
        expectRefused(sparse("/X/indices", {0, 2}), invalid);
    }

    // Declared sizes are held against the file before room is made for them.
    void giantClaimsAreRefused() {
        const hsize_t many = hsize_t(1) << 36;
        expectRefused(instead("/obs/_index",
                              [&](AnndataWriter& file) {
                                  const hsize_t chunk = 1024;
                                  H5Pset_chunk(file.storage(), 1, &chunk);
                                  file.declare("/obs/_index", {many});
                                  file.declare("/obs/other", {many});
                              }),
                      "/obs/_index: claims to hold more than there is in the file");
        expectRefused(instead("/obs/_index",
                              [&](AnndataWriter& file) {
                                  const hsize_t chunk = 1024;
                                  H5Pset_chunk(file.storage(), 1, &chunk);
                                  file.declare("/obs/_index", {hsize_t(1) << 50});
                              }),
                      "/obs/_index: claims a size that no file has");
        expectRefused(instead("/obs/n",
                              [&](AnndataWriter& file) {
                                  const hsize_t chunk = hsize_t(1) << 28;
                                  H5Pset_chunk(file.storage(), 1, &chunk);
                                  const hsize_t unlimited = H5S_UNLIMITED, size = 4;
                                  const Hdf5Id space(H5Screate_simple(1, &size, &unlimited));
                                  Hdf5Id(H5Dcreate2(file.file(), "/obs/n", H5T_IEEE_F64LE, space.get(), H5P_DEFAULT,
                                                    file.storage(), H5P_DEFAULT));
                              }),
                      "/obs/n: claims to hold more than there is in the file");
        // A sparse matrix may claim any shape.
        expectRefused(
            [&](AnndataWriter& file) {
                whole(file);
                H5Ldelete(file.file(), "/obsm", H5P_DEFAULT);
                H5Adelete_by_name(file.file(), "/X", "shape", H5P_DEFAULT);
                file.numbersAttribute("/X", "shape", {4, double(many)});
            },
            "at most 65536 coordinates and 400 million numbers are supported");
    }

    void nothingOutsideTheFileIsOpened() {
        const auto other = m_folder.file("other.h5");
        {
            AnndataWriter file(other);
            file.numbers("/secret", {1, 1, 2, 2});
        }
        expectRefused(instead("/obs/day",
                              [&](AnndataWriter& file) {
                                  H5Lcreate_external(other.c_str(), "/secret", file.file(), "/obs/day", H5P_DEFAULT,
                                                     H5P_DEFAULT);
                              }),
                      "/obs/day: cannot be opened");
        m_folder.write("numbers", std::string(32, 'x'));
        expectRefused(instead("/obs/day",
                              [&](AnndataWriter& file) {
                                  H5Pset_external(file.storage(), m_folder.file("numbers").c_str(), 0, 32);
                                  file.declare("/obs/day", {4}, H5T_IEEE_F64LE);
                              }),
                      "/obs/day: lies in another file");
        expectRefused(instead("/obs/day",
                              [&](AnndataWriter& file) {
                                  const hsize_t size = 4;
                                  const Hdf5Id space(H5Screate_simple(1, &size, nullptr));
                                  H5Pset_virtual(file.storage(), space.get(), other.c_str(), "/secret", space.get());
                                  file.declare("/obs/day", {4}, H5T_IEEE_F64LE);
                              }),
                      "/obs/day: lies in another file");
    }

    void linksThatLeadNowhereOrRoundAreRefused() {
        const auto soft = [](const char* target) {
            return instead("/obs/day", [target](AnndataWriter& file) {
                H5Lcreate_soft(target, file.file(), "/obs/day", H5P_DEFAULT, H5P_DEFAULT);
            });
        };
        expectRefused(soft("/nowhere"), "/obs/day: cannot be opened");
        expectRefused(soft("/obs/day"), "/obs/day: cannot be opened");
        expectRefused(instead("/obsm/X_umap",
                              [](AnndataWriter& file) {
                                  H5Lcreate_hard(file.file(), "/", file.file(), "/obsm/X_umap", H5P_DEFAULT,
                                                 H5P_DEFAULT);
                                  H5Ldelete(file.file(), "/X", H5P_DEFAULT);
                              }),
                      "has no positions");
        expectRefused(instead("/obs/day",
                              [](AnndataWriter& file) {
                                  H5Lcreate_hard(file.file(), "/obs", file.file(), "/obs/day", H5P_DEFAULT,
                                                 H5P_DEFAULT);
                                  H5Ldelete(file.file(), "/obsm", H5P_DEFAULT);
                                  H5Ldelete(file.file(), "/X", H5P_DEFAULT);
                              }),
                      "has no positions");
    }

    void unknownCompressionIsNamed() {
        constexpr H5Z_filter_t kZstd = 32015;
        const H5Z_class2_t filter = {H5Z_CLASS_T_VERS, kZstd, 1, 1, "unchanged", nullptr, nullptr, unchanged};
        H5Zregister(&filter);
        const auto file = write(instead("/obs/n", [](AnndataWriter& made) {
            const hsize_t chunk = 4;
            H5Pset_chunk(made.storage(), 1, &chunk);
            H5Pset_filter(made.storage(), kZstd, H5Z_FLAG_MANDATORY, 0, nullptr);
            made.numbers("/obs/n", {1, 2, 3, 4});
        }));
        QCOMPARE(readData(file).dataset.pointCount(), Index(4));
        H5Zunregister(kZstd);
        EXPECT_ERROR(readData(file), ErrorCode::UnusableInput,
                     "/obs/n: is compressed with zstd, which cannot be read here. Save the file again");
    }

    void cutFilesAreRefused() {
        for (const Write& content : {Write(whole), Write(compressed), Write(records)}) {
            const std::string bytes = bytesOf(content);
            for (std::size_t size = 0; size < bytes.size(); size += 211) {
                const auto file = m_folder.write("cut.h5ad", std::string_view(bytes).substr(0, size));
                EXPECT_ERROR(readData(file), ErrorCode::UnusableInput, "cut.h5ad");
            }
        }
    }

    void damagedBytesNeverCrash() {
        for (const Write& content : {Write(whole), Write(compressed), Write(records)}) {
            const std::string good = bytesOf(content);
            // The last byte that is not padding tells how much there is to damage.
            const std::size_t used = good.find_last_not_of('\0') + 1;
            for (std::uint64_t seed = 0; seed < 120; ++seed) {
                Rng rng(seed);
                std::string bytes = good;
                for (std::uint64_t k = 1 + rng.below(4); k > 0; --k)
                    bytes[rng.below(used)] = char(rng.below(256));
                readBytes(bytes, seed % 2 == 0 ? "" : "X");
            }
        }
    }
};

KINETOSCOPE_TEST(Hdf5DamageTest)

#include "hdf5_damage_test.moc"
