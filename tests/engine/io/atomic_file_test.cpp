#include "engine/io/atomic_file.h"
#include "tests/support/expect_error.h"
#include "tests/support/full_disk.h"
#include "tests/support/temporary_file.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace engine;

class AtomicFileTest : public QObject {
    Q_OBJECT

    static std::ptrdiff_t filesIn(const std::filesystem::path& folder) {
        return std::distance(std::filesystem::directory_iterator(folder), {});
    }

private slots:
    void appearsWhenItIsDone() {
        const tests::TemporaryFolder folder;
        const auto target = folder.write("a.txt", "before");
        {
            AtomicFile file(target);
            file.write("new ");
            file.write(std::string(1'000'000, 'x'));
            QCOMPARE(tests::contentOf(target), std::string("before"));
            file.commit();
        }
        QCOMPARE(tests::contentOf(target), "new " + std::string(1'000'000, 'x'));
        QCOMPARE(filesIn(folder.path()), 1);
    }

    void nothingIsLeftWithoutCommit() {
        const tests::TemporaryFolder folder;
        {
            AtomicFile file(folder.file("a.txt"));
            file.write(std::string(1'000'000, 'x'));
            QCOMPARE(filesIn(folder.path()), 1);
        }
        QCOMPARE(filesIn(folder.path()), 0);
    }

    void unwritablePlacesAreRefused() {
        const tests::TemporaryFolder folder;
        EXPECT_ERROR(writeWholeFile(folder.file("no/such/a.txt"), ""), ErrorCode::CannotWrite,
                     "No such file or directory");
        EXPECT_ERROR(writeWholeFile(folder.path(), ""), ErrorCode::CannotWrite, "Is a directory");
        const auto file = folder.write("plain", "x");
        EXPECT_ERROR(writeWholeFile(file / "a.txt", ""), ErrorCode::CannotWrite, "Not a directory");
        EXPECT_ERROR(writeWholeFile("/proc/kinetoscope.txt", ""), ErrorCode::CannotWrite,
                     "/proc/kinetoscope.txt cannot");
    }

    void aFullDiskLeavesTheOldFile() {
        const tests::TemporaryFolder folder;
        const auto target = folder.write("a.txt", "before");
        {
            const tests::FullDisk full(100'000);
            EXPECT_ERROR(writeWholeFile(target, std::string(2'000'000, 'x')), ErrorCode::CannotWrite, "Make room");
        }
        QCOMPARE(tests::contentOf(target), std::string("before"));
        QCOMPARE(filesIn(folder.path()), 1);
    }
};

KINETOSCOPE_TEST(AtomicFileTest)

#include "atomic_file_test.moc"
