#pragma once

#include "engine/action/action_loss.h"
#include "engine/action/time_sampling.h"
#include "engine/core/parallel.h"

#include <vector>

namespace engine {

/// Loss and gradient of one batch: tiles of samples are drawn and taken through the network on all threads.
///
/// The order of every sum is fixed: tile k always goes to group k mod groups, and the groups are added in order, so the
/// result does not depend on the number of threads. Every tile draws from a random stream of its own.
/// Thread: one at a time; allocates nothing after construction.
class GradientAccumulator {
public:
    GradientAccumulator(const MlpShape& shape, const LossTerms& terms, int batch, WorkerPool& pool);

    const ActionLoss<float>& loss() const { return m_loss; }
    void setCost(const ConjugateCost& cost) { m_loss.setCost(cost); }
    /// Mean loss of `batch` fresh samples with stratified times, and its gradient unless `withGradient` is false.
    /// `stream` names the random numbers: equal streams see equal samples. Times are uniform, or as `times` says,
    /// which then learns from the batch.
    double evaluate(const Mlp<float>& net, const Path& path, std::uint64_t seed, std::uint64_t stream,
                    bool withGradient = true, TimeSampling* times = nullptr);
    const Eigen::ArrayXf& gradient() const { return m_groups.front().gradient; }
    /// Standard error of the last mean, from the spread of the tiles.
    double standardError() const { return m_standardError; }
    /// Root mean square of ‖∇s‖ over the interior samples of the last batch. Units: training units.
    double slopeSize() const { return m_slopeSize; }

private:
    struct Worker {
        TileWorkspace<float> workspace;
        PathSamples<float> samples;
        TileFindings findings;
    };
    struct Group {
        Eigen::ArrayXf gradient;
    };
    static constexpr int kGroups = 8;

    ActionLoss<float> m_loss;
    int m_batch, m_tile, m_tiles;
    WorkerPool& m_pool;
    std::vector<Worker> m_workers;
    std::vector<Group> m_groups;
    std::vector<double> m_tileLoss, m_tileSlopeSquares;
    Eigen::RowVectorXd m_times, m_integrands; ///< of the batch, for TimeSampling
    double m_standardError = 0, m_slopeSize = 0;
};

} // namespace engine
