#include "engine/path/linear_path.h"

namespace engine {

void LinearPath::sampleInterior(Rng& rng, PathSamples<float>& samples) const {
    samples.setPlainWeights();
    std::size_t segment = 0;
    for (int j = 0; j < samples.interior; ++j) {
        const float t = samples.t[j];
        segment = segmentOf(t, segment);
        const Cloud &from = clouds()[segment], &to = clouds()[segment + 1];
        const Coupling::Pair pair = drawPair(segment, rng);
        const float duration = to.time - from.time, tau = (t - from.time) / duration;
        samples.dx_dt.col(j) = (to.points.col(pair.target) - from.points.col(pair.source)) / duration;
        samples.x.col(j) = (1 - tau) * from.points.col(pair.source) + tau * to.points.col(pair.target);
    }
}

} // namespace engine
