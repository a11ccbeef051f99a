#include "engine/data/examples/gallery_processes.h"

#include <algorithm>
#include <cmath>

namespace engine::gallery {

namespace {

/// dX = (α/(1 + Y³) − X) dt + σ dW and the same with X and Y exchanged, levels kept above zero. Cells divide at the
/// rate γ X²/(K² + X²); a cell that had w descendants appears w times as often.
class ToggleSwitch : public SyntheticProcess {
public:
    int dimension() const override { return 2; }
    Real lastTime() const override { return 6; }
    bool hasVelocity() const override { return false; }

    void sample(Rng& rng, Real t, Eigen::Ref<Vector> x, Eigen::Ref<Vector> dx_dt) const override {
        // Rejection: weights are at most e^{γt}.
        Real weight;
        do
            weight = simulate(rng, t, x);
        while (rng.uniform() * std::exp(kDivision * t) > weight);
        dx_dt.setZero();
    }

    /// Mean number of descendants, of a fixed set of simulated cells.
    Real mass(Real t) const override {
        constexpr int kCells = 4000;
        Rng rng(0x70661e);
        Eigen::Vector2d x;
        Real sum = 0;
        for (int i = 0; i < kCells; ++i)
            sum += simulate(rng, t, x);
        return sum / kCells;
    }
    Real logMassRate(Real t) const override {
        const Real h = kStep, before = std::max(0.0, t - h), after = std::min(lastTime(), t + h);
        return std::log(mass(after) / mass(before)) / (after - before);
    }

private:
    static constexpr Real kProduction = 2.6, kNoise = 0.19, kDivision = 0.25, kHalf = 1.3, kStep = 0.02;

    static Real simulate(Rng& rng, Real t, Eigen::Ref<Vector> x) {
        for (Index i = 0; i < 2; ++i)
            x[i] = std::abs(0.32 + 0.11 * rng.normal());
        Real logWeight = 0;
        const int steps = int(std::ceil(t / kStep));
        for (int k = 0; k < steps; ++k) {
            const Real h = std::min(kStep, t - k * kStep), root = kNoise * std::sqrt(h);
            const Real first = x[0], second = x[1];
            logWeight += h * kDivision * first * first / (kHalf * kHalf + first * first);
            x[0] = std::abs(first + h * (kProduction / (1 + second * second * second) - first) + root * rng.normal());
            x[1] = std::abs(second + h * (kProduction / (1 + first * first * first) - second) + root * rng.normal());
        }
        return std::exp(logWeight);
    }
};

} // namespace

Process toggleSwitch() { return std::make_shared<ToggleSwitch>(); }

} // namespace engine::gallery
