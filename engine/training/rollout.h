#pragma once

#include "engine/action/dynamics.h"
#include "engine/core/parallel.h"
#include "engine/data/dataset.h"
#include "engine/metrics/energy_distance.h"
#include "engine/nn/tile_workspace.h"
#include "engine/training/training_settings.h"

#include <memory>
#include <vector>

namespace engine {

/// What a rollout begins at and is compared with: the snapshots that are not held out, in training units.
struct RolloutData {
    struct Cloud {
        double time;
        Eigen::MatrixXf points;
        Eigen::RowVectorXf shares; ///< of all mass, summing to 1
    };
    std::vector<Cloud> clouds;
    float smoothing = 0; ///< width of the Gaussian that points are blurred with, each time they are drawn anew
    RefineFrom from = RefineFrom::First;

    /// `smoothing` in data units, as in the settings.
    RolloutData(const Dataset& dataset, const Normalization& normalization, double smoothing = 0,
                RefineFrom from = RefineFrom::First);
};

/// Simulated particles against the snapshots: particles of the first snapshot move under the action through all later
/// ones, or those of every snapshot to the next (RefineFrom), and the mean distance there is differentiated in the
/// weights of the network. Matching never sees where its small errors lead; this does.
///
/// With smoothing, particles that travel through all snapshots are blurred at the start and compared with blurred
/// clouds. From snapshot to snapshot the start alone is blurred and has to arrive at the points as they were seen, so
/// that the flow does not widen the cloud a little more in every interval.
/// Paper:  §6h. Heun's steps with fixed noise; the gradient is the exact one of the discrete rollout: a cotangent a of
///         the velocity at (t, x) contributes that of a·∇_x s, in the weights and in x, which is what the reverse pass
///         of the kernels gives for V = a. Where mass changes, d log w/dt = λ s; clouds are compared by shares, and the
///         logarithm of all mass is kept at 0.
/// Units:  training units.
/// Thread: one at a time; uses the pool; allocates nothing after construction.
class Rollout {
public:
    /// `dynamics` in training units.
    Rollout(const MlpShape& shape, const Dynamics& dynamics, const ConjugateCost& cost,
            std::shared_ptr<const RolloutData> data, WorkerPool& pool);

    void setCost(const ConjugateCost& cost) { m_cost = cost; }
    /// Mean distance over the snapshots after the first, and its gradient. `stream` names the random numbers.
    double evaluate(const Mlp<float>& net, std::uint64_t seed, std::uint64_t stream, bool withGradient = true);
    Eigen::ArrayXf& gradient() { return m_groups.front(); }

private:
    static constexpr int kGroups = 8, kTile = 48;
    static constexpr Index kMostParticles = 512, kMostPoints = 1024;
    static constexpr float kMassPenalty = 0.5f; ///< of the squared logarithm of all mass

    struct Worker {
        TileWorkspace<float> workspace;
        Eigen::MatrixXf velocity, cotangent, inner;
        Eigen::RowVectorXf growth, weightCotangent;
        Vector slope, along;
        Matrix root;
    };
    /// A snapshot particles are compared with.
    struct Comparison {
        EnergyDistance distance;
        Eigen::MatrixXf points, x, dD_dx;
        Eigen::RowVectorXf shares, logWeights, p, dD_dLogWeight;
        double spread, value;
    };
    /// Where particles begin: draws of one snapshot.
    struct Start {
        Eigen::MatrixXf points;
        Eigen::RowVectorXf shares;
    };
    struct Step {
        double time, length;
        int startsFrom;                ///< start it begins at, −1: where the step before ended
        int arrivesAt;                 ///< comparison at its end, −1 within a gap
        Eigen::MatrixXf first, second; ///< inputs (x, t) of both stages
    };

    void draw(Rng& rng, const RolloutData::Cloud& cloud, Eigen::MatrixXf& points, Eigen::RowVectorXf& shares,
              float blur);
    float blurOfTargets() const { return m_data->from == RefineFrom::Previous ? 0 : m_data->smoothing; }
    void forward(const Mlp<float>& net, Worker& worker, Index begin, int count, Rng& rng);
    void compare(Comparison& comparison);
    void backward(const Mlp<float>& net, Worker& worker, Index begin, int count, float* gradient);
    void reverseStage(const Mlp<float>& net, Worker& worker, const Eigen::Ref<const Eigen::MatrixXf>& input,
                      double growthLength, float* gradient);

    Dynamics m_dynamics;
    ConjugateCost m_cost;
    std::shared_ptr<const RolloutData> m_data;
    WorkerPool& m_pool;
    std::vector<Worker> m_workers;
    std::vector<Eigen::ArrayXf> m_groups;
    std::vector<Step> m_steps;
    std::vector<Comparison> m_comparisons;
    std::vector<Start> m_starts;
    std::vector<Index> m_order; ///< for drawing without replacement
};

} // namespace engine
