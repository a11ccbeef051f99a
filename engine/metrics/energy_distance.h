#pragma once

#include <Eigen/Core>

namespace engine {

/// How far a weighted cloud of particles is from a weighted cloud of points, and which way each particle should go:
/// D = 2 E‖X − Y‖ − E‖X − X'‖ − E‖Y − Y'‖ ≥ 0, zero only for equal distributions. Unlike transport distances it needs
/// no plan, and samples of a population give an unbiased gradient but for 1/n.
/// Paper:  Székely and Rizzo, 2013.
/// Thread: one at a time; allocates nothing after construction.
class EnergyDistance {
public:
    /// Room for this many particles and points.
    EnergyDistance(int dimension, Eigen::Index particles, Eigen::Index points);

    /// D without its last term, which does not depend on the particles, and its derivatives.
    /// Shape:  x d×n with shares p 1×n, y d×m with shares q 1×m, both summing to 1; dD_dx d×n, dD_dp 1×n.
    double operator()(const Eigen::Ref<const Eigen::MatrixXf>& x, const Eigen::Ref<const Eigen::RowVectorXf>& p,
                      const Eigen::Ref<const Eigen::MatrixXf>& y, const Eigen::Ref<const Eigen::RowVectorXf>& q,
                      Eigen::Ref<Eigen::MatrixXf> dD_dx, Eigen::Ref<Eigen::RowVectorXf> dD_dp);
    /// E‖Y − Y'‖ of the points alone.
    double spread(const Eigen::Ref<const Eigen::MatrixXf>& y, const Eigen::Ref<const Eigen::RowVectorXf>& q);

private:
    /// Σ_j share_j ‖x − to_j‖, whose gradient in x is added to `gradient` times `factor`.
    template <class Point, class Gradient>
    double meanDistance(const Point& x, const Eigen::MatrixXf& to, Eigen::Index count,
                        const Eigen::Ref<const Eigen::RowVectorXf>& shares, float factor, Gradient&& gradient);

    Eigen::MatrixXf m_particles, m_points; ///< one row a sample: a coordinate lies in one piece
    Eigen::ArrayXf m_distance;
};

} // namespace engine
