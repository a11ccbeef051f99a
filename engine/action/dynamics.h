#pragma once

#include "engine/action/convex_cost.h"
#include "engine/data/normalization.h"

#include <optional>
#include <string>
#include <string_view>

namespace engine {

/// Which dynamics is learned; all are one loss with terms switched on.
enum class Method {
    ActionMatching,     ///< am: dx = ∇s dt, Eq. 7
    Entropic,           ///< eam: dx = ∇s dt + σ dW, Eq. 13
    Unbalanced,         ///< uam: dx = ∇s dt, d log w = λ s dt, Eq. 20
    EntropicUnbalanced, ///< euam: both
    ConvexCost,         ///< cam: dx = ∇c*(∇s) dt, Sec. 3.3
};
std::string_view name(Method method); ///< am, eam, uam, euam, cam

inline bool isNoisy(Method m) { return m == Method::Entropic || m == Method::EntropicUnbalanced; }
inline bool isWeighted(Method m) { return m == Method::Unbalanced || m == Method::EntropicUnbalanced; }

/// Noise level, constant or linear over the training's time: σ(τ) = start + (end − start) τ, τ in [0, 1].
struct NoiseSchedule {
    Real start = 0, end = 0;

    Real at(Real tau) const { return start + (end - start) * tau; }
    bool isConstant() const { return start == end; }
    /// Errors: Error{InvalidArgument} for a level that is negative or not finite, or zero all the time.
    void validate() const;
    bool operator==(const NoiseSchedule&) const = default;
};
std::string name(const NoiseSchedule& noise); ///< S or linear:S0,S1
/// Errors: Error{InvalidArgument}.
NoiseSchedule noiseNamed(std::string_view text);

/// The equation of motion with all its constants. What a method does not use is zero or plain.
/// Paper:  dx = ∇c*(∇s) dt + σ dW, d log w = λ s dt.
/// Units:  data units (σ in length/√time, λ in 1/length²), or training units after `inTrainingUnits`.
struct Dynamics {
    Method method = Method::ActionMatching;
    NoiseSchedule sigma;
    Real lambda = 0;
    ConvexCost cost; ///< in data units always; see ConjugateCost

    bool operator==(const Dynamics&) const = default;
};
/// σ_y = σ √T/c and λ_y = λ c² (§2).
Dynamics inTrainingUnits(const Dynamics& dynamics, const Normalization& units);

} // namespace engine
