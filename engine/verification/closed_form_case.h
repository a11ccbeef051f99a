#pragma once

#include "engine/action/dynamics.h"
#include "engine/data/synthetic.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace engine {

/// One row of the table of closed forms: a population, the method it is learned with, and everything that must come
/// out.
/// Paper:  §4. The equation d log q/dt = −div v − v·∇log q + g + (σ²/2)(Δ log q + ‖∇log q‖²) holds for every one (U5 where
///         its modes are), v = ∇c*(∇s*), g = λs*.
/// Units:  data units.
struct ClosedFormCase {
    std::string id;   ///< of the table
    std::string what; ///< one line
    std::shared_ptr<const SyntheticProcess> process;
    Dynamics dynamics;
    /// Masses are part of the path (AnalyticPath::Mass::Included), and the loss is that of unnormalised q.
    bool withMass = false;

    /// ∇s*, where the action is that of the case's own method.
    std::function<void(Real t, const Eigen::Ref<const Vector>& x, Eigen::Ref<Vector> slope)> slope;
    /// λs*; empty without growth.
    std::function<Real(Real t, const Eigen::Ref<const Vector>& x)> growth;
    /// What the loss costs at s*, sign turned: K, K_eAM, K + G, or the convex cost of the motion.
    Real energy = 0;
    Real minimalLoss() const { return -energy; }

    /// Whether ∇s* = 0: errors are then relative to the cloud's deviation over the duration, and the loss itself is
    /// compared, absolutely.
    bool vanishes = false;
    Real velocityLimit = 0.02; ///< of RMS ‖∇c*(∇s) − v‖, relative
    Real growthLimit = 0.03;   ///< of RMS |λs − g|, relative to RMS |g|
    Real lossLimit = 0.02;     ///< of |L − min L| where ∇s* = 0
    /// T4b: rate at which a particle on an axis runs round in the turning frame.
    std::optional<Real> orbitRate = {};

    /// v = ∇c*(∇s*). Shape: x, v d.
    void velocity(Real t, const Eigen::Ref<const Vector>& x, Eigen::Ref<Vector> v) const;
};

/// T1 to T10, U1 to U5 and C1 to C3, in the order of the table.
const std::vector<ClosedFormCase>& closedFormCases();
/// Errors: Error{InvalidArgument} listing the ids.
const ClosedFormCase& closedFormCase(const std::string& id);

} // namespace engine
