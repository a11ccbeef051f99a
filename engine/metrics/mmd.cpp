#include "engine/metrics/mmd.h"

#include <algorithm>
#include <cassert>
#include <vector>

namespace engine {

namespace {

RowVector normalized(const RowVector& weights, Index n) {
    return weights.size() > 0 ? RowVector(weights / weights.sum()) : RowVector(RowVector::Constant(n, 1.0 / Real(n)));
}

/// Σ_i w_i k(x_i, y).
Real kernelSum(const Points& x, const RowVector& weights, const Eigen::Ref<const Vector>& y, const MmdKernel& kernel,
               RowVector& squared) {
    squared = (x.colwise() - y).colwise().squaredNorm();
    Real sum = 0;
    for (const Real gamma : kernel.gammas)
        sum += (-gamma * squared.array()).exp().matrix().dot(weights);
    return sum;
}

/// E k(X, X') over pairs of different points; over all pairs when there is one point only.
Real withinMean(const Points& x, const RowVector& weights, const MmdKernel& kernel) {
    const Real own = Real(kernel.gammas.size()); // k(x, x)
    RowVector squared;
    Real sum = 0;
    for (Index j = 0; j < x.cols(); ++j)
        sum += weights[j] * (kernelSum(x, weights, x.col(j), kernel, squared) - own * weights[j]);
    const Real pairs = 1 - weights.squaredNorm();
    return pairs > 1e-12 ? sum / pairs : own;
}

} // namespace

MmdKernel MmdKernel::aroundMedian(const Points& a, const Points& b) {
    // About a thousand of the points give the median well enough.
    Points pooled(a.rows(), a.cols() + b.cols());
    pooled << a, b;
    const Index stride = std::max<Index>(1, pooled.cols() / 1000);
    std::vector<Real> squared;
    for (Index i = 0; i < pooled.cols(); i += stride)
        for (Index j = 0; j < i; j += stride)
            squared.push_back((pooled.col(i) - pooled.col(j)).squaredNorm());
    Real median = 0;
    if (!squared.empty()) {
        const auto middle = squared.begin() + std::ptrdiff_t(squared.size() / 2);
        std::nth_element(squared.begin(), middle, squared.end());
        median = *middle;
    }
    const Real gamma = median > 0 ? 1 / (2 * median) : 1;
    return {{gamma / 4, gamma, 4 * gamma}};
}

Real mmdSquared(const Points& a, const Points& b, const MmdKernel& kernel, const RowVector& aWeights,
                const RowVector& bWeights) {
    assert(a.rows() == b.rows() && a.cols() > 0 && b.cols() > 0);
    const RowVector w = normalized(aWeights, a.cols()), v = normalized(bWeights, b.cols());
    RowVector squared;
    Real between = 0;
    for (Index j = 0; j < b.cols(); ++j)
        between += v[j] * kernelSum(a, w, b.col(j), kernel, squared);
    return withinMean(a, w, kernel) + withinMean(b, v, kernel) - 2 * between;
}

} // namespace engine
