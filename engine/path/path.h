#pragma once

#include "engine/core/random.h"
#include "engine/core/types.h"

#include <Eigen/Core>
#include <memory>

namespace engine {

/// Samples of a path q_t for one tile of the loss, in training units. Sized once; `interior` and `boundary` say how
/// much of it is in use. The caller fills the times, the path everything else.
template <class S> struct PathSamples {
    using Matrix = Eigen::Matrix<S, Eigen::Dynamic, Eigen::Dynamic>;
    using Row = Eigen::Matrix<S, 1, Eigen::Dynamic>;

    int interior = 0;
    Row t;             ///< 1×n, in [0,1]
    Matrix x;          ///< d×n, distributed as q_t
    Matrix dx_dt;      ///< d×n, velocity of the sample's own path (flow form)
    Row logWeightRate; ///< 1×n, d log w/dt of the path; 0 where mass does not change
    Row weight;        ///< 1×n, mass the sample stands for over the density it was drawn with; 1 for plain samples

    int boundary = 0; ///< even: the first half at t = 0, the second at t = 1
    Matrix boundaryX; ///< d×b

    PathSamples(int dimension, int capacity, int boundaryCapacity = 0)
        : t(capacity),
          x(dimension, capacity),
          dx_dt(dimension, capacity),
          logWeightRate(capacity),
          weight(capacity),
          boundaryX(dimension, boundaryCapacity) {
        logWeightRate.setZero();
        weight.setOnes();
    }

    /// For paths whose samples are plain: every weight 1, no rate.
    void setPlainWeights() {
        logWeightRate.head(interior).setZero();
        weight.head(interior).setOnes();
    }
};

/// How samples between the snapshots are made: a curve of distributions q_t, t in [0,1], that can be sampled.
/// Paper:  §1.5.
/// Units:  training units.
/// Thread: const use from any number of threads.
class Path {
public:
    virtual ~Path() = default;
    virtual int dimension() const = 0;
    /// Whether samples come with the velocity of their own path; without it only the action form can be trained.
    virtual bool hasVelocity() const { return true; }
    /// Whether dx_dt already holds the effect of the noise: its conditional mean is then ∇s of the entropic action
    /// (§1.6), and the flow form takes no Laplacian.
    virtual bool velocityIncludesNoise() const { return false; }
    /// The same q_t with velocities that do not include the noise; null where they do not anyway.
    virtual std::shared_ptr<const Path> withoutNoise() const { return nullptr; }
    /// Fills x, dx_dt, logWeightRate and weight for the given times: E over uniform times of weight · f(t, x) is
    /// ∫ E_{q_t}[f] dt. A path may move the times within their segment; the weight then holds the change of density, so
    /// that a caller with a density p of its own goes on multiplying by 1/p of the times it gave.
    virtual void sampleInterior(Rng& rng, PathSamples<float>& samples) const = 0;
    /// Fills boundaryX: half of q_0, half of q_1.
    virtual void sampleBoundary(Rng& rng, PathSamples<float>& samples) const = 0;
};

} // namespace engine
