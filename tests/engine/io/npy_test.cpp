#include "engine/core/random.h"
#include "engine/io/npy.h"
#include "tests/support/expect_error.h"
#include "tests/support/test_registry.h"

#include <QTest>
#include <cstring>

using namespace engine;

using Numbers = std::vector<double>;

namespace {

template <class Scalar> std::string raw(std::initializer_list<Scalar> values) {
    const std::vector<Scalar> stored(values);
    return {reinterpret_cast<const char*>(stored.data()), stored.size() * sizeof(Scalar)};
}

/// An .npy file as NumPy writes it.
std::string npy(const std::string& type, const std::string& shape, const std::string& data,
                const char* fortran = "False", int version = 1) {
    std::string header = "{'descr': '" + type + "', 'fortran_order': " + fortran + ", 'shape': " + shape + ", }";
    header.append(15, ' ');
    header += '\n';
    std::string bytes = "\x93NUMPY";
    bytes += char(version);
    bytes += '\0';
    bytes += {char(header.size() & 0xff), char(header.size() >> 8)};
    if (version > 1)
        bytes += std::string(2, '\0');
    return bytes + header + data;
}

} // namespace

class NpyTest : public QObject {
    Q_OBJECT

private slots:
    void everyTypeIsRead() {
        const Numbers expected = {1, 0, 5};
        const auto numbers = [](const std::string& type, const std::string& data) {
            return parseNpy(npy(type, "(3,)", data), "a").numbers;
        };
        QCOMPARE(numbers("<f8", raw<double>({1, 0, 5})), expected);
        QCOMPARE(numbers("<f4", raw<float>({1, 0, 5})), expected);
        QCOMPARE(numbers("|i1", raw<std::int8_t>({1, 0, 5})), expected);
        QCOMPARE(numbers("<i2", raw<std::int16_t>({1, 0, 5})), expected);
        QCOMPARE(numbers("<i4", raw<std::int32_t>({1, 0, 5})), expected);
        QCOMPARE(numbers("<i8", raw<std::int64_t>({1, 0, 5})), expected);
        QCOMPARE(numbers("|u1", raw<std::uint8_t>({1, 0, 200})), (Numbers{1, 0, 200}));
        QCOMPARE(numbers("<u4", raw<std::uint32_t>({1, 0, 4'000'000'000u})), (Numbers{1, 0, 4e9}));
        QCOMPARE(numbers("|b1", raw<std::uint8_t>({1, 0, 1})), (Numbers{1, 0, 1}));
        QCOMPARE(numbers("<i4", raw<std::int32_t>({-1, 0, 5})), (Numbers{-1, 0, 5}));
    }

    void ordersAndVersions() {
        // [[1, 2, 3], [4, 5, 6]]
        const Numbers rows = {1, 2, 3, 4, 5, 6};
        const NpyArray c = parseNpy(npy("<f8", "(2, 3)", raw<double>({1, 2, 3, 4, 5, 6})), "a");
        const NpyArray fortran = parseNpy(npy("<f8", "(2, 3)", raw<double>({1, 4, 2, 5, 3, 6}), "True"), "a");
        QCOMPARE(c.shape, (std::vector<Index>{2, 3}));
        QCOMPARE(c.numbers, rows);
        QCOMPARE(fortran.numbers, rows);
        QCOMPARE(parseNpy(npy("<f8", "(2, 3)", raw<double>({1, 2, 3, 4, 5, 6}), "False", 2), "a").numbers, rows);
        QCOMPARE(parseNpy(npy("<f8", "()", raw<double>({7})), "a").numbers, (Numbers{7}));
        QCOMPARE(parseNpy(npy("<f8", "(0, 2)", ""), "a").size(), 0);
    }

    void stringsAreRead() {
        std::string data;
        for (const char32_t c : {U'a', U'b', U'é', U'\0', U'😀', U'\0'})
            data.append(reinterpret_cast<const char*>(&c), 4);
        QCOMPARE(parseNpy(npy("<U2", "(3,)", data), "a").texts, (std::vector<std::string>{"ab", "é", "😀"}));
        QCOMPARE(parseNpy(npy("|S3", "(2,)", std::string("abcd\0\0", 6)), "a").texts,
                 (std::vector<std::string>{"abc", "d"}));
    }

    void whatIsWrittenReadsBack() {
        const float numbers[] = {1.5f, -2, 3, 4, 5, 6};
        const std::string bytes = npyBytes(numbers, {2, 3});
        QCOMPARE((bytes.size() - sizeof numbers) % 64, std::size_t(0));
        const NpyArray array = parseNpy(bytes, "a");
        QCOMPARE(array.shape, (std::vector<Index>{2, 3}));
        QCOMPARE(array.numbers, (Numbers{1.5, -2, 3, 4, 5, 6}));
        const double one = 0.1;
        QCOMPARE(parseNpy(npyBytes(&one, {1}), "a").numbers, Numbers{0.1});
        QVERIFY(npyBytes(&one, {1}).find("'shape': (1, )") != std::string::npos);
        const std::int64_t whole = 7;
        QCOMPARE(parseNpy(npyBytes(&whole, {1, 1}), "a").numbers, Numbers{7});
    }

    void stringsThatAreWrittenReadBack() {
        const std::vector<std::string> texts = {"", "stem", "größer ≥ 1", "\xf0\x9f\x99\x82", "\xff\xc3"};
        const NpyArray read = parseNpy(npyBytes(texts), "a");
        QVERIFY(read.isText);
        QCOMPARE(read.shape, (std::vector<Index>{5}));
        // What is no UTF-8 comes back as the characters of its bytes.
        QCOMPARE(std::vector<std::string>(read.texts.begin(), read.texts.end() - 1),
                 std::vector<std::string>(texts.begin(), texts.end() - 1));
        QCOMPARE(read.texts[4], std::string("ÿÃ"));
        QCOMPARE(parseNpy(npyBytes(std::vector<std::string>{"", ""}), "a").texts.size(), std::size_t(2));
        TableColumn column;
        column.isText = true;
        column.categories = {"a"};
        column.codes = {0, -1};
        QCOMPARE(parseNpy(npyBytes(column), "a").texts, (std::vector<std::string>{"a", ""}));
    }

    void brokenArraysAreRefused_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("words");
        const auto row = [](const char* name, const std::string& bytes, const char* words) {
            QTest::newRow(name) << QByteArray::fromStdString(bytes) << words;
        };
        const std::string good = npy("<f8", "(3,)", raw<double>({1, 2, 3}));
        row("empty", "", "a.npy is not a NumPy array");
        row("text", "t,x,y\n0,1,2\n", "is not a NumPy array");
        row("cut header", good.substr(0, 40), "breaks off in its header");
        row("cut numbers", good.substr(0, good.size() - 1), "fewer numbers");
        row("huge shape", npy("<f8", "(9999999999, 9999999999)", "x"), "fewer numbers");
        row("larger than any index", npy("<f8", "(99999999999999999999999,)", "x"), "fewer numbers");
        row("objects", npy("|O", "(1,)", "x"), "unknown type");
        row("python objects", npy("|O8", "(1,)", "x"), "Python objects");
        row("big-endian", npy(">f8", "(1,)", "12345678"), "big-endian");
        row("half", npy("<f2", "(1,)", "12"), "unknown type \"<f2\"");
        row("complex", npy("<c16", "(1,)", std::string(16, 'x')), "unknown type");
        row("no shape", "\x93NUMPY\x01" + std::string("\0\x10\0{'descr': '<f8'}", 19), "without fortran_order");
    }
    void brokenArraysAreRefused() {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, words);
        EXPECT_ERROR(parseNpy(bytes.toStdString(), "a.npy"), ErrorCode::UnusableInput, words.toStdString());
    }

    void damagedBytesNeverCrash() {
        const std::string good = npy("<f8", "(2, 3)", raw<double>({1, 2, 3, 4, 5, 6}), "True");
        for (std::uint64_t seed = 0; seed < 5000; ++seed) {
            Rng rng(seed);
            std::string bytes = good.substr(0, rng.below(good.size() + 1));
            for (int k = 0; k < 3 && !bytes.empty(); ++k)
                bytes[rng.below(bytes.size())] = char(rng.below(256));
            tests::errorOf([&] { parseNpy(bytes, "a"); });
        }
    }
};

KINETOSCOPE_TEST(NpyTest)

#include "npy_test.moc"
