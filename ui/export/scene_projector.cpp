#include "ui/export/scene_projector.h"

#include <algorithm>

namespace ui {

using engine::Index;
using engine::Trajectories;

std::shared_ptr<const Trajectories> projected(const std::shared_ptr<const Trajectories>& trajectories,
                                              const Projection& projection) {
    if (!trajectories || projection.isIdentity() || projection.dimension() != trajectories->dimension())
        return trajectories;
    const Trajectories& all = *trajectories;
    const Eigen::MatrixXf rows = projection.matrix().cast<float>();
    const Index m = rows.rows();
    auto result = std::make_shared<Trajectories>();
    result->times = all.times;
    result->logWeights = all.logWeights;
    result->growth = all.growth;
    result->logDensities = all.logDensities;
    result->smooth = all.smooth;
    result->startLevel = all.startLevel;
    result->resampledAfter = all.resampledAfter;
    result->ancestors = all.ancestors;
    for (const Eigen::MatrixXf& velocities : all.velocities) {
        Eigen::MatrixXf shown(m + 1, velocities.cols());
        shown.topRows(m).noalias() = rows * velocities;
        shown.row(m) = (velocities.colwise().squaredNorm() - shown.topRows(m).colwise().squaredNorm())
                           .cwiseMax(0)
                           .cwiseSqrt();
        result->velocities.push_back(std::move(shown));
    }
    Eigen::RowVectorXf outside = Eigen::RowVectorXf::Zero(all.particles());
    for (std::size_t l = 0; l < all.positions.size(); ++l) {
        Eigen::MatrixXf shown(m + 1, all.particles());
        shown.topRows(m).noalias() = rows * all.positions[l];
        if (l > 0 && !all.velocities.empty())
            outside += float(all.times[Index(l)] - all.times[Index(l) - 1]) / 2 *
                       (result->velocities[l - 1].row(m) + result->velocities[l].row(m));
        shown.row(m) = outside;
        result->positions.push_back(std::move(shown));
    }
    return result;
}

void SceneProjector::aim(const Projection& projection) {
    if (projection == m_projection)
        return;
    m_projection = projection;
    ++m_changes;
    m_chunks.clear();
    m_source.reset();
    m_motion.reset();
}

std::vector<engine::PointSet> SceneProjector::clouds(const engine::Dataset& dataset) {
    std::vector<engine::PointSet> clouds;
    std::unordered_map<Chunk, Chunk> used;
    for (const engine::Snapshot& snapshot : dataset.snapshots) {
        if (m_projection.isIdentity() || m_projection.dimension() != snapshot.points.dimension()) {
            clouds.push_back(snapshot.points);
            continue;
        }
        std::vector<Chunk> chunks;
        for (const Chunk& chunk : snapshot.points.chunks()) {
            const auto known = m_chunks.find(chunk);
            chunks.push_back(known != m_chunks.end()
                                 ? known->second
                                 : std::make_shared<const engine::PointChunk>(engine::PointChunk{
                                       m_projection.matrix() * chunk->points, chunk->weights, {}}));
            used.emplace(chunk, chunks.back());
        }
        clouds.push_back(engine::PointSet::ofChunks(std::move(chunks)));
    }
    m_chunks = std::move(used);
    return clouds;
}

std::shared_ptr<const Trajectories> SceneProjector::motion(const std::shared_ptr<const Trajectories>& trajectories) {
    if (trajectories != m_source) {
        m_source = trajectories;
        m_motion = projected(trajectories, m_projection);
    }
    return m_motion;
}

} // namespace ui
