#pragma once

#include "engine/data/normalization.h"
#include "engine/data/synthetic.h"
#include "engine/path/path.h"

#include <memory>

namespace engine {

/// The known path of a generated population, sampled afresh for every step: no snapshots between, no pairs.
class AnalyticPath : public Path {
public:
    /// Whether samples weigh m(t) and gain with m'/m, or are those of a population whose mass is kept at 1 (§4.1).
    enum class Mass { Normalized, Included };

    AnalyticPath(std::shared_ptr<const SyntheticProcess> process, const Normalization& normalization,
                 Mass mass = Mass::Normalized);

    int dimension() const override { return m_process->dimension(); }
    bool hasVelocity() const override { return m_process->hasFlow(); }
    void sampleInterior(Rng& rng, PathSamples<float>& samples) const override;
    void sampleBoundary(Rng& rng, PathSamples<float>& samples) const override;

private:
    std::shared_ptr<const SyntheticProcess> m_process;
    Normalization m_normalization;
    Mass m_mass;
};

} // namespace engine
