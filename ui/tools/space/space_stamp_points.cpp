#include "ui/tools/space/space_stamp_points.h"

#include "engine/core/error.h"
#include "engine/data/mesh_volume.h"
#include "engine/data/space_shapes.h"

#include <QCoreApplication>

namespace ui {

namespace {

engine::SpaceShape shapeOf(SpaceStampKind kind) { return engine::SpaceShape(int(kind)); }

engine::Points meshPoints(const StampSettings& settings, engine::Rng& rng) {
    if (!settings.mesh)
        throw engine::Error(engine::ErrorCode::InvalidArgument, engine::Sentence::of("There is no mesh to stamp yet."),
                            engine::Sentence::of("Choose a file with a mesh in the inspector."));
    const engine::Points& vertices = settings.mesh->points;
    const Eigen::Vector3d lower = vertices.rowwise().minCoeff(), upper = vertices.rowwise().maxCoeff();
    const Eigen::Vector3d center = (lower + upper) / 2;
    const engine::Points unit = (vertices.colwise() - center) / std::max((upper - lower).norm() / 2, 1e-300);
    if (settings.fillsMesh)
        return engine::sampleVolume(unit, settings.mesh->triangles, settings.count, rng);
    engine::Points points = engine::sampleSurface(unit, settings.mesh->triangles, settings.count, rng);
    for (engine::Index i = 0; i < points.size(); ++i)
        points.data()[i] += settings.noise * rng.normal();
    return points;
}

} // namespace

engine::Points spaceStampPoints(const StampSettings& settings, engine::Rng& rng) {
    if (settings.spaceKind == SpaceStampKind::Mesh)
        return meshPoints(settings, rng);
    return engine::sampleSpaceShape(shapeOf(settings.spaceKind), settings.count, settings.noise, rng);
}

QString nameOfSpaceStamp(SpaceStampKind kind) {
    static const char* const kNames[] = {
        QT_TRANSLATE_NOOP("ui::SpaceStamp", "Ball"),       QT_TRANSLATE_NOOP("ui::SpaceStamp", "Shell"),
        QT_TRANSLATE_NOOP("ui::SpaceStamp", "Torus"),      QT_TRANSLATE_NOOP("ui::SpaceStamp", "Helix"),
        QT_TRANSLATE_NOOP("ui::SpaceStamp", "Box"),        QT_TRANSLATE_NOOP("ui::SpaceStamp", "Plane"),
        QT_TRANSLATE_NOOP("ui::SpaceStamp", "Swiss roll"), QT_TRANSLATE_NOOP("ui::SpaceStamp", "Knot"),
        QT_TRANSLATE_NOOP("ui::SpaceStamp", "Mesh")};
    return QCoreApplication::translate("ui::SpaceStamp", kNames[int(kind)]);
}

} // namespace ui
