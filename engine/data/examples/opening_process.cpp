#include "engine/data/examples/opening_process.h"

#include "engine/core/quadrature.h"

#include <cassert>
#include <cmath>
#include <numbers>

namespace engine {

namespace {

/// Mean cosine A(κ) of a von Mises–Fisher direction.
Real meanCosine(int dimension, Real kappa) {
    if (dimension == 3) // coth κ − 1/κ = κ/3 − κ³/45 + …
        return kappa < 1e-2 ? kappa / 3 - kappa * kappa * kappa / 45 : 1 / std::tanh(kappa) - 1 / kappa;
    if (kappa > 50) // I₁/I₀ = 1 − 1/2κ − 1/8κ² − 1/8κ³ − 25/128κ⁴ − …
        return 1 - (1 + (1 + (1 + 25 / (16 * kappa)) / kappa) / (4 * kappa)) / (2 * kappa);
    return std::cyl_bessel_i(1, kappa) / std::cyl_bessel_i(0, kappa);
}

/// log E[e^{κ cos}] over uniform directions: log I₀(κ) (d = 2), log(sinh κ/κ) (d = 3).
Real logMeanExponential(int dimension, Real kappa) {
    if (dimension == 3) // sinh κ/κ = 1 + κ²/6 + …
        return kappa < 1e-2 ? kappa * kappa / 6 : kappa + std::log(-std::expm1(-2 * kappa) / (2 * kappa));
    if (kappa > 50) // I₀ = e^κ/√(2πκ) (1 + 1/8κ + 9/128κ² + 225/3072κ³ + …)
        return kappa - std::log(2 * std::numbers::pi * kappa) / 2 +
               std::log1p((1 + (9 + 75 / (8 * kappa)) / (16 * kappa)) / (8 * kappa));
    return std::log(std::cyl_bessel_i(0, kappa));
}

} // namespace

OpeningProcess::OpeningProcess(int dimension, Real radius, Real s0, Real s1)
    : m_dimension(dimension), m_radius(radius), m_s0(s0), m_s1(s1) {
    assert(dimension == 2 || dimension == 3);
}

void OpeningProcess::sample(Rng& rng, Real t, Eigen::Ref<Vector> x, Eigen::Ref<Vector> dx_dt) const {
    const Real angle = 2 * std::numbers::pi * rng.uniform();
    const Real height = m_dimension == 3 ? 2 * rng.uniform() - 1 : 0, ring = std::sqrt(1 - height * height);
    dx_dt[0] = m_radius * ring * std::cos(angle);
    dx_dt[1] = m_radius * ring * std::sin(angle);
    if (m_dimension == 3)
        dx_dt[2] = m_radius * height;
    x = t * dx_dt;
    for (int i = 0; i < m_dimension; ++i) {
        const Real z = rng.normal();
        x[i] += (m_s0 + t * (m_s1 - m_s0)) * z;
        dx_dt[i] += (m_s1 - m_s0) * z;
    }
}

Real OpeningProcess::radialSpeed(Real t, Real r) const {
    const Real s = m_s0 + t * (m_s1 - m_s0), opened = m_radius * meanCosine(m_dimension, t * m_radius * r / (s * s));
    return opened + (m_s1 - m_s0) / s * (r - t * opened);
}

std::optional<Real> OpeningProcess::logDensity(Real t, const Eigen::Ref<const Vector>& x) const {
    // q = E_e[N(x; t R e, s² I)].
    const Real s = m_s0 + t * (m_s1 - m_s0), r = x.norm(), opened = t * m_radius;
    return -(r * r + opened * opened) / (2 * s * s) + logMeanExponential(m_dimension, opened * r / (s * s)) -
           m_dimension * std::log(s * std::sqrt(2 * std::numbers::pi));
}

bool OpeningProcess::optimalVelocity(Real t, const Eigen::Ref<const Vector>& x, Eigen::Ref<Vector> v) const {
    const Real r = x.norm();
    v = r > 0 ? Vector(radialSpeed(t, r) / r * x) : Vector::Zero(m_dimension);
    return true;
}

std::optional<Real> OpeningProcess::kineticEnergy() const {
    return m_energy.get([this] {
        // With e the first axis, r² = (t R + s z)² + s² ρ², z normal, ρ the length of d − 1 normals.
        const Quadrature time = gaussLegendre(32), along = standardNormal();
        Quadrature across = gaussLegendre(48);
        across.nodes *= 8;
        across.weights.array() *= (-across.nodes.array().square() / 2).exp();
        if (m_dimension == 3)
            across.weights.array() *= across.nodes.array();
        across.weights /= across.weights.sum();
        Real energy = 0;
        for (Index k = 0; k < time.nodes.size(); ++k) {
            const Real t = time.nodes[k], s = m_s0 + t * (m_s1 - m_s0);
            for (Index j = 0; j < along.nodes.size(); ++j)
                for (Index i = 0; i < across.nodes.size(); ++i) {
                    const Real v = radialSpeed(t, std::hypot(t * m_radius + s * along.nodes[j], s * across.nodes[i]));
                    energy += time.weights[k] * along.weights[j] * across.weights[i] * v * v / 2;
                }
        }
        return energy;
    });
}

} // namespace engine
