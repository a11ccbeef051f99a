#include "ui/tools/space/surface_pick.h"

#include <cstdlib>

namespace ui {

std::optional<Eigen::Vector3d> surfaceAt(const engine::Dataset& dataset, const Projection& picture, int current,
                                         int neighbours, const ViewTransform& view, const Eigen::Vector2d& pixel,
                                         double reach) {
    std::optional<Eigen::Vector3d> nearest;
    double least = 1; // depth of the far end
    for (int s = 0; s < int(dataset.snapshots.size()); ++s) {
        const engine::Snapshot& snapshot = dataset.snapshots[std::size_t(s)];
        if (s != current && (std::abs(s - current) > neighbours || snapshot.hidden))
            continue;
        for (const auto& chunk : snapshot.points.chunks())
            for (engine::Index i = 0; i < chunk->points.cols(); ++i) {
                const Eigen::Vector3d point = picture.matrix() * chunk->points.col(i), at = view.toPixel(point);
                if (at.z() < least && (at.head<2>() - pixel).squaredNorm() <= reach * reach) {
                    least = at.z();
                    nearest = point;
                }
            }
    }
    return nearest;
}

} // namespace ui
