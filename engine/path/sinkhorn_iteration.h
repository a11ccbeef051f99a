#pragma once

#include "engine/core/types.h"

#include <cstdint>
#include <optional>
#include <stop_token>
#include <vector>

namespace engine::sinkhorn {

using Row = Eigen::Array<float, 1, Eigen::Dynamic>;

/// One side of the problem: coordinates by rows, so that one instruction takes many points, weights that sum to 1, and
/// the potential that is sought.
struct Side {
    Side(const Points& points, const RowVector& weights);
    /// Some of the points, their weights scaled to sum to 1.
    Side(const Side& side, const std::vector<Index>& chosen);

    Index size() const { return x.cols(); }

    Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor> x;
    Row squares, logWeight;
    Eigen::ArrayXd weight, potential;
};

/// Sweeps of Sinkhorn's iteration between two sides in the log domain, with marginals or with a penalty ρ on missing
/// them:
///     f_i = −κ ε log Σ_j b_j exp((g_j − ‖x_i − y_j‖²)/ε), κ = ρ/(ρ + ε), 1 without a penalty.
/// Errors: Error{Cancelled} when a stop is asked for.
class Iteration {
public:
    Iteration(std::optional<double> penalty, std::stop_token stop);

    double epsilon = 1;

    /// One update of each side. Returns the part of all mass by which the plan had missed the rows.
    double sweep(Side& a, Side& b);
    /// Only one side.
    double update(Side& own, const Side& other);
    /// Sweeps over the entries of the plan that count, until the change is below `tolerance` or others begin to count:
    /// a first pass over all entries finds them. Returns the number of sweeps; 0 when too many entries count, as with a
    /// large ε.
    int sweepWhereItCounts(Side& a, Side& b, double tolerance, int most);

    /// Logarithms of the row sums the plan has at the fixed point: a_i e^{−f_i/ρ}, without a penalty a_i.
    Eigen::ArrayXd logMarginal(const Side& side) const;
    /// log π_ij of row i. `prepare` for the other side comes first.
    const Row& logPlan(const Side& own, Index i);
    void prepare(const Side& other);

private:
    double damping() const;
    const Row& exponents(const Side& own, Index i);
    void shiftMass(Side& a, Side& b) const;
    void stopIfAsked() const;

    double m_penalty;
    std::stop_token m_stop;
    const Side* m_other = nullptr;
    Row m_offset, m_row;
};

} // namespace engine::sinkhorn
