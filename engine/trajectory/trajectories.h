#pragma once

#include "engine/core/types.h"

#include <Eigen/Core>
#include <utility>
#include <vector>

namespace engine {

/// Particles on a grid of times: what the window animates and `simulate` writes. Immutable once published.
/// Shape: times 1×L ascending; positions[l] and velocities[l] d×n; logWeights[l] 1×n or empty (all weights 1).
/// Units: data units.
struct Trajectories {
    Times times;
    std::vector<Eigen::MatrixXf> positions;
    std::vector<Eigen::MatrixXf> velocities;
    std::vector<Eigen::RowVectorXf> logWeights;
    std::vector<Eigen::RowVectorXf> growth;
    /// Log density of the population where each particle is, log of 1/length^d; with weights it integrates to the mass.
    /// Shape: 1×n a level, or empty: not asked for, or not known. See addLogDensities.
    std::vector<Eigen::RowVectorXf> logDensities;
    /// Paths of a stochastic flow are joined by straight lines, smooth ones by cubics that match the velocities.
    bool smooth = true;
    /// Level the particles were started at; the others were reached forward or backward from there.
    int startLevel = 0;
    /// Of each particle the number of the point of its snapshot that it started from; empty when that is not known.
    std::vector<Index> origins;
    /// Levels after which particles were drawn anew by their weights: a column is another particle from there on.
    std::vector<int> resampledAfter;
    /// Where particles may be drawn anew: the column at the start each descends from. Shape: 1×n a level, or empty.
    std::vector<Eigen::RowVectorXi> ancestors;

    int levels() const { return int(positions.size()); }
    Index particles() const { return positions.empty() ? 0 : positions.front().cols(); }
    int dimension() const { return positions.empty() ? 0 : int(positions.front().rows()); }
    Real firstTime() const { return times[0]; }
    Real lastTime() const { return times[times.size() - 1]; }
    std::size_t byteSize() const;
    /// The column at the start a particle descends from: its own, unless particles were drawn anew.
    Index ancestor(std::size_t level, Index particle) const {
        return ancestors.empty() ? particle : ancestors[level][particle];
    }
    /// Weights of a level: their logarithms raised to e. Shape: 1×n, or empty without weights.
    RowVector weightsAt(int level) const;

    /// Positions at any time between the levels; times outside take the nearest level. `out` keeps its memory.
    void positionsAt(Real time, Eigen::MatrixXf& out) const;
    /// Velocities at a time. Shape: d×n, or empty when they are not known.
    void velocitiesAt(Real time, Eigen::MatrixXf& out) const;
    /// Speed ‖velocity‖ at a time. Shape: 1×n.
    void speedsAt(Real time, Eigen::RowVectorXf& out) const;
    /// Largest speed that 98 % of all particles and levels keep below: the upper end of a colour scale.
    float typicalTopSpeed() const;

    bool isWeighted() const { return !logWeights.empty(); }
    /// Weights at a time, in units of their mean where the particles were started. Shape: 1×n, empty without weights.
    void weightsAt(Real time, Eigen::RowVectorXf& out) const;
    /// Growth rates d log w/dt at a time. Shape: 1×n, empty without weights.
    void growthAt(Real time, Eigen::RowVectorXf& out) const;
    /// Largest growth rate, up or down, that 98 % of all particles and levels keep below.
    float typicalTopGrowth() const;

    /// Log densities at a time. Shape: 1×n, empty where they are not known.
    void logDensitiesAt(Real time, Eigen::RowVectorXf& out) const;
    /// Between which 96 % of all log densities lie. Precondition: they are known.
    std::pair<float, float> typicalLogDensities() const;
};

} // namespace engine
