#pragma once

#include "engine/core/types.h"

#include <string>
#include <string_view>
#include <vector>

namespace engine {

/// What moving costs: a convex function c of the velocity, whose conjugate c* turns the slope of the action into the
/// velocity, v = ∇c*(∇s).
/// Paper:  Sec. 3.3; the pairs c, c* of §1.7.
/// Units:  data units: the speed limit of the relativistic cost is 1 length/time.
struct ConvexCost {
    enum class Kind {
        Quadratic,    ///< c = ½ vᵀMv, c* = ½ yᵀM⁻¹y; M empty: the identity, plain action matching
        Power,        ///< c = ‖v‖^p/p, c* = ‖y‖^p'/p' with 1/p + 1/p' = 1
        Relativistic, ///< c = 1 − √(1 − ‖v‖²), c* = √(1 + ‖y‖²) − 1
        Cosh,         ///< c* = Σ (cosh y_i − 1), v_i = sinh y_i
    };
    Kind kind = Kind::Quadratic;
    Real power = 2;
    std::vector<Real> matrix; ///< M by rows, d·d entries, symmetric and positive definite

    bool isPlain() const { return kind == Kind::Quadratic && matrix.empty(); }
    /// Errors: Error{InvalidArgument} for p ≤ 1 or a matrix that is not symmetric and positive definite.
    void validate() const;
    bool operator==(const ConvexCost&) const = default;
};

/// power:P, relativistic, cosh, quadratic, quadratic:m11,m12,…
std::string name(const ConvexCost& cost);
/// Errors: Error{InvalidArgument} listing the possible ones.
ConvexCost costNamed(std::string_view text);

/// A cost in training units, ready to be evaluated.
///
/// With κ = scale/duration the velocity is v = κ v_y. Costs with a speed of their own change with it:
/// c*_y(y) = c*(κy)/κ² and s = κ²·duration·s_y. A power of the speed has none: c*_y = c* and s = κ^p·duration·s_y.
/// Shape:  y and v have d entries.
/// Thread: const use from any number of threads; allocates nothing after construction.
class ConjugateCost {
public:
    /// `smoothing` ε replaces ‖y‖² by ‖y‖² + ε² in the power cost with p > 2, whose Hessian is infinite at 0 (§1.7).
    ConjugateCost(const ConvexCost& cost, int dimension, Real velocityUnit = 1, Real smoothing = 0);
    ConjugateCost() : ConjugateCost(ConvexCost(), 1) {}

    bool isPlain() const { return m_isPlain; }
    /// What energies and s of training units are multiplied with, besides the duration: κ² or κ^p.
    Real energyUnit() const;
    Real smoothing() const { return m_smoothing; }

    /// c*(y), and v = ∇c*(y) unless that is null. For float and double.
    template <class S> S evaluate(const S* y, S* v) const;
    /// c*(y).
    Real value(const Eigen::Ref<const Vector>& y) const { return evaluate<Real>(y.data(), nullptr); }
    /// v = ∇c*(y).
    void velocity(const Eigen::Ref<const Vector>& y, Eigen::Ref<Vector> v) const { evaluate(y.data(), v.data()); }
    /// A matrix R with R Rᵀ = Hess c*(y), so that div v = Σ_k (R_k·∇)² s. Shape: root d×d.
    void hessianRoot(const Eigen::Ref<const Vector>& y, Eigen::Ref<Matrix> root) const;
    /// c(v), the cost itself; infinite beyond a speed limit.
    Real cost(const Eigen::Ref<const Vector>& v) const;

private:
    ConvexCost m_cost;
    int m_dimension;
    Real m_unit, m_smoothing, m_dualPower = 2;
    bool m_isPlain;
    Matrix m_matrix, m_inverse, m_inverseRoot;
};

} // namespace engine
