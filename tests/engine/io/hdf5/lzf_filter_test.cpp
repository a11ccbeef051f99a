#include "engine/core/random.h"
#include "engine/io/hdf5/hdf5_values.h"
#include "engine/io/hdf5/lzf_filter.h"
#include "tests/support/expect_error.h"
#include "tests/support/hdf5_writer.h"
#include "tests/support/temporary_file.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace engine;

namespace {

/// "abc" 400 times and the bytes 0 … 7, as LibLZF writes it.
const std::string kStream("\x03"
                          "abca\xe0\xff\x02\xe1\xff\x07\xe1\xff\x07\xe1\xff\x07\xe1\x83\x07\x07\0\1\2\3\4\5\6\7",
                          29);

std::string whole() {
    std::string text;
    for (int k = 0; k < 400; ++k)
        text += "abc";
    return text + std::string("\0\1\2\3\4\5\6\7", 8);
}

} // namespace

class LzfFilterTest : public QObject {
    Q_OBJECT

    /// A dataset of one chunk of bytes that holds this stream.
    static std::vector<double> read(const std::string& stream, std::size_t size) {
        const tests::TemporaryFolder folder;
        if (H5Zfilter_avail(32000) > 0)
            H5Zunregister(32000); // one that only decompresses is refused for writing
        {
            tests::Hdf5Writer file(folder.file("a.h5"));
            const hsize_t chunk = size;
            H5Pset_chunk(file.storage(), 1, &chunk);
            H5Pset_filter(file.storage(), 32000, H5Z_FLAG_OPTIONAL, 0, nullptr);
            file.declare("/d", {chunk}, H5T_STD_U8LE);
            const Hdf5Id dataset(H5Dopen2(file.file(), "/d", H5P_DEFAULT));
            const hsize_t first = 0;
            H5Dwrite_chunk(dataset.get(), H5P_DEFAULT, 0, &first, stream.size(), stream.data());
        }
        const Hdf5File file(folder.file("a.h5"));
        const Hdf5Node node = file.require(file.root(), "d");
        return Hdf5Values(file, node).numbers();
    }

private slots:
    void streamsAreDecompressed() {
        QCOMPARE(lzfDecompressed(kStream), std::optional(whole()));
        QCOMPARE(lzfDecompressed(""), std::optional(std::string()));
    }

    void brokenStreamsAreNone() {
        for (const std::size_t size : {2u, 6u, 7u, 28u})
            QVERIFY(!lzfDecompressed(std::string_view(kStream).substr(0, size)));
        QVERIFY(!lzfDecompressed(std::string_view("\x00\x61\x20\x01", 4))); // repeats what is not there
        for (std::uint64_t seed = 0; seed < 5000; ++seed) {
            Rng rng(seed);
            std::string bytes = kStream;
            bytes[rng.below(bytes.size())] = char(rng.below(256));
            const auto result = lzfDecompressed(bytes);
            QVERIFY(!result || result->size() <= 300 * bytes.size());
        }
    }

    void filesAreRead() {
        const std::string expected = whole();
        QCOMPARE(read(kStream, expected.size()), std::vector<double>(expected.begin(), expected.end()));
        EXPECT_ERROR(read(kStream.substr(0, 6), expected.size()), ErrorCode::UnusableInput,
                     "a.h5, /d: is damaged: rows 1 to 1208 cannot be read");
    }
};

KINETOSCOPE_TEST(LzfFilterTest)

#include "lzf_filter_test.moc"
