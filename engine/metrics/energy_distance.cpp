#include "engine/metrics/energy_distance.h"

#include <algorithm>

namespace engine {

namespace {
constexpr float kSmooth = 1e-8f; ///< added to squared distances: a particle on a point has a slope, too
} // namespace

EnergyDistance::EnergyDistance(int dimension, Eigen::Index particles, Eigen::Index points)
    : m_particles(particles, dimension), m_points(points, dimension), m_distance(std::max(particles, points)) {}

template <class Point, class Gradient>
double EnergyDistance::meanDistance(const Point& x, const Eigen::MatrixXf& to, Eigen::Index count,
                                    const Eigen::Ref<const Eigen::RowVectorXf>& shares, float factor,
                                    Gradient&& gradient) {
    auto distance = m_distance.head(count);
    distance.setConstant(kSmooth);
    for (Eigen::Index k = 0; k < to.cols(); ++k)
        distance += (to.col(k).head(count).array() - x[k]).square();
    distance = distance.sqrt();
    const auto q = shares.transpose().array();
    const double mean = double((q * distance).sum());
    distance = q / distance;
    for (Eigen::Index k = 0; k < to.cols(); ++k)
        gradient[k] += factor * ((x[k] - to.col(k).head(count).array()) * distance).sum();
    return mean;
}

double EnergyDistance::operator()(const Eigen::Ref<const Eigen::MatrixXf>& x,
                                  const Eigen::Ref<const Eigen::RowVectorXf>& p,
                                  const Eigen::Ref<const Eigen::MatrixXf>& y,
                                  const Eigen::Ref<const Eigen::RowVectorXf>& q, Eigen::Ref<Eigen::MatrixXf> dD_dx,
                                  Eigen::Ref<Eigen::RowVectorXf> dD_dp) {
    const Eigen::Index n = x.cols(), m = y.cols();
    m_particles.topRows(n) = x.transpose();
    m_points.topRows(m) = y.transpose();
    double value = 0;
    dD_dx.setZero();
    for (Eigen::Index i = 0; i < n; ++i) {
        auto gradient = dD_dx.col(i);
        const double away = meanDistance(x.col(i), m_points, m, q, 2 * p[i], gradient);
        const double apart = meanDistance(x.col(i), m_particles, n, p, -2 * p[i], gradient);
        value += p[i] * (2 * away - apart);
        dD_dp[i] = float(2 * (away - apart));
    }
    return value;
}

double EnergyDistance::spread(const Eigen::Ref<const Eigen::MatrixXf>& y,
                              const Eigen::Ref<const Eigen::RowVectorXf>& q) {
    m_points.topRows(y.cols()) = y.transpose();
    Eigen::VectorXf unused = Eigen::VectorXf::Zero(y.rows());
    double sum = 0;
    for (Eigen::Index j = 0; j < y.cols(); ++j)
        sum += q[j] * meanDistance(y.col(j), m_points, y.cols(), q, 0, unused);
    return sum;
}

} // namespace engine
