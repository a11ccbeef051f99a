#pragma once

#include "engine/action/dynamics.h"
#include "engine/data/synthetic.h"

#include <functional>
#include <memory>
#include <optional>

namespace engine {

/// The fields a population truly has. Units: data units.
struct ExactField {
    std::function<void(Real t, const Eigen::Ref<const Vector>& x, Eigen::Ref<Vector> v)> velocity;
    std::function<Real(Real t, const Eigen::Ref<const Vector>& x)> growth = {}; ///< g = λŝ; empty: no growth
};

/// Where the loss of a method has its minimum, for a population whose path is known; empty where no closed form is.
/// Without noise and growth: every process that knows its optimal velocity. With noise: those that know their density
/// as well, ∇s̃ = v* + ½σ²∇log q. With growth or a quadratic cost: Gaussians. With other costs: populations for which
/// ∇c(v*) is a gradient as v* is, Gaussians of equal deviations and, when c is a function of the speed, populations
/// that are symmetric about a centre at rest.
/// Paper:  §1.1, §2 (the pair), §4 (general Gaussian).
/// Units:  data units; `units` gives the times that the noise schedule refers to. Growth is that of a population whose
///         mass is kept at 1 (§4.1).
std::optional<ExactField> exactField(std::shared_ptr<const SyntheticProcess> process, const Dynamics& dynamics,
                                     const Normalization& units);

/// What the loss of the method costs at its minimum, sign turned: K, K_eAM, K + G, or the convex cost of the motion.
/// Known without noise and growth where the process knows its K, and for Gaussians in up to two dimensions.
/// Paper:  §1.1, the last column. Units: data units, for a population whose mass is kept at 1.
std::optional<Real> exactEnergy(const std::shared_ptr<const SyntheticProcess>& process, const Dynamics& dynamics,
                                const Normalization& units);

} // namespace engine
