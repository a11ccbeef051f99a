#include "engine/path/mixture_path.h"

#include <algorithm>

namespace engine {

void MixturePath::sampleInterior(Rng& rng, PathSamples<float>& samples) const {
    constexpr float kLeast = 1e-6f; // single-precision times can fall on a knot, where one side has no weight left
    samples.dx_dt.leftCols(samples.interior).setZero();
    std::size_t segment = 0;
    bool late = false;
    for (int j = 0; j < samples.interior; ++j) {
        segment = segmentOf(samples.t[j], segment);
        const Cloud &from = clouds()[segment], &to = clouds()[segment + 1];
        const float h = to.time - from.time;
        const float tau = std::clamp((samples.t[j] - from.time) / h, kLeast, 1 - kLeast);
        // A coin for every other sample, the opposite for the next: neighbours in time balance each other.
        late = j % 2 == 0 ? rng.sign() > 0 : !late;
        const Cloud& cloud = late ? to : from;
        const float share = late ? tau : 1 - tau;
        samples.x.col(j) = cloud.points.col(cloud.draw(rng));
        samples.weight[j] = 2 * share;
        samples.logWeightRate[j] = (late ? 1 : -1) / (share * h);
    }
}

} // namespace engine
