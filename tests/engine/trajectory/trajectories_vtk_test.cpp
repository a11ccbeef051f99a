#include "engine/trajectory/trajectories_vtk.h"

#include "engine/core/error.h"
#include "tests/support/test_registry.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>
#include <cmath>
#include <cstring>

using namespace engine;

namespace {

/// A VTK file taken apart: attributes of the piece, and the numbers of every array.
struct Parsed {
    QMap<QString, QString> piece;
    QMap<QString, QList<double>> arrays;
    QStringList files;
};

template <class Scalar> QList<double> numbersOf(const QByteArray& bytes) {
    QList<double> numbers;
    for (qsizetype at = 8; at + qsizetype(sizeof(Scalar)) <= bytes.size(); at += sizeof(Scalar)) {
        Scalar number;
        std::memcpy(&number, bytes.data() + at, sizeof number);
        numbers.append(double(number));
    }
    return numbers;
}

Parsed parsed(const QString& path) {
    Parsed result;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return result;
    QXmlStreamReader xml(&file);
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        const QXmlStreamAttributes attributes = xml.attributes();
        if (xml.name() == u"Piece")
            for (const auto& attribute : attributes)
                result.piece[attribute.name().toString()] = attribute.value().toString();
        if (xml.name() == u"DataSet")
            result.files.append(attributes.value("timestep").toString() + " " + attributes.value("file").toString());
        if (xml.name() != u"DataArray")
            continue;
        const QString type = attributes.value("type").toString(), name = attributes.value("Name").toString();
        const QByteArray bytes =
            QByteArray::fromBase64(xml.readElementText().toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
        quint64 size = 0;
        if (bytes.size() >= 8)
            std::memcpy(&size, bytes.data(), 8);
        if (qsizetype(size) != bytes.size() - 8)
            return {};
        result.arrays[name] = type == "Float64" ? numbersOf<double>(bytes)
                              : type == "Int64" ? numbersOf<qint64>(bytes)
                                                : numbersOf<float>(bytes);
    }
    return xml.hasError() ? Parsed() : result;
}

Trajectories sample(int dimension, int particles) {
    Trajectories t;
    t.times = Times::LinSpaced(3, 0.25, 1.25);
    for (int l = 0; l < 3; ++l) {
        Eigen::MatrixXf x(dimension, particles);
        for (int j = 0; j < particles; ++j)
            for (int i = 0; i < dimension; ++i)
                x(i, j) = float(100 * l + 10 * j + i);
        t.positions.push_back(x);
        t.velocities.push_back(-x);
        t.logWeights.push_back(Eigen::RowVectorXf::LinSpaced(particles, 0, 1));
    }
    return t;
}

} // namespace

class TrajectoriesVtkTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

private slots:
    void oneFileHasALineForEachParticle() {
        const QString path = m_folder.filePath("lines.vtp");
        writeVtkTrajectories(sample(2, 5), path.toStdString());
        const Parsed file = parsed(path);
        QCOMPARE(file.piece["NumberOfPoints"], QString("15"));
        QCOMPARE(file.piece["NumberOfLines"], QString("5"));
        QCOMPARE(file.arrays["Points"].mid(0, 9), (QList<double>{0, 1, 0, 100, 101, 0, 200, 201, 0}));
        QCOMPARE(file.arrays["velocity"].mid(0, 3), (QList<double>{-0.0, -1, 0}));
        QCOMPARE(file.arrays["t"].mid(0, 4), (QList<double>{0.25, 0.75, 1.25, 0.25}));
        QCOMPARE(file.arrays["particle"].mid(2, 2), (QList<double>{0, 1}));
        QVERIFY(std::abs(file.arrays["weight"].back() - std::exp(1.0)) < 1e-6);
        QCOMPARE(file.arrays["connectivity"].size(), 15);
        QCOMPARE(file.arrays["offsets"], (QList<double>{3, 6, 9, 12, 15}));
    }

    void aSeriesHasAFileForEachLevel() {
        const QString path = m_folder.filePath("a & b.pvd");
        writeVtkTrajectories(sample(5, 4), path.toStdString());
        const Parsed series = parsed(path);
        QCOMPARE(series.files.size(), 3);
        QCOMPARE(series.files[1], QString("0.75 a & b/000001.vtp"));
        const Parsed level = parsed(m_folder.filePath("a & b/000001.vtp"));
        QCOMPARE(level.piece["NumberOfVerts"], QString("4"));
        QCOMPARE(level.arrays["Points"].mid(0, 6), (QList<double>{100, 101, 102, 110, 111, 112}));
        QCOMPARE(level.arrays["x5"], (QList<double>{104, 114, 124, 134}));
        QCOMPARE(level.arrays["offsets"], (QList<double>{1, 2, 3, 4}));
    }

    void withoutWeightsAndVelocities() {
        Trajectories plain = sample(1, 2);
        plain.velocities.clear();
        plain.logWeights.clear();
        const QString path = m_folder.filePath("plain.vtp");
        writeVtkTrajectories(plain, path.toStdString());
        const Parsed file = parsed(path);
        QCOMPARE(file.arrays["weight"], (QList<double>{1, 1, 1, 1, 1, 1}));
        QVERIFY(!file.arrays.contains("velocity"));
        QCOMPARE(file.arrays["Points"].mid(0, 3), (QList<double>{0, 0, 0}));
    }

    void refusals() {
        const auto code = [](const char* path) {
            try {
                writeVtkTrajectories(sample(2, 2), path);
            } catch (const Error& error) {
                return int(error.code());
            }
            return -1;
        };
        QCOMPARE(code("/proc/x.vtp"), int(ErrorCode::CannotWrite));
        QCOMPARE(code("/proc/x.pvd"), int(ErrorCode::CannotWrite));
        QCOMPARE(code("x.obj"), int(ErrorCode::InvalidArgument));
    }
};

KINETOSCOPE_TEST(TrajectoriesVtkTest)

#include "trajectories_vtk_test.moc"
