#pragma once

#include "engine/data/dataset.h"
#include "engine/trajectory/trajectories.h"
#include "ui/document/projection.h"

#include <memory>
#include <unordered_map>
#include <vector>

namespace ui {

/// Paths as the picture has axes, and one more coordinate: the length of the way outside of it, so that speeds stay what
/// they are in all dimensions. What is shown as it is, or of other dimension, or null, goes through unchanged.
std::shared_ptr<const engine::Trajectories> projected(const std::shared_ptr<const engine::Trajectories>& trajectories,
                                                      const Projection& projection);

/// Turns data of many dimensions into what a picture shows of them. Whatever is shown already as it is goes through
/// unchanged; of the rest, what was projected before is kept as long as the projection stays.
/// Thread: one at a time.
class SceneProjector {
public:
    /// What is asked for next is seen through this projection.
    void aim(const Projection& projection);

    /// The points of all snapshots, with their weights and without attributes. Call once a picture.
    std::vector<engine::PointSet> clouds(const engine::Dataset& dataset);
    /// The particles, as `projected` says.
    std::shared_ptr<const engine::Trajectories> motion(const std::shared_ptr<const engine::Trajectories>& trajectories);
    /// How often the projection has changed.
    int changes() const { return m_changes; }

private:
    using Chunk = std::shared_ptr<const engine::PointChunk>;
    Projection m_projection = Projection::standard(2);
    int m_changes = 0;
    std::unordered_map<Chunk, Chunk> m_chunks; ///< as measured → as shown
    std::shared_ptr<const engine::Trajectories> m_source, m_motion;
};

} // namespace ui
