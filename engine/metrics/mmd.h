#pragma once

#include "engine/core/types.h"

#include <vector>

namespace engine {

/// Maximum mean discrepancy with a sum of Gaussian kernels exp(−γ‖x−y‖²), weighted.
struct MmdKernel {
    std::vector<Real> gammas;
    /// Gammas around 1/(2·median squared distance) of the pooled points: a quarter, one and four times that.
    static MmdKernel aroundMedian(const Points& a, const Points& b);
};

/// Unbiased estimate of MMD²; may be slightly negative when the clouds agree.
/// Shape: a d×n, b d×m; weights 1×n, 1×m or empty.
Real mmdSquared(const Points& a, const Points& b, const MmdKernel& kernel, const RowVector& aWeights = {},
                const RowVector& bWeights = {});

} // namespace engine
