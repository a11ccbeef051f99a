#pragma once

#include "engine/data/examples/lazy_energy.h"
#include "engine/data/synthetic.h"

#include <functional>

namespace engine {

/// Gaussians of one common isotropic variance whose centres move as μ_k(t) = c(t) + f(t) A_k:
///     x = c + f A_k + α z₀ + β z₁,   k with probability p_k,   S = α² + β².
/// Translation, scaling, random pairs, diffusion, splitting and branching are all of this kind, and the optimal
/// velocity is known:
///     v = c' + f' m + (S'/2S)(x − c − f m),   m(x) = Σ w_k A_k,   w_k ∝ p_k exp(−‖x − μ_k‖²/2S),
/// a gradient because m is: f m/S = ∇ log Σ p_k exp(f A_k·(x−c)/S − f²‖A_k‖²/2S).
/// Thread: any; sampling allocates nothing.
class MixtureProcess : public SyntheticProcess {
public:
    static constexpr int kMostDimensions = 8;
    using SmallVector = Eigen::Matrix<Real, Eigen::Dynamic, 1, 0, kMostDimensions, 1>;

    /// c, f, α, β and their rates at one time.
    struct Schedule {
        SmallVector drift, driftRate;
        Real spread = 0, spreadRate = 0;
        Real noise = 0, noiseRate = 0;
        Real secondNoise = 0, secondNoiseRate = 0;
    };
    /// Fills a schedule that comes with zeros.
    using ScheduleAt = std::function<void(Real t, Schedule& schedule)>;

    /// Shape: centers d×k (the A_k), probabilities k.
    MixtureProcess(Matrix centers, Vector probabilities, ScheduleAt schedule, Real lastTime = 1);

    int dimension() const override { return int(m_centers.rows()); }
    Real lastTime() const override { return m_lastTime; }
    void sample(Rng& rng, Real t, Eigen::Ref<Vector> x, Eigen::Ref<Vector> dx_dt) const override;
    std::optional<Real> logDensity(Real t, const Eigen::Ref<const Vector>& x) const override;
    bool optimalVelocity(Real t, const Eigen::Ref<const Vector>& x, Eigen::Ref<Vector> v) const override;
    /// With one centre.
    std::optional<GaussianMotion> gaussian(Real t) const override;
    /// By quadrature; empty for several centres in more than two dimensions.
    std::optional<Real> kineticEnergy() const override;

private:
    Schedule at(Real t) const;
    void velocity(const Schedule& s, const Eigen::Ref<const Vector>& x, Eigen::Ref<Vector> v) const;
    Real powerAt(Real t) const;

    Matrix m_centers;
    Vector m_probabilities;
    ScheduleAt m_schedule;
    Real m_lastTime;
    LazyEnergy m_energy;
};

} // namespace engine
