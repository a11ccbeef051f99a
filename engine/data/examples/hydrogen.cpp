#include "engine/data/examples/gallery_processes.h"

#include <cmath>
#include <numbers>

namespace engine::gallery {

namespace {

using std::numbers::pi;

/// With E_n = −1/(2n²), |ψ|² = ½ |ψ₁ + e^{−iωt} ψ₂|² depends on azimuth and time through φ + ωt alone, since ψ₂ turns
/// with e^{−iφ}: the density turns rigidly about the z axis at the rate −ω = −(E₃ − E₂).
class Hydrogen : public SyntheticProcess {
public:
    int dimension() const override { return 3; }
    Real lastTime() const override { return 0.98 * 2 * pi / kRate; } // as the paper: a little less than one turn

    void sample(Rng& rng, Real t, Eigen::Ref<Vector> x, Eigen::Ref<Vector> dx_dt) const override {
        // |ψ₁ + ψ₂|² ≤ 2 (|ψ₁|² + |ψ₂|²): draw from the sum of the two densities, accept by the quotient.
        Real r, height, azimuth;
        for (;;) {
            const bool second = rng.sign() > 0;
            // |ψ₁|² ∝ r² e^{−r} cos²θ, |ψ₂|² ∝ r⁴ e^{−2r/3} sin²θ cos²θ, times r² dr: gamma distributions.
            r = second ? 1.5 * gamma(rng, 7) : gamma(rng, 5);
            height = std::cbrt(2 * rng.uniform() - 1);
            if (second)
                while (rng.uniform() > 1 - height * height)
                    height = std::cbrt(2 * rng.uniform() - 1);
            azimuth = 2 * pi * rng.uniform();
            const Real first = r * height * std::exp(-r / 2) / (4 * std::sqrt(2 * pi));
            const Real other =
                r * r * height * std::sqrt(1 - height * height) * std::exp(-r / 3) / (81 * std::sqrt(pi));
            const Real interference = 2 * first * other * std::cos(azimuth);
            const Real sum = first * first + other * other;
            if (rng.uniform() * 2 * sum <= sum + interference)
                break;
        }
        const Real angle = azimuth - kRate * t, ring = r * std::sqrt(1 - height * height);
        x[0] = ring * std::cos(angle);
        x[1] = ring * std::sin(angle);
        x[2] = r * height;
        dx_dt[0] = kRate * x[1];
        dx_dt[1] = -kRate * x[0];
        dx_dt[2] = 0;
    }

private:
    static constexpr Real kRate = 1.0 / 8 - 1.0 / 18;

    /// Gamma distribution of integer shape: a sum of exponentials.
    static Real gamma(Rng& rng, int shape) {
        Real product = 1;
        for (int i = 0; i < shape; ++i)
            product *= 1 - rng.uniform();
        return -std::log(product);
    }
};

} // namespace

Process hydrogen() { return std::make_shared<Hydrogen>(); }

} // namespace engine::gallery
