#include "engine/core/random.h"
#include "engine/io/zip_archive.h"
#include "tests/support/expect_error.h"
#include "tests/support/full_disk.h"
#include "tests/support/temporary_file.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace engine;

class ZipArchiveTest : public QObject {
    Q_OBJECT

    static std::string noise(std::size_t size) {
        Rng rng(1);
        std::string bytes(size, '\0');
        for (char& c : bytes)
            c = char(rng());
        return bytes;
    }
    static std::filesystem::path sample(const tests::TemporaryFolder& folder) {
        ZipWriter archive(folder.file("a.zip"));
        archive.add("text.txt", "hello");
        archive.add("deep/noise.bin", noise(3'000'000), false);
        archive.commit();
        return folder.file("a.zip");
    }

private slots:
    void whatIsWrittenReadsBack() {
        const tests::TemporaryFolder folder;
        const ZipReader archive(sample(folder));
        QCOMPARE(archive.names(), (std::vector<std::string>{"text.txt", "deep/noise.bin"}));
        QVERIFY(archive.contains("text.txt") && !archive.contains("noise.bin"));
        QCOMPARE(archive.read("text.txt"), std::string("hello"));
        QVERIFY(archive.read("deep/noise.bin") == noise(3'000'000));
        EXPECT_ERROR(archive.read("none"), ErrorCode::UnusableInput, "a.zip has no entry none");
        EXPECT_ERROR(archive.read("deep/noise.bin", 1 << 20), ErrorCode::UnusableInput, "more than 1 MB");
    }

    void equalContentsGiveEqualBytes() {
        const tests::TemporaryFolder first, second;
        QCOMPARE(tests::contentOf(sample(first)), tests::contentOf(sample(second)));
    }

    void nothingAppearsWithoutCommit() {
        const tests::TemporaryFolder folder;
        { ZipWriter(folder.file("a.zip")).add("a", "b"); }
        QVERIFY(std::filesystem::is_empty(folder.path()));
    }

    void brokenArchivesAreRefused() {
        const tests::TemporaryFolder folder;
        const std::string whole = tests::contentOf(sample(folder));
        for (const std::size_t size : {std::size_t(0), std::size_t(10), whole.size() / 2, whole.size() - 1})
            EXPECT_ERROR(ZipReader(folder.write("cut.zip", whole.substr(0, size))), ErrorCode::UnusableInput,
                         "cut.zip is not a whole zip archive");
        std::string damaged = whole;
        damaged[whole.size() / 2] = char(damaged[whole.size() / 2] ^ 1);
        const ZipReader archive(folder.write("bad.zip", damaged));
        EXPECT_ERROR(archive.read("deep/noise.bin"), ErrorCode::UnusableInput, "bad.zip is damaged: deep/noise.bin");
        EXPECT_ERROR(ZipReader(folder.file("none.zip")), ErrorCode::UnusableInput, "There is no file");
    }

    void aFullDiskLeavesTheOldArchive() {
        const tests::TemporaryFolder folder;
        const auto target = folder.write("a.zip", "before");
        {
            const tests::FullDisk full(1'000'000);
            ZipWriter archive(target);
            archive.add("noise.bin", noise(3'000'000), false);
            EXPECT_ERROR(archive.commit(), ErrorCode::CannotWrite, "a.zip cannot be written");
        }
        QCOMPARE(tests::contentOf(target), std::string("before"));
        QCOMPARE(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 1);
        EXPECT_ERROR(ZipWriter(folder.file("no/a.zip")), ErrorCode::CannotWrite, "No such file");
    }
};

KINETOSCOPE_TEST(ZipArchiveTest)

#include "zip_archive_test.moc"
