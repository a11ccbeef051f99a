#include "engine/metrics/mmd.h"

#include <algorithm>
#include <cassert>
#include <vector>

namespace engine {

namespace {

RowVector normalized(const RowVector& weights, Index n) {
    return weights.size() > 0 ? RowVector(weights / weights.sum()) : RowVector(RowVector::Constant(n, 1.0 / Real(n)));
}

/// Σ_i w_i k(x_i, y) over the first points x_i.
class KernelSum {
public:
    KernelSum(const Points& x, const RowVector& weights, const MmdKernel& kernel)
        : m_x(x), m_weights(weights), m_kernel(kernel) {}

    Real operator()(const Eigen::Ref<const Vector>& y, Index count) {
        m_squared = (m_x.leftCols(count).colwise() - y).colwise().squaredNorm();
        Real sum = 0, before = 0;
        for (const Real gamma : m_kernel.gammas) {
            // e^{−4γr} is the fourth power of e^{−γr}, and much cheaper that way.
            if (before > 0 && gamma == 4 * before)
                m_values = m_values.square().square();
            else
                m_values = (-gamma * m_squared).exp();
            before = gamma;
            sum += m_values.matrix().dot(m_weights.leftCols(count));
        }
        return sum;
    }

private:
    const Points& m_x;
    const RowVector& m_weights;
    const MmdKernel& m_kernel;
    Eigen::Array<Real, 1, Eigen::Dynamic> m_squared, m_values;
};

/// E k(X, X') over pairs of different points; k(x, x) when there is one point only.
Real withinMean(const Points& x, const RowVector& weights, const MmdKernel& kernel) {
    KernelSum sumTo(x, weights, kernel);
    Real sum = 0;
    for (Index j = 1; j < x.cols(); ++j)
        sum += 2 * weights[j] * sumTo(x.col(j), j);
    const Real pairs = 1 - weights.squaredNorm();
    return pairs > 1e-12 ? sum / pairs : Real(kernel.gammas.size());
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
    KernelSum sumTo(a, w, kernel);
    Real between = 0;
    for (Index j = 0; j < b.cols(); ++j)
        between += v[j] * sumTo(b.col(j), a.cols());
    return withinMean(a, w, kernel) + withinMean(b, v, kernel) - 2 * between;
}

} // namespace engine
