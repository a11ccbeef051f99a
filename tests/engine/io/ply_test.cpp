#include "engine/core/random.h"
#include "engine/io/reader_registry.h"
#include "tests/support/expect_error.h"
#include "tests/support/temporary_file.h"
#include "tests/support/test_registry.h"

#include <QTest>
#include <algorithm>
#include <limits>

using namespace engine;

namespace {

std::string header(const std::string& format, const std::string& elements) {
    return "ply\nformat " + format + " 1.0\ncomment made by hand\n" + elements + "end_header\n";
}

/// Numbers as bytes, of either order.
class Bytes {
public:
    explicit Bytes(bool isBigEndian) : m_isBigEndian(isBigEndian) {}
    template <class Stored> Bytes& add(Stored value) {
        std::string bytes(reinterpret_cast<const char*>(&value), sizeof value);
        if (m_isBigEndian)
            std::reverse(bytes.begin(), bytes.end());
        text += bytes;
        return *this;
    }
    std::string text;

private:
    bool m_isBigEndian;
};

const char* kVertices = "element vertex 3\n"
                        "property float x\nproperty double y\nproperty float32 z\n"
                        "property list uchar int neighbours\n"
                        "property uchar red\nproperty short day\n";
const char* kEdges = "element edge 2\nproperty list uint8 float64 weights\nproperty int a\n";
const char* kFaces = "element face 1\nproperty list uchar int vertex_indices\n";

std::string binary(const std::string& format, bool withEdges = true) {
    Bytes bytes(format == "binary_big_endian");
    if (withEdges)
        bytes.add(std::uint8_t(2)).add(1.0).add(2.0).add(7).add(std::uint8_t(0)).add(8);
    bytes.add(1.5f).add(2.0).add(3.0f).add(std::uint8_t(1)).add(9).add(std::uint8_t(200)).add(std::int16_t(-1));
    bytes.add(4.0f).add(5.25).add(6.0f).add(std::uint8_t(0)).add(std::uint8_t(0)).add(std::int16_t(300));
    bytes.add(7.0f).add(8.0).add(9.0f).add(std::uint8_t(2)).add(1).add(2).add(std::uint8_t(3)).add(std::int16_t(300));
    bytes.add(std::uint8_t(3)).add(0).add(1).add(2);
    return header(format, (withEdges ? kEdges : "") + std::string(kVertices) + kFaces) + bytes.text;
}

std::string text() {
    return header("ascii", std::string(kEdges) + kVertices + kFaces) +
           "2 1 2 7\n0 8\n"
           "1.5 2 3 1 9 200 -1\n\n4 5.25 6e0 0 0 300 \n 7 8 9 2 1 2 3 300\n3 0 1 2\n";
}

} // namespace

class PlyTest : public QObject {
    Q_OBJECT

    static ImportedData read(const std::string& content, const ImportOptions& options = {}) {
        const tests::TemporaryFolder folder;
        return readData(folder.write("cloud.ply", content), options);
    }
    static std::string points(const std::string& properties, const std::string& rows, int count) {
        return header("ascii", "element vertex " + std::to_string(count) + "\n" + properties) + rows;
    }

private slots:
    void everyFormatSaysTheSame_data() {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("text") << QByteArray::fromStdString(text());
        std::string windows = text();
        for (std::size_t at = 0; (at = windows.find('\n', at)) != std::string::npos; at += 2)
            windows.insert(at, "\r");
        QTest::newRow("text with CR LF") << QByteArray::fromStdString(windows);
        QTest::newRow("little endian") << QByteArray::fromStdString(binary("binary_little_endian"));
        QTest::newRow("big endian") << QByteArray::fromStdString(binary("binary_big_endian"));
    }
    void everyFormatSaysTheSame() {
        QFETCH(QByteArray, content);
        const ImportedData data = read(content.toStdString());
        QCOMPARE(data.understanding, std::string("time: day · coordinates: x, y, z · attributes: red"));
        QCOMPARE(data.dataset.snapshots.size(), std::size_t(2));
        QCOMPARE(data.dataset.snapshots[0].time, -1.0);
        QCOMPARE(data.dataset.snapshots[1].time, 300.0);
        QVERIFY(data.dataset.snapshots[0].points.points() == (Points(3, 1) << 1.5, 2, 3).finished());
        QVERIFY(data.dataset.snapshots[1].points.points() == (Points(3, 2) << 4, 7, 5.25, 8, 6, 9).finished());
        QCOMPARE(data.dataset.snapshots[0].points.attributes()(0, 0), 200.0);
        QCOMPARE(data.dataset.axisNames, (std::vector<std::string>{"x", "y", "z"}));
    }

    void allTypesAreRead_data() {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<double>("value");
        const auto row = [](const char* type, auto stored) {
            QTest::newRow(type) << type << QByteArray::fromStdString(Bytes(true).add(stored).text) << double(stored);
        };
        row("char", std::int8_t(-3));
        row("int8", std::int8_t(-3));
        row("uchar", std::uint8_t(250));
        row("uint8", std::uint8_t(250));
        row("short", std::int16_t(-30000));
        row("int16", std::int16_t(-30000));
        row("ushort", std::uint16_t(60000));
        row("uint16", std::uint16_t(60000));
        row("int", std::int32_t(-2'000'000'000));
        row("int32", std::int32_t(-2'000'000'000));
        row("uint", std::uint32_t(4'000'000'000));
        row("uint32", std::uint32_t(4'000'000'000));
        row("float", 0.1f);
        row("float32", 0.1f);
        row("double", 0.1);
        row("float64", 0.1);
    }
    void allTypesAreRead() {
        QFETCH(QString, type);
        QFETCH(QByteArray, bytes);
        QFETCH(double, value);
        const auto data =
            read(header("binary_big_endian", "element vertex 1\nproperty " + type.toStdString() + " x\n") +
                 bytes.toStdString());
        QCOMPARE(data.dataset.snapshots[0].points.points()(0, 0), value);
    }

    void contentTellsWhateverTheName() {
        const tests::TemporaryFolder folder;
        QCOMPARE(readData(folder.write("cloud.txt", text())).dataset.dimension(), 3);
        QCOMPARE(readData(folder.write("word.txt", "ply\n1\n2\n")).dataset.pointCount(), 2);
    }

    void columnsCanBeNamed() {
        ImportOptions options;
        options.columns = {"red", {"z", "x"}, {}};
        const auto data = read(text(), options);
        QCOMPARE(data.understanding, std::string("time: red · coordinates: z, x · attributes: y, day"));
    }

    void textureCoordinatesAreNoTime() {
        const char* properties = "property float x\nproperty float y\nproperty float s\nproperty float t\n";
        QCOMPARE(read(points(properties, "1 2 0.1 0.2\n3 4 0.3 0.4\n", 2)).understanding,
                 std::string("coordinates: x, y · attributes: s, t"));
        QCOMPARE(read(points("property float x\nproperty float t\n", "1 2\n3 4\n", 2)).understanding,
                 std::string("time: t · coordinates: x"));
        ImportOptions options;
        options.columns.time = "t";
        QCOMPARE(read(points(properties, "1 2 0.1 0.2\n3 4 0.3 0.4\n", 2), options).understanding,
                 std::string("time: t · coordinates: x, y · attributes: s"));
    }

    // A grid of voxels has few different values of x.
    void coordinatesAreNoTime() {
        std::string rows;
        for (int k = 0; k < 64; ++k)
            rows += std::to_string(k / 16) + " " + std::to_string(k % 16) + "\n";
        QCOMPARE(read(points("property int x\nproperty int y\n", rows, 64)).understanding,
                 std::string("coordinates: x, y"));
    }

    void problemsAreNamed_data() {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("words");
        const auto row = [](const char* name, const std::string& content, const char* words) {
            QTest::newRow(name) << QByteArray::fromStdString(content) << words;
        };
        const char* xy = "property float x\nproperty float y\n";
        row("empty", "", "cloud.ply is no PLY file");
        row("other text", "x,y\n1,2\n", "cloud.ply is no PLY file");
        row("no end", "ply\nformat ascii 1.0\nelement vertex 3\n", "has a header that does not end");
        row("no format", "ply\nelement vertex 1\nproperty float x\nend_header\n1\n", "whether it is text or binary");
        row("other format", header("binary_middle_endian", ""), "line 2: the format \"binary_middle_endian\"");
        row("type", points("property quad x\n", "1\n", 1), "line 5: the type \"quad\" is unknown");
        row("word", points("colour float x\n", "1\n", 1), "line 5: \"colour\" is not understood");
        row("count", header("ascii", "element vertex many\n"), "line 4: \"many\" is no number of elements");
        row("order", header("ascii", "property float x\n"), "line 4: a property stands before");
        row("no vertices", header("ascii", kFaces) + "3 0 1 2\n", "cloud.ply has no vertices");
        row("zero vertices", points(xy, "", 0), "cloud.ply has no vertices");
        row("no positions", points("property float nx\n", "1\n", 1), "vertices without x, y and z");
        row("cut text", points(xy, "1 2\n3 4\n", 3), "breaks off: it has 2 of the 3 \"vertex\"");
        row("few numbers", points(xy, "1 2\n3\n", 2), "line 9: there are fewer numbers than properties");
        row("many numbers", points(xy, "1 2\n3 4 5\n", 2), "line 9: there are more numbers than properties");
        row("infinite as text", points(xy, "1 2\n3 inf\n", 2), "cloud.ply, line 9, column y: found \"inf\"");
        row("word as number", points(xy, "1 2\nthree 4\n", 2), "line 9, column x: found \"three\"");
        row("list", points("property float x\nproperty list int int l\n", "1 -2\n", 1), "line 8: \"-2\" is no length");
        const std::string whole = binary("binary_little_endian", false);
        row("cut binary", whole.substr(0, whole.size() - 30), "breaks off");
        row("huge", header("binary_little_endian", "element vertex 9999999999999\nproperty float x\n") + "1234",
            "breaks off: it has 1 of the 9999999999999 \"vertex\"");
        row("huge text", points(xy, "1 2\n", 2'000'000'000), "breaks off: it has 1 of the 2000000000");
        row("too huge", header("ascii", "element vertex 99999999999999999999999\n"), "is no number of elements");
        const double nan = std::numeric_limits<double>::quiet_NaN();
        row("infinite",
            header("binary_big_endian", "element vertex 2\nproperty double x\n") +
                Bytes(true).add(1.0).add(-std::numeric_limits<double>::infinity()).text,
            "cloud.ply, row 2, column x: found \"inf\"");
        row("giant list",
            header("binary_little_endian", "element vertex 1\nproperty list double double l\nproperty float x\n") +
                Bytes(false).add(1e300).add(1.0f).text,
            "breaks off");
        row("nan list",
            header("binary_little_endian", "element vertex 1\nproperty list double double l\nproperty float x\n") +
                Bytes(false).add(nan).add(1.0f).text,
            "breaks off");
    }
    void problemsAreNamed() {
        QFETCH(QByteArray, content);
        QFETCH(QString, words);
        EXPECT_ERROR(read(content.toStdString()), ErrorCode::UnusableInput, words.toStdString());
        const auto error = tests::errorOf([&] { read(content.toStdString()); });
        QVERIFY2(!error->remedy().empty(), error->what());
    }

    void damagedBytesNeverCrash() {
        for (const std::string& good : {text(), binary("binary_little_endian"), binary("binary_big_endian")})
            for (std::uint64_t seed = 0; seed < 400; ++seed) {
                Rng rng(seed);
                std::string bytes = rng.below(2) ? good : good.substr(0, rng.below(good.size() + 1));
                for (int k = 0; k < 3 && !bytes.empty(); ++k)
                    bytes[rng.below(bytes.size())] = char(rng.below(256));
                tests::errorOf([&] { read(bytes); });
            }
    }

    void largeCloudsTellTheirProgressAndCanBeCancelled() {
        Bytes bytes(false);
        constexpr int kCount = 300'000;
        for (int k = 0; k < kCount; ++k)
            bytes.add(float(k)).add(std::int8_t(k % 3));
        const std::string cloud = header("binary_little_endian", "element vertex " + std::to_string(kCount) +
                                                                     "\nproperty float x\nproperty char t\n") +
                                  bytes.text;
        ImportOptions options;
        std::vector<double> parts;
        options.control.progress = [&](double part) { parts.push_back(part); };
        const auto data = read(cloud, options);
        QCOMPARE(data.dataset.pointCount(), Index(kCount));
        QCOMPARE(data.dataset.snapshots[2].points.points()(0, kCount / 3 - 1), double(kCount - 1));
        QVERIFY(parts.size() > 1 && std::is_sorted(parts.begin(), parts.end()) && parts.back() <= 1);
        std::stop_source source;
        source.request_stop();
        options.control.stop = source.get_token();
        EXPECT_ERROR(read(cloud, options), ErrorCode::Cancelled, "cancelled");
    }
};

KINETOSCOPE_TEST(PlyTest)

#include "ply_test.moc"
