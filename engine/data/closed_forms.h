#pragma once

#include "engine/data/synthetic.h"

#include <memory>

namespace engine {

/// Populations whose optimal velocity and kinetic energy are known: the ground truth of the tests and of the gallery.
/// Paper:  the table of §4; every comment gives its row.
namespace closed_forms {

using Process = std::shared_ptr<const SyntheticProcess>;

/// T1: a Gaussian cloud moves by `displacement`, all points alike. K = ½‖D‖².
Process translation(const Vector& displacement, Real deviation = 0.3);
/// T2: a Gaussian cloud of deviation s0·a(t) about the origin, a linear from `a0` to `a1`. K = ½ d s0² (a1 − a0)².
Process scaling(int dimension, Real s0, Real a0, Real a1);
/// U4: a Gaussian cloud moves by `displacement` while its deviation goes linearly from `s0` to `s1`.
/// K = ½‖D‖² + ½ d (s1 − s0)².
Process movingScaling(const Vector& displacement, Real s0, Real s1);
/// T2b: deviations change linearly, each axis its own. K = ½ Σ (Δsd_i)².
Process anisotropicScaling(const Vector& from, const Vector& to);
/// T3: N(0, a²I) → N(D, a²I) by straight lines between random pairs: the cloud pinches to a/√2 on the way.
/// K = ½‖D‖² + (d/2) a² (2 − π/2).
Process randomPairs(const Vector& displacement, Real a);
/// T4: an ellipse of deviations a and b turns with `rate`. Its points need not: s* = α x'y' in the turning frame,
/// α = rate (a²−b²)/(a²+b²), K = ½ α² (a²+b²) per unit of time.
Process rotatingEllipse(Real a, Real b, Real rate, Real lastTime = 1);
/// T5b: Ornstein–Uhlenbeck dX = −θ(X−m)dt + σ dW from N(start, variance·I); velocity and K those of action matching.
Process ornsteinUhlenbeck(const Vector& start, Real variance, const Vector& center, Real theta, Real sigma,
                          Real lastTime = 1);
/// T6: diffusion, variance + σ² t. K = (d σ²/8) ln(v_1/v_0) for action matching.
Process heatFlow(int dimension, Real variance, Real sigma, Real lastTime = 1);
/// T7: stationary samples of exp(−2U/σ²), U = (x² − 1)² + ½ y², a well on either side. Nothing moves: K = 0.
Process doubleWell(Real sigma);
/// ∇U of `doubleWell`.
void doubleWellSlope(const Eigen::Ref<const Vector>& x, Eigen::Ref<Vector> slope);
/// T8: N(0, σ²I) → ½ N(±a e, σ²I), e the first axis; v = a tanh(a t x/σ²).
Process split(Real a, Real deviation, int dimension = 2);
/// T9: N(0, s0²I) → corners (±½, ±½) of deviation s0, straight lines between random pairs.
Process fourCorners(Real s0);
/// T9 with the published weights √(1−t), √t. Sample velocities are infinite at both ends: action form only.
Process fourCornersRoot(Real s0);
/// A cloud of deviation s0 opens into a circle (d = 2) or sphere (d = 3) of this radius and deviation s1:
/// x = t R e + s(t) z with e uniform. v = R A(κ) x/‖x‖ + (s'/s)(x − t R A(κ) x/‖x‖), κ = t R ‖x‖/s², and A the mean
/// cosine of a von Mises–Fisher direction: I₁/I₀ (d = 2), coth κ − 1/κ (d = 3).
Process opening(int dimension, Real radius, Real s0, Real s1);
/// T10: a cloud opens into a rectangle of these half sides, x_i = t l_i u_i + s(t) z_i with u_i uniform in [−1, 1] and
/// s linear from s0 to s1: a product of one-dimensional paths. v_i = (s'/s) x_i + (1 − t s'/s) l_i E[u_i | x_i].
Process openingRectangle(const Vector& halfSides, Real s0, Real s1);
/// U1: the same population, its mass e^{rt}.
Process growing(Process process, Real rate);
/// T10 and U5: two Gaussians at ±e on the first axis stay where they are; the right one's share goes from p0 to p1.
/// v = −(∂F/∂t)/q along that axis. Nothing moves: there are no sample velocities. With a `drift` both move along the
/// second axis, which adds ½ drift² to K.
Process exchange(Real e, Real deviation, Real p0, Real p1, Real drift = 0);

} // namespace closed_forms
} // namespace engine
