#include "tests/journeys/sample_files.h"

#include "engine/core/random.h"
#include "engine/io/npy.h"
#include "engine/io/zip_archive.h"
#include "tests/support/anndata_writer.h"

#include <QFont>
#include <QPainter>
#include <cmath>
#include <functional>
#include <map>
#include <zlib.h>

namespace tests {

namespace {

constexpr int kCloud = 200, kTimes = 3;

/// A ring that opens as it moves to the right: x, y of each point, and its time 0, 1, 2.
struct Rows {
    std::vector<double> t, x, y;
    std::size_t size() const { return t.size(); }
};
const Rows& rows() {
    static const Rows all = [] {
        Rows rows;
        engine::Rng rng(11);
        for (int time = 0; time < kTimes; ++time)
            for (int i = 0; i < kCloud; ++i) {
                const double angle = 6.283 * rng.uniform(), radius = 0.5 + 0.35 * time + 0.08 * rng.normal();
                rows.t.push_back(time);
                rows.x.push_back(2.2 * time + radius * std::cos(angle));
                rows.y.push_back(radius * std::sin(angle) + 0.4 * time);
            }
        return rows;
    }();
    return all;
}

QByteArray number(double value) { return QByteArray::number(value, 'f', 4); }

/// A table with this between the fields, its times written by `time`.
QByteArray table(char between, const std::function<QByteArray(double)>& time = number, const QByteArray& name = "t",
                 bool decimalComma = false) {
    QByteArray text = name + between + "x" + between + "y\n";
    for (std::size_t i = 0; i < rows().size(); ++i) {
        QByteArray line = time(rows().t[i]) + between + number(rows().x[i]) + between + number(rows().y[i]) + '\n';
        text += decimalComma ? line.replace('.', ',') : line;
    }
    return text;
}

/// x and y of the points of one time or, without one, of all.
std::vector<double> places(int time = -1) {
    std::vector<double> numbers;
    for (std::size_t i = 0; i < rows().size(); ++i)
        if (time < 0 || rows().t[i] == time)
            numbers.insert(numbers.end(), {rows().x[i], rows().y[i]});
    return numbers;
}

std::string placesNpy(int time = -1) {
    const std::vector<double> numbers = places(time);
    return engine::npyBytes(numbers.data(), {engine::Index(numbers.size() / 2), 2});
}

QString archive(const Home& home, const QString& name, const std::vector<std::pair<std::string, std::string>>& parts) {
    engine::ZipWriter writer(home.file(name).toStdString());
    for (const auto& [part, bytes] : parts)
        writer.add(part, bytes);
    writer.commit();
    return home.file(name);
}

QByteArray points3(int time) {
    QByteArray text;
    const std::vector<double> numbers = places(time);
    for (std::size_t i = 0; i < numbers.size(); i += 2)
        text += number(numbers[i]) + ' ' + number(numbers[i + 1]) + ' ' + number(0.3 * std::sin(double(i))) + '\n';
    return text;
}

QByteArray legacyVtk(int time) {
    return "# vtk DataFile Version 3.0\ncloud\nASCII\nDATASET POLYDATA\nPOINTS " + QByteArray::number(kCloud) +
           " float\n" + points3(time);
}

QByteArray vtp(int time) {
    QByteArray xml = "<?xml version=\"1.0\"?>\n<VTKFile type=\"PolyData\" version=\"1.0\" byte_order=\"LittleEndian\">\n"
                     "<PolyData><Piece NumberOfPoints=\"%1\" NumberOfVerts=\"0\" NumberOfLines=\"0\" "
                     "NumberOfStrips=\"0\" NumberOfPolys=\"0\"><Points><DataArray type=\"Float32\" "
                     "NumberOfComponents=\"3\" format=\"ascii\">\n%2</DataArray></Points></Piece></PolyData></VTKFile>\n";
    return xml.replace("%1", QByteArray::number(kCloud)).replace("%2", points3(time));
}

/// A lid: eight triangles around the tip of a cone.
struct Cone {
    std::vector<std::array<double, 3>> corners = {{0, 0, 1}};
    Cone() {
        for (int k = 0; k < 8; ++k)
            corners.push_back({std::cos(0.7854 * k), std::sin(0.7854 * k), 0});
    }
    static std::array<std::size_t, 3> face(std::size_t k) { return {0, 1 + k, 1 + (k + 1) % 8}; }
};

QByteArray corner(const std::array<double, 3>& at) {
    return number(at[0]) + ' ' + number(at[1]) + ' ' + number(at[2]) + '\n';
}

QByteArray obj() {
    const Cone cone;
    QByteArray text;
    for (const auto& at : cone.corners)
        text += "v " + corner(at);
    for (std::size_t k = 0; k < 8; ++k) {
        const auto face = Cone::face(k);
        text += "f " + QByteArray::number(int(face[0] + 1)) + ' ' + QByteArray::number(int(face[1] + 1)) + ' ' +
                QByteArray::number(int(face[2] + 1)) + '\n';
    }
    return text;
}

QByteArray stl() {
    const Cone cone;
    QByteArray text = "solid cone\n";
    for (std::size_t k = 0; k < 8; ++k) {
        text += "facet normal 0 0 1\nouter loop\n";
        for (const std::size_t at : Cone::face(k))
            text += "vertex " + corner(cone.corners[at]);
        text += "endloop\nendfacet\n";
    }
    return text + "endsolid cone\n";
}

QByteArray ply() {
    QByteArray text = "ply\nformat ascii 1.0\nelement vertex " + QByteArray::number(int(rows().size())) +
                      "\nproperty float x\nproperty float y\nproperty float z\nproperty float t\nend_header\n";
    for (std::size_t i = 0; i < rows().size(); ++i)
        text += number(rows().x[i]) + ' ' + number(rows().y[i]) + ' ' + number(std::cos(rows().x[i])) + ' ' +
                number(rows().t[i]) + '\n';
    return text;
}

QString picture(const Home& home, const QString& name) {
    QImage image(160, 120, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(Qt::black, 14));
    painter.drawEllipse(QPointF(80, 60), 45, 38);
    painter.end();
    image.save(home.file(name));
    return home.file(name);
}

QString anndata(const Home& home, const QString& name, bool hasHoles) {
    AnndataWriter writer(home.file(name).toStdString());
    AnndataWriter::Texts names;
    AnndataWriter::Numbers codes, days;
    for (std::size_t i = 0; i < rows().size(); ++i) {
        names.push_back("cell" + std::to_string(i));
        codes.push_back(rows().t[i]);
        days.push_back(hasHoles && i % 10 == 0 ? std::nan("") : rows().t[i]);
    }
    const std::string column = hasHoles ? "day" : "stage";
    writer.frame("/obs", names, {column});
    if (hasHoles)
        writer.numbers("/obs/day", days);
    else
        writer.categorical("/obs/stage", codes, {"zygote", "blastula", "gastrula"}, true);
    writer.numbers("/obsm/X_umap", places(), {rows().size(), 2});
    return home.file(name);
}

QString gzip(const Home& home, const QString& name, const QByteArray& text) {
    const gzFile file = gzopen(home.file(name).toLocal8Bit().constData(), "wb");
    gzwrite(file, text.constData(), unsigned(text.size()));
    gzclose(file);
    return home.file(name);
}

std::string timesNpy() { return engine::npyBytes(rows().t.data(), {engine::Index(rows().size())}); }

using Make = std::function<SampleFiles(const Home&)>;

/// Three snapshots at 0, 1 and 2 in one file.
SampleFiles oneFile(const QString& path, QStringList axes = {"x", "y"}, const QString& told = {}) {
    return {{}, {path}, {}, Way::Drop, 2, {0, 1, 2}, kTimes * kCloud, std::move(axes), told};
}

/// A file with one cloud.
SampleFiles oneCloud(const QString& path, int points, int dimension) {
    return {{}, {path}, {}, Way::Drop, dimension, {0}, points, {}, {}};
}

QStringList threeFiles(const Home& home, const QString& name, const std::function<QByteArray(int)>& content) {
    QStringList paths;
    for (int time = 0; time < kTimes; ++time)
        paths += home.write(name.arg(time), content(time));
    return paths;
}

const std::map<QString, Make>& makers() {
    static const std::map<QString, Make> all = {
        {"csv", [](const Home& home) { return oneFile(home.write("cells.csv", table(','))); }},
        {"tsv",
         [](const Home& home) {
             auto files = oneFile(home.write("cells.tsv", table('\t')));
             files.way = Way::OpenDialog;
             return files;
         }},
        {"semicolon-decimal-comma",
         [](const Home& home) {
             return oneFile(home.write("Zellen.csv", table(';', number, "Tag", true)), {"x", "y"}, "Tag");
         }},
        {"csv-gz", [](const Home& home) { return oneFile(gzip(home, "cells.csv.gz", table(','))); }},
        {"npy",
         [](const Home& home) {
             std::vector<double> numbers;
             for (std::size_t i = 0; i < rows().size(); ++i)
                 numbers.insert(numbers.end(), {rows().t[i], rows().x[i], rows().y[i]});
             const auto bytes = engine::npyBytes(numbers.data(), {engine::Index(rows().size()), 3});
             return oneFile(home.write("cells.npy", QByteArray::fromStdString(bytes)), {}, "column 1");
         }},
        {"npz",
         [](const Home& home) {
             return oneFile(archive(home, "cells.npz", {{"t.npy", timesNpy()}, {"x.npy", placesNpy()}}), {"x1", "x2"});
         }},
        {"npz-pcs-sample-labels",
         [](const Home& home) {
             return oneFile(
                 archive(home, "embryoid.npz", {{"pcs.npy", placesNpy()}, {"sample_labels.npy", timesNpy()}}),
                 {"pcs1", "pcs2"}, "sample_labels");
         }},
        {"h5ad-categories",
         [](const Home& home) {
             return oneFile(anndata(home, "embryo.h5ad", false), {}, "zygote = 0, blastula = 1, gastrula = 2");
         }},
        {"h5ad-missing-values",
         [](const Home& home) {
             auto files = oneFile(anndata(home, "holes.h5ad", true), {}, "without a time left out");
             files.points = 9 * kTimes * kCloud / 10;
             return files;
         }},
        {"ply",
         [](const Home& home) {
             auto files = oneFile(home.write("cloud.ply", ply()), {"x", "y", "z"});
             files.dimension = 3;
             return files;
         }},
        {"vtp", [](const Home& home) { return oneCloud(home.write("cloud.vtp", vtp(1)), kCloud, 3); }},
        {"vtk", [](const Home& home) { return oneCloud(home.write("cloud.vtk", legacyVtk(1)), kCloud, 3); }},
        {"pvd-series",
         [](const Home& home) {
             QByteArray list = "<?xml version=\"1.0\"?>\n<VTKFile type=\"Collection\" version=\"0.1\"><Collection>\n";
             for (const QString& path : threeFiles(home, "part%1.vtp", vtp))
                 list += "<DataSet timestep=\"" + path.chopped(4).right(1).toLatin1() + "\" file=\"" +
                         path.section('/', -1).toLatin1() + "\"/>\n";
             auto files = oneFile(home.write("series.pvd", list + "</Collection></VTKFile>\n"), {"x", "y", "z"});
             files.dimension = 3;
             return files;
         }},
        {"obj", [](const Home& home) { return oneCloud(home.write("cone.obj", obj()), 2000, 3); }},
        {"stl", [](const Home& home) { return oneCloud(home.write("cone.stl", stl()), 2000, 3); }},
        {"png", [](const Home& home) { return oneCloud(picture(home, "ring.png"), 2000, 2); }},
        {"jpeg", [](const Home& home) { return oneCloud(picture(home, "ring.jpeg"), 2000, 2); }},
        {"svg",
         [](const Home& home) {
             return oneCloud(home.write("star.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 100 100\">"
                                                    "<path d=\"M50 5 61 39 97 39 68 60 79 95 50 74 21 95 32 60 3 39 "
                                                    "39 39Z\"/></svg>"),
                             2000, 2);
         }},
        {"one-file-a-snapshot",
         [](const Home& home) {
             SampleFiles files = oneFile({});
             files.paths = threeFiles(home, "cells_day%1.csv", [](int time) {
                 QByteArray text = "x,y\n";
                 const std::vector<double> numbers = places(time);
                 for (std::size_t i = 0; i < numbers.size(); i += 2)
                     text += number(numbers[i]) + ',' + number(numbers[i + 1]) + '\n';
                 return text;
             });
             return files;
         }},
        {"several-formats-dropped",
         [](const Home& home) {
             SampleFiles files = oneFile({}, {});
             files.paths = {home.write("t0.vtk", legacyVtk(0)), home.write("t1.vtp", vtp(1)),
                            home.write("t2.ply", "ply\nformat ascii 1.0\nelement vertex 200\nproperty float x\n"
                                                 "property float y\nproperty float z\nend_header\n" +
                                                     points3(2))};
             files.dimension = 3;
             return files;
         }},
        {"pasted-table",
         [](const Home&) {
             SampleFiles files = oneFile({}, {"x", "y"}, "the numbers in the text");
             files.paths.clear();
             files.text = QString::fromLatin1(
                 table('\t', [](double time) { return "day " + QByteArray::number(int(time)); }, "time"));
             files.way = Way::Paste;
             return files;
         }},
    };
    return all;
}

} // namespace

QStringList sampleFormats() {
    QStringList names;
    for (const auto& [name, make] : makers())
        names += name;
    return names;
}

SampleFiles sampleFiles(const QString& format, const Home& home) {
    SampleFiles files = makers().at(format)(home);
    files.format = format;
    return files;
}

} // namespace tests
