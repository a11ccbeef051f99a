#include "ui/formats/picture_reader.h"

#include "engine/data/density_sampling.h"
#include "engine/io/csv_format.h"
#include "engine/io/whole_file.h"
#include "ui/formats/picture_density.h"
#include "ui/formats/picture_integrity.h"

#include <QBuffer>
#include <QGuiApplication>
#include <QImageReader>
#include <QPainter>
#include <QSvgRenderer>

namespace ui {

using engine::Error;
using engine::ErrorCode;
using engine::Sentence;

namespace {

constexpr double kLongestSide = 4;
constexpr int kMostPixels = 2048;                            ///< a side; larger pictures are made smaller first
constexpr int kVectorPixels = 1024;                          ///< a side
constexpr qint64 kMostArea = 400'000'000;                    ///< pixels of a file
constexpr std::uint64_t kMostBytes = std::uint64_t(1) << 28; ///< of a picture of pixels
constexpr std::uint64_t kMostVectorBytes = std::uint64_t(1) << 25;
constexpr std::uint64_t kPictureStream = 0x91c7; ///< of the seed, for points drawn from pictures

[[noreturn]] void refuse(const Sentence& what, const Sentence& remedy) {
    throw Error(ErrorCode::UnusableInput, what, remedy);
}

QByteArray contentOf(const std::filesystem::path& file, const engine::ImportOptions& options, std::uint64_t most) {
    const std::string bytes = engine::readWholeFile(file, options.control, most);
    return {bytes.data(), qsizetype(bytes.size())};
}

/// A picture as drawn for us, and its size in the file.
struct DecodedPicture {
    QImage image;
    QSize size;
};

PictureDensity densityIn(const DecodedPicture& picture, const std::filesystem::path& file) {
    PictureDensity picked = densityOf(picture.image);
    if (!(picked.density.sum() > 0))
        refuse(Sentence::of("%1 is blank: nothing in it differs from its background.", file.filename().string()),
               Sentence::of("Use a picture with a dark shape on a light background, or with a transparent one."));
    return picked;
}

engine::ImportedData sampled(const DecodedPicture& picture, const std::filesystem::path& file,
                             const engine::ImportOptions& options) {
    const PictureDensity picked = densityIn(picture, file);
    engine::Rng rng(options.seed, kPictureStream);
    const engine::Points points = engine::sampleDensity(picked.density, kLongestSide, options.samples, rng);
    engine::ImportedData imported;
    imported.dataset.title = file.stem().string();
    imported.dataset.axisNames = {"x", "y"};
    engine::Snapshot snapshot;
    snapshot.points = engine::PointSet(points);
    imported.dataset.snapshots.push_back(std::move(snapshot));
    imported.understanding = "picture of " + std::to_string(picture.size.width()) + " × " +
                             std::to_string(picture.size.height()) + " pixels · density: " + picked.words + " · " +
                             std::to_string(options.samples) + " points drawn";
    return imported;
}

DecodedPicture decodePixels(const std::filesystem::path& file, const engine::ImportOptions& options) {
    const std::string name = file.filename().string();
    QByteArray bytes = contentOf(file, options, kMostBytes);
    requireWholePicture(bytes, name);
    QBuffer buffer(&bytes);
    QImageReader reader(&buffer);
    reader.setAutoTransform(true);
    const QSize size = reader.size();
    const QByteArray format = reader.format();
    if (!reader.canRead() || size.isEmpty() || (format != "png" && format != "jpeg"))
        refuse(Sentence::of("%1 is no picture in PNG or JPEG.", name),
               Sentence::of("Choose another file, or save the picture as PNG."));
    if (qint64(size.width()) * size.height() > kMostArea)
        refuse(Sentence::of("%1 has %2 × %3 pixels, more than fit.", name, size.width(), size.height()),
               Sentence::of("Make the picture smaller."));
    if (std::max(size.width(), size.height()) > kMostPixels)
        reader.setScaledSize(size.scaled(kMostPixels, kMostPixels, Qt::KeepAspectRatio).expandedTo({1, 1}));
    const QImage picture = reader.read();
    if (picture.isNull())
        refuse(Sentence::of("%1 cannot be read: %2.", name, reader.errorString().toStdString()),
               Sentence::of("The picture is damaged or too large: write it again, or make it smaller."));
    return {picture, size};
}

DecodedPicture decodeVector(const std::filesystem::path& file, const engine::ImportOptions& options) {
    const std::string name = file.filename().string();
    const QByteArray bytes = contentOf(file, options, kMostVectorBytes);
    if (bytes.contains("<text") && !qobject_cast<QGuiApplication*>(QCoreApplication::instance()))
        refuse(Sentence::of("%1 has text in it, for which there are no fonts here.", name),
               Sentence::of("Turn the text into paths."));
    QSvgRenderer renderer;
    if (!renderer.load(bytes) || renderer.viewBoxF().isEmpty())
        refuse(Sentence::of("%1 is no SVG picture, or has no size.", name),
               Sentence::of("Open and save it in a drawing program."));
    const QSizeF box = renderer.viewBoxF().size();
    const QSize size = box.scaled(kVectorPixels, kVectorPixels, Qt::KeepAspectRatio).toSize().expandedTo({1, 1});
    QImage picture(size, QImage::Format_ARGB32_Premultiplied);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    renderer.render(&painter);
    painter.end();
    return {picture, box.toSize()};
}

} // namespace

engine::DataReader pixelPictureReader() {
    return {"PNG or JPEG picture",
            {"png", "jpg", "jpeg"},
            [](std::string_view head) {
                return head.substr(0, 8) == "\x89PNG\r\n\x1a\n" || head.substr(0, 3) == "\xff\xd8\xff";
            },
            [](const std::filesystem::path& file, const engine::ImportOptions& options) {
                return sampled(decodePixels(file, options), file, options);
            }};
}

engine::DataReader vectorPictureReader() {
    return {"SVG picture",
            {"svg", "svgz"},
            [](std::string_view head) {
                return head.find("<svg") != std::string_view::npos && head.find('<') == head.find_first_not_of(" \r\n");
            },
            [](const std::filesystem::path& file, const engine::ImportOptions& options) {
                return sampled(decodeVector(file, options), file, options);
            }};
}

PictureDensity readPictureDensity(const std::filesystem::path& file) {
    const std::string suffix = file.extension().string();
    const auto isVector = [&suffix](const char* known) {
        return QString::fromStdString(suffix).compare(QLatin1String(known), Qt::CaseInsensitive) == 0;
    };
    return densityIn(isVector(".svg") || isVector(".svgz") ? decodeVector(file, {}) : decodePixels(file, {}), file);
}

} // namespace ui
