#include "engine/core/quadrature.h"
#include "engine/data/examples/gallery_processes.h"

#include <cmath>
#include <complex>
#include <numbers>

namespace engine::gallery {

namespace {

using std::numbers::pi;

/// Starts and stops gently: f(0) = 0, f(1) = 1, f' = 0 at both.
struct Eased {
    explicit Eased(Real t) : value(t * t * (3 - 2 * t)), rate(6 * t * (1 - t)) {}
    Real value, rate;
};

/// A point on a curve or surface that changes with time, plus a little noise that goes along with it.
class Shape : public SyntheticProcess {
public:
    int dimension() const override { return 3; }
    void sample(Rng& rng, Real t, Eigen::Ref<Vector> x, Eigen::Ref<Vector> dx_dt) const override {
        place(rng, t, x, dx_dt);
        for (int i = 0; i < 3; ++i)
            x[i] += kNoise * rng.normal();
    }

protected:
    static constexpr Real kNoise = 0.02;
    virtual void place(Rng& rng, Real t, Eigen::Ref<Vector> x, Eigen::Ref<Vector> dx_dt) const = 0;
};

/// The axis of the torus, like that of the knot, is the second one: towards the usual camera.
class SphereToTorus : public Shape {
    void place(Rng& rng, Real t, Eigen::Ref<Vector> x, Eigen::Ref<Vector> dx_dt) const override {
        // Angle round the tube with density ∝ R + r cos ψ, and the height on the sphere with the same part of the area
        // below it: (ψ + (r/R) sin ψ)/π.
        Real psi;
        do
            psi = pi * (2 * rng.uniform() - 1);
        while (rng.uniform() * (kLarge + kSmall) > kLarge + kSmall * std::cos(psi));
        const Real azimuth = 2 * pi * rng.uniform();
        const Real height = (psi + kSmall / kLarge * std::sin(psi)) / pi;
        const Real sphereRing = std::sqrt(std::max(0.0, 1 - height * height));
        const Real torusRing = kLarge + kSmall * std::cos(psi), torusHeight = kSmall * std::sin(psi);
        const Eased f(t);
        const Real ring = sphereRing + f.value * (torusRing - sphereRing);
        x[0] = ring * std::cos(azimuth);
        x[1] = height + f.value * (torusHeight - height);
        x[2] = ring * std::sin(azimuth);
        dx_dt[0] = f.rate * (torusRing - sphereRing) * std::cos(azimuth);
        dx_dt[1] = f.rate * (torusHeight - height);
        dx_dt[2] = f.rate * (torusRing - sphereRing) * std::sin(azimuth);
    }
    static constexpr Real kLarge = 1, kSmall = 0.4;
};

class DoubleHelix : public Shape {
    void place(Rng& rng, Real t, Eigen::Ref<Vector> x, Eigen::Ref<Vector> dx_dt) const override {
        // Two thirds of the points on the strands, one third on the rungs between them.
        const bool onRung = rng.uniform() < 1.0 / 3;
        const Real free = 2 * rng.uniform() - 1, rung = std::floor(rng.uniform() * kRungs);
        const Real height = onRung ? (2 * rung + 1) / kRungs - 1 : free;
        const Real across = onRung ? free : rng.sign();
        const Eased f(t);
        const Real angle = kTwist * f.value * height, rate = kTwist * f.rate * height;
        x[0] = kRadius * across * std::cos(angle);
        x[1] = kRadius * across * std::sin(angle);
        x[2] = kHalfLength * height;
        dx_dt[0] = -rate * x[1];
        dx_dt[1] = rate * x[0];
        dx_dt[2] = 0;
    }
    static constexpr Real kRadius = 0.5, kHalfLength = 1.3, kTwist = 1.25 * pi;
    static constexpr int kRungs = 14;
};

class TrefoilKnot : public Shape {
    void place(Rng& rng, Real t, Eigen::Ref<Vector> x, Eigen::Ref<Vector> dx_dt) const override {
        const Real u = 2 * pi * rng.uniform();
        const Eased f(t);
        const Real ring = 1 + 0.5 * f.value * std::cos(3 * u), ringRate = 0.5 * f.rate * std::cos(3 * u);
        x[0] = ring * std::cos(2 * u);
        x[1] = 0.5 * f.value * std::sin(3 * u);
        x[2] = ring * std::sin(2 * u);
        dx_dt[0] = ringRate * std::cos(2 * u);
        dx_dt[1] = 0.5 * f.rate * std::sin(3 * u);
        dx_dt[2] = ringRate * std::sin(2 * u);
    }
};

/// A curve of length 1 whose direction turns by β√s: coils of equal distance for β ≫ 1, a straight line for β = 0.
class SwissRoll : public Shape {
    using Complex = std::complex<Real>;

    void place(Rng& rng, Real t, Eigen::Ref<Vector> x, Eigen::Ref<Vector> dx_dt) const override {
        const Real s = rng.uniform(), width = 2 * rng.uniform() - 1;
        const Eased f(t);
        // ∫₀ˢ e^{iβ√σ} dσ − its mean over s in [0, 1], which is ∫₀¹ (1 − σ) e^{iβ√σ} dσ. With σ = w², everything is
        // smooth.
        Complex point = 0, rate = 0;
        const Real beta = kTurns * (1 - f.value), root = std::sqrt(s);
        for (Index k = 0; k < m_rule.nodes.size(); ++k) {
            const Real w = m_rule.nodes[k], own = root * w;
            const Complex along = 2 * root * own * m_rule.weights[k] * std::polar(1.0, beta * own);
            const Complex mean = 2 * w * (1 - w * w) * m_rule.weights[k] * std::polar(1.0, beta * w);
            point += along - mean;
            rate += Complex(0, 1) * (own * along - w * mean);
        }
        x[0] = kLength * point.real();
        x[1] = 0.7 * width;
        x[2] = kLength * point.imag();
        const Complex velocity = -kTurns * f.rate * kLength * rate;
        dx_dt[0] = velocity.real();
        dx_dt[1] = 0;
        dx_dt[2] = velocity.imag();
    }
    static constexpr Real kTurns = 4 * pi, kLength = 3.4;
    Quadrature m_rule = gaussLegendre(24);
};

} // namespace

Process sphereToTorus() { return std::make_shared<SphereToTorus>(); }
Process doubleHelix() { return std::make_shared<DoubleHelix>(); }
Process trefoilKnot() { return std::make_shared<TrefoilKnot>(); }
Process swissRoll() { return std::make_shared<SwissRoll>(); }

} // namespace engine::gallery
