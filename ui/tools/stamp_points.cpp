#include "ui/tools/stamp_points.h"

#include "engine/core/error.h"
#include "engine/data/density_sampling.h"
#include "engine/data/filled_outline.h"
#include "engine/data/plane_shapes.h"

#include <QCoreApplication>
#include <QPainterPath>
#include <algorithm>

namespace ui {

namespace {

constexpr int kLetterPixels = 256; // so that curves, flattened to a fraction of a pixel, stay smooth

std::string translated(const char* text) { return QCoreApplication::translate("ui::StampTool", text).toStdString(); }

engine::Points textPoints(const StampSettings& settings, engine::Rng& rng) {
    QFont font = settings.font;
    font.setPixelSize(kLetterPixels);
    font.setHintingPreference(QFont::PreferNoHinting);
    QPainterPath path;
    path.addText(0, 0, font, settings.text);
    const QRectF box = path.boundingRect();
    const double radius = std::max(box.width(), box.height()) / 2;
    std::vector<engine::FilledOutline::Loop> loops;
    for (const QPolygonF& polygon : path.toSubpathPolygons()) {
        auto& loop = loops.emplace_back();
        for (const QPointF& corner : polygon)
            loop.emplace_back((corner.x() - box.center().x()) / radius, (box.center().y() - corner.y()) / radius);
    }
    const engine::FilledOutline outline(loops);
    if (!(outline.area() > 0))
        throw engine::Error(engine::ErrorCode::InvalidArgument,
                            settings.text.trimmed().isEmpty()
                                ? translated("There is no text to stamp.")
                                : translated("This font has no outlines for these letters."),
                            settings.text.trimmed().isEmpty() ? translated("Type some in the panel at the right.")
                                                              : translated("Choose another font."));
    return outline.sample(settings.count, rng);
}

} // namespace

engine::Points stampPoints(const StampSettings& settings, engine::Rng& rng) {
    const auto shape = [&](engine::PlaneShape kind) {
        return engine::samplePlaneShape(kind, settings.count, settings.noise, rng);
    };
    switch (settings.kind) {
    case StampKind::Gaussian:
        return shape(engine::PlaneShape::Gaussian);
    case StampKind::Ring:
        return shape(engine::PlaneShape::Ring);
    case StampKind::Moons:
        return shape(engine::PlaneShape::Moons);
    case StampKind::Spiral:
        return shape(engine::PlaneShape::Spiral);
    case StampKind::Lattice:
        return shape(engine::PlaneShape::Lattice);
    case StampKind::Text:
        return textPoints(settings, rng);
    case StampKind::Picture:
        break;
    }
    if (!settings.picture)
        throw engine::Error(engine::ErrorCode::InvalidArgument, translated("There is no picture to stamp yet."),
                            translated("Choose a file in the panel at the right."));
    return engine::sampleDensity(*settings.picture, 2, settings.count, rng);
}

} // namespace ui
