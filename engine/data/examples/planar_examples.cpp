#include "engine/data/examples/gallery_processes.h"
#include "engine/data/examples/mixture_process.h"

#include <cmath>
#include <numbers>

namespace engine::gallery {

namespace {

using std::numbers::pi;

class NoiseToMoons : public SyntheticProcess {
public:
    int dimension() const override { return 2; }
    void sample(Rng& rng, Real t, Eigen::Ref<Vector> x, Eigen::Ref<Vector> dx_dt) const override {
        const Real angle = pi * rng.uniform(), side = rng.sign();
        const Eigen::Vector2d moon(0.62 * side * (std::cos(angle) - 0.45), 0.62 * side * (std::sin(angle) - 0.22));
        for (int i = 0; i < 2; ++i) {
            const Real noise = 0.4 * rng.normal(), end = moon[i] + 0.035 * rng.normal();
            dx_dt[i] = end - noise;
            x[i] = noise + t * dx_dt[i];
        }
    }
};

/// x = ξ R(t), ξ of density (2/π)(1 − ‖ξ‖²) on the unit disc, R = R₀ T^{1/4} with the real time T = 1 + 15 t.
class PorousMedium : public SyntheticProcess {
public:
    int dimension() const override { return 2; }

    void sample(Rng& rng, Real t, Eigen::Ref<Vector> x, Eigen::Ref<Vector> dx_dt) const override {
        // ‖ξ‖² has the density 2(1 − w) on [0, 1].
        const Real square = 1 - std::sqrt(1 - rng.uniform()), angle = 2 * pi * rng.uniform();
        const Real radius = kRadius * std::sqrt(std::sqrt(realTime(t)) * square);
        x[0] = radius * std::cos(angle);
        x[1] = radius * std::sin(angle);
        dx_dt = kSpan / (4 * realTime(t)) * x;
    }
    bool optimalVelocity(Real t, const Eigen::Ref<const Vector>& x, Eigen::Ref<Vector> v) const override {
        v = kSpan / (4 * realTime(t)) * x;
        return true;
    }
    bool isRadial() const override { return true; }
    std::optional<Real> kineticEnergy() const override {
        // E‖x‖² = R₀²√T/3, and ∫ T^{−3/2} dT = 2 (1 − 1/√(1 + span)).
        return kSpan / 16 * kRadius * kRadius / 3 * (1 - 1 / std::sqrt(1 + kSpan));
    }

private:
    static constexpr Real kRadius = 0.5, kSpan = 15;
    static Real realTime(Real t) { return 1 + kSpan * t; }
};

} // namespace

Process threeFates() {
    const Matrix branches = (Matrix(2, 3) << 0.62, 0.30, 0.55, 1.02, 0.02, -0.98).finished();
    const Vector shares = Eigen::Vector3d(0.42, 0.22, 0.36);
    return std::make_shared<MixtureProcess>(branches, shares, [](Real t, MixtureProcess::Schedule& s) {
        s.drift[0] = 2.3 * t - 1.35;
        s.drift[1] = 0.22 * std::sin(pi * t) - 0.02;
        s.driftRate[0] = 2.3;
        s.driftRate[1] = 0.22 * pi * std::cos(pi * t);
        s.spread = std::pow(t, 1.8);
        s.spreadRate = 1.8 * std::pow(t, 0.8);
        s.noise = 0.17;
    });
}

Process driftingSplit() {
    const Matrix branches = (Matrix(2, 2) << 0, 0, 0.8, -0.8).finished();
    return std::make_shared<MixtureProcess>(branches, Vector::Ones(2), [](Real t, MixtureProcess::Schedule& s) {
        s.drift[0] = 1.6 * t - 0.8;
        s.driftRate[0] = 1.6;
        s.spread = t;
        s.spreadRate = 1;
        s.noise = 0.17;
    });
}

Process oscillator() {
    const Matrix center = Matrix::Zero(2, 1);
    return std::make_shared<MixtureProcess>(center, Vector::Ones(1), [](Real t, MixtureProcess::Schedule& s) {
        // ⟨x⟩ as a classical particle; σ² = s₀² cos² ωt + s₁² sin² ωt, s₁ = ħ/(2mω s₀).
        constexpr Real kWidth = 0.28, kNarrow = 0.1, kRate = 2 * pi;
        const Real c = std::cos(kRate * t), n = std::sin(kRate * t);
        s.drift[0] = c;
        s.drift[1] = 0.6 * n;
        s.driftRate[0] = -kRate * n;
        s.driftRate[1] = 0.6 * kRate * c;
        s.noise = std::sqrt(kWidth * kWidth * c * c + kNarrow * kNarrow * n * n);
        s.noiseRate = kRate * (kNarrow * kNarrow - kWidth * kWidth) * c * n / s.noise;
    });
}

Process porousMedium() { return std::make_shared<PorousMedium>(); }

Process noiseToMoons() { return std::make_shared<NoiseToMoons>(); }

} // namespace engine::gallery
