#include "engine/trajectory/cloud_density.h"

#include "engine/core/error.h"

#include <Eigen/Cholesky>
#include <Eigen/LU>
#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <string>

namespace engine {

std::string_view name(DensityKind kind) { return kind == DensityKind::Gaussian ? "gaussian" : "kde"; }

DensityKind densityNamed(std::string_view wanted) {
    for (const DensityKind kind : {DensityKind::Gaussian, DensityKind::Kernel})
        if (name(kind) == wanted)
            return kind;
    throw Error(ErrorCode::InvalidArgument, Sentence::of("Unknown density \"%1\".", wanted),
                Sentence::of("Use gaussian or kde."));
}

CloudDensity::CloudDensity(DensityKind kind, const Points& points, const RowVector& weights) {
    const Index d = points.rows(), n = points.cols();
    RowVector share = weights.size() > 0 ? weights : RowVector(RowVector::Ones(n));
    share /= share.sum();
    const Vector mean = points * share.transpose();
    const Points offsets = points.colwise() - mean;
    Matrix covariance = offsets * share.asDiagonal() * offsets.transpose();
    if (kind == DensityKind::Kernel) // Scott's rule with the effective number of points
        covariance *= std::pow(share.squaredNorm(), 2.0 / Real(d + 4));
    const Eigen::LLT<Matrix> factor(covariance);
    m_root = factor.matrixL();
    const auto diagonal = m_root.diagonal().array();
    if (n < 2 || factor.info() != Eigen::Success ||
        !(diagonal.minCoeff() > 1e-7 * std::sqrt(covariance.diagonal().maxCoeff())))
        throw Error(ErrorCode::UnusableInput,
                    Sentence::of("The starting points lie in a plane or line, where there is no density."),
                    Sentence::of("Leave out coordinates that do not vary, or give more points."));
    m_logFactor = -0.5 * Real(d) * std::log(2 * std::numbers::pi) - diagonal.log().sum();
    if (kind == DensityKind::Gaussian) {
        m_centers = m_root.triangularView<Eigen::Lower>().solve(mean);
        share = RowVector::Ones(1);
    } else {
        m_centers = m_root.triangularView<Eigen::Lower>().solve(points);
    }
    m_logWeights = share.array().log();
    m_cumulative = share;
    std::partial_sum(share.begin(), share.end(), m_cumulative.begin());
}

RowVector CloudDensity::logDensity(const Points& x, WorkerPool& pool) const {
    const Points at = m_root.triangularView<Eigen::Lower>().solve(x);
    RowVector out(x.cols());
    constexpr Index kTile = 64;
    pool.run(int((x.cols() + kTile - 1) / kTile), [&](int tile, int) {
        RowVector exponents(m_centers.cols());
        for (Index i = tile * kTile; i < std::min<Index>(x.cols(), (tile + 1) * kTile); ++i) {
            exponents = m_logWeights - 0.5 * (m_centers.colwise() - at.col(i)).colwise().squaredNorm();
            const Real top = exponents.maxCoeff();
            out[i] = m_logFactor + top + std::log((exponents.array() - top).exp().sum());
        }
    });
    return out;
}

Points CloudDensity::sample(Index count, Rng& rng) const {
    Points out(m_centers.rows(), count);
    rng.fillNormal(out);
    for (Index j = 0; j < count; ++j) {
        const auto found = std::upper_bound(m_cumulative.begin(), m_cumulative.end(), rng.uniform());
        out.col(j) += m_centers.col(std::min<Index>(found - m_cumulative.begin(), m_centers.cols() - 1));
    }
    return m_root.triangularView<Eigen::Lower>() * out;
}

} // namespace engine
