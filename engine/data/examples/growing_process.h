#pragma once

#include "engine/data/synthetic.h"

#include <cmath>

namespace engine {

/// Another population whose total mass is e^{rt}: all of it grows alike, wherever it is.
/// Paper:  §4, U1; §4.1.
class GrowingProcess : public SyntheticProcess {
public:
    GrowingProcess(std::shared_ptr<const SyntheticProcess> process, Real rate)
        : m_process(std::move(process)), m_rate(rate) {}

    int dimension() const override { return m_process->dimension(); }
    Real firstTime() const override { return m_process->firstTime(); }
    Real lastTime() const override { return m_process->lastTime(); }
    bool hasVelocity() const override { return m_process->hasVelocity(); }
    bool hasFlow() const override { return m_process->hasFlow(); }
    void sample(Rng& rng, Real t, Eigen::Ref<Vector> x, Eigen::Ref<Vector> dx_dt) const override {
        m_process->sample(rng, t, x, dx_dt);
    }
    Real mass(Real t) const override { return std::exp(m_rate * t) * m_process->mass(t); }
    Real logMassRate(Real t) const override { return m_rate + m_process->logMassRate(t); }
    Real sampleFlow(Rng& rng, Real t, Eigen::Ref<Vector> x, Eigen::Ref<Vector> dx_dt) const override {
        return m_rate + m_process->sampleFlow(rng, t, x, dx_dt);
    }
    std::optional<Real> logDensity(Real t, const Eigen::Ref<const Vector>& x) const override {
        const auto density = m_process->logDensity(t, x);
        return density ? std::optional(m_rate * t + *density) : std::nullopt;
    }
    bool optimalVelocity(Real t, const Eigen::Ref<const Vector>& x, Eigen::Ref<Vector> v) const override {
        return m_process->optimalVelocity(t, x, v);
    }
    std::optional<GaussianMotion> gaussian(Real t) const override { return m_process->gaussian(t); }
    bool isRadial() const override { return m_process->isRadial(); }
    std::optional<Real> kineticEnergy() const override { return m_process->kineticEnergy(); }

private:
    std::shared_ptr<const SyntheticProcess> m_process;
    Real m_rate;
};

} // namespace engine
