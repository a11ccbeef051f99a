#pragma once

#include "engine/core/parallel.h"
#include "engine/core/random.h"
#include "engine/core/types.h"

#include <string_view>

namespace engine {

enum class DensityKind {
    Gaussian, ///< of the points' mean and covariance
    Kernel,   ///< Gaussian kernels on the points, of their covariance times Scott's n^(−2/(d+4))
};
std::string_view name(DensityKind kind); ///< gaussian, kde
/// Errors: Error{InvalidArgument} listing the possible ones.
DensityKind densityNamed(std::string_view name);

/// A normalised density estimated from a weighted cloud: a sum of Gaussians of one covariance.
/// Thread: const use from any thread.
class CloudDensity {
public:
    /// Shape: points d×n, weights 1×n or empty (all equal).
    /// Errors: Error{UnusableInput} when the points lie in a hyperplane, which has no density.
    CloudDensity(DensityKind kind, const Points& points, const RowVector& weights = {});

    /// Shape: x d×m; result 1×m. Units: of the points, log of 1/length^d.
    RowVector logDensity(const Points& x, WorkerPool& pool) const;
    Points sample(Index count, Rng& rng) const;

private:
    Matrix m_root;    ///< L of the covariance L Lᵀ of one kernel
    Points m_centers; ///< L⁻¹ times the centres
    RowVector m_logWeights, m_cumulative;
    Real m_logFactor = 0;
};

} // namespace engine
