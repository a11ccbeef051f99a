#include "ui/document/point_edits.h"

#include "engine/core/error.h"
#include "ui/document/edits.h"

#include <cassert>
#include <numeric>

namespace ui::edits {

using engine::Index;
using engine::PointSet;
using engine::Vector;

namespace {

PointSet& pointsOf(Project& project, int snapshot) {
    assert(snapshot >= 0 && snapshot < int(project.dataset.snapshots.size()));
    return project.dataset.snapshots[std::size_t(snapshot)].points;
}

std::vector<Index> lastIndices(const PointSet& points, std::size_t count) {
    std::vector<Index> indices(count);
    std::iota(indices.begin(), indices.end(), points.size() - Index(count));
    return indices;
}

} // namespace

void transformPoints(Project& project, int snapshot, const std::vector<Index>& indices, const engine::Matrix& linear,
                     const Vector& offset) {
    if (!linear.allFinite() || !offset.allFinite())
        throw engine::Error(engine::ErrorCode::InvalidArgument,
                            engine::Sentence::of("Points can only be moved by finite numbers."));
    PointSet& points = pointsOf(project, snapshot);
    const Projection picture = project.projection();
    const bool isInPicture = offset.size() == picture.pictureDimension() && !picture.isWhole();
    auto next = indices.begin();
    points = points.changed([&](Index index, Eigen::Ref<Vector> point) {
        if (next == indices.end() || *next != index)
            return false;
        ++next;
        const Vector seen = isInPicture ? Vector(picture.matrix() * point) : Vector(point);
        const Vector way = linear * seen + offset - seen;
        point += isInPicture ? Vector(picture.matrix().transpose() * way) : way;
        return true;
    });
}

std::vector<Index> duplicatePoints(Project& project, int snapshot, const std::vector<Index>& indices,
                                   const Vector& offset) {
    PointSet& points = pointsOf(project, snapshot);
    points = points.appended(points.select(indices));
    const std::vector<Index> copies = lastIndices(points, indices.size());
    movePoints(project, snapshot, copies, offset);
    return copies;
}

std::vector<Index> givePoints(Project& project, int from, const std::vector<Index>& indices, int to) {
    if (from == to)
        return indices;
    const PointSet given = pointsOf(project, from).select(indices);
    deletePoints(project, from, indices);
    PointSet& target = pointsOf(project, to);
    target = target.isEmpty() ? given : target.appended(given);
    return lastIndices(target, indices.size());
}

} // namespace ui::edits
