#pragma once

#include "engine/core/types.h"

#include <array>
#include <optional>
#include <string_view>
#include <vector>

namespace engine {

/// What the plane can be coloured by.
enum class PlaneQuantity {
    Action,     ///< s(t, x); without growth it is determined up to a function of t, and its mean over the reach is 0
    Growth,     ///< g(t, x) of weighted methods
    Divergence, ///< of the velocity
    Laplacian,  ///< of the action; the divergence unless the cost is another than ½‖v‖²
    Speed,      ///< ‖v‖ as learned
    TrueSpeed,  ///< ‖v*‖ where the truth is known
    Difference, ///< ‖v − v*‖
    VelocityApart, ///< ‖v − v₁‖, how far two models' velocities are apart
    DensityApart,  ///< ρ − ρ₁ of two models' particles
};
inline constexpr std::array kPlaneQuantities = {
    PlaneQuantity::Action,    PlaneQuantity::Growth,     PlaneQuantity::Divergence,    PlaneQuantity::Laplacian,
    PlaneQuantity::Speed,     PlaneQuantity::TrueSpeed,  PlaneQuantity::Difference,    PlaneQuantity::VelocityApart,
    PlaneQuantity::DensityApart};
/// action, growth, divergence, laplacian, speed, truth, difference, apart, density-apart
std::string_view name(PlaneQuantity quantity);
std::optional<PlaneQuantity> planeQuantityNamed(std::string_view name);
/// Whether both signs occur and zero means something.
bool isSigned(PlaneQuantity quantity);
/// Whether it compares two models; one alone does not have it.
bool isBetweenModels(PlaneQuantity quantity);

/// What a 2-D model says about the plane, on a regular grid at several times. Immutable once published.
/// Shape: values[q][l] 1×(nx·ny), x fastest; empty where the model has no such quantity.
/// Units: data units.
struct PlaneSamples {
    Times times;
    Eigen::Vector2d lower, upper; ///< the first and the last grid point
    int nx = 0, ny = 0;
    std::array<std::vector<Eigen::RowVectorXf>, kPlaneQuantities.size()> values;
    std::vector<Eigen::Matrix2Xf> trueVelocities; ///< empty where the truth is not known
    /// 1 where particles come at some time, falling to 0 away from all their ways. Shape: 1×(nx·ny).
    Eigen::RowVectorXf reach;

    const std::vector<Eigen::RowVectorXf>& of(PlaneQuantity quantity) const { return values[std::size_t(quantity)]; }
    std::vector<Eigen::RowVectorXf>& of(PlaneQuantity quantity) { return values[std::size_t(quantity)]; }
    bool has(PlaneQuantity quantity) const { return !of(quantity).empty(); }
    /// Grid point of column i. Shape: 2.
    Eigen::Vector2d position(Index i) const;
    /// A quantity at a time between the levels, linear in time. `out` keeps its memory. Precondition: has(quantity).
    void at(PlaneQuantity quantity, Real time, Eigen::RowVectorXf& out) const;
    /// The true velocities likewise. Shape: 2×(nx·ny). Precondition: trueVelocities are not empty.
    void trueVelocitiesAt(Real time, Eigen::Matrix2Xf& out) const;
    /// Ends of a scale: what 98 % of the values within reach, of all times, keep between; symmetric about zero where
    /// the quantity is signed, from zero where it is a length. Precondition: has(quantity).
    struct Range {
        float low = 0, high = 1;
    };
    Range typicalRange(PlaneQuantity quantity) const;
};

} // namespace engine
