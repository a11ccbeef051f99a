#include "engine/path/analytic_path.h"

namespace engine {

namespace {
/// Room for one sample without touching the heap, whatever the dimension of the process (at most kLargest).
constexpr int kLargest = 64;
using SmallVector = Eigen::Matrix<Real, Eigen::Dynamic, 1, 0, kLargest, 1>;
} // namespace

AnalyticPath::AnalyticPath(std::shared_ptr<const SyntheticProcess> process, const Normalization& normalization,
                           Mass mass)
    : m_process(std::move(process)), m_normalization(normalization), m_mass(mass) {
    assert(m_process->dimension() <= kLargest);
}

void AnalyticPath::sampleInterior(Rng& rng, PathSamples<float>& samples) const {
    SmallVector storedX(dimension()), storedV(dimension());
    Eigen::Map<Vector> x(storedX.data(), dimension()), v(storedV.data(), dimension());
    const Real rate = 1 / m_normalization.velocityFactor();
    for (int j = 0; j < samples.interior; ++j) {
        const Real t = m_normalization.timeToData(samples.t[j]);
        const Real gain = m_process->sampleFlow(rng, t, x, v);
        const bool included = m_mass == Mass::Included;
        samples.weight[j] = included ? float(m_process->mass(t)) : 1;
        samples.logWeightRate[j] =
            float(m_normalization.duration * (included ? gain : gain - m_process->logMassRate(t)));
        samples.x.col(j) = ((x - m_normalization.center) / m_normalization.scale).cast<float>();
        samples.dx_dt.col(j) = (v * rate).cast<float>();
    }
}

void AnalyticPath::sampleBoundary(Rng& rng, PathSamples<float>& samples) const {
    SmallVector storedX(dimension()), storedV(dimension());
    Eigen::Map<Vector> x(storedX.data(), dimension()), v(storedV.data(), dimension());
    for (int j = 0; j < samples.boundary; ++j) {
        m_process->sample(rng, m_normalization.timeToData(2 * j < samples.boundary ? 0 : 1), x, v);
        samples.boundaryX.col(j) = ((x - m_normalization.center) / m_normalization.scale).cast<float>();
    }
}

} // namespace engine
