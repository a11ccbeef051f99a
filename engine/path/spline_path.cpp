#include "engine/path/spline_path.h"

namespace engine {

SplinePath::SplinePath(const Dataset& dataset, const Normalization& normalization,
                       std::vector<std::shared_ptr<const Coupling>> couplings)
    : SnapshotPath(dataset, normalization, std::move(couplings)),
      m_forward(segmentCount()),
      m_backward(segmentCount()) {
    for (std::size_t k = 0; k < segmentCount(); ++k)
        if (const Coupling* pairs = coupling(k)) {
            m_forward[k].emplace(*pairs, CouplingRows::Side::Source, clouds()[k].points.cols());
            m_backward[k].emplace(*pairs, CouplingRows::Side::Target, clouds()[k + 1].points.cols());
        }
}

Index SplinePath::before(std::size_t segment, Index source, Rng& rng) const {
    if (segment == 0)
        return -1;
    const auto& rows = m_backward[segment - 1];
    return rows ? rows->draw(source, rng) : clouds()[segment - 1].draw(rng);
}

Index SplinePath::after(std::size_t segment, Index target, Rng& rng) const {
    if (segment + 1 == segmentCount())
        return -1;
    const auto& rows = m_forward[segment + 1];
    return rows ? rows->draw(target, rng) : clouds()[segment + 2].draw(rng);
}

void SplinePath::sampleInterior(Rng& rng, PathSamples<float>& samples) const {
    samples.setPlainWeights();
    const int d = dimension();
    std::size_t segment = 0;
    for (int j = 0; j < samples.interior; ++j) {
        segment = segmentOf(samples.t[j], segment);
        const Coupling::Pair pair = drawPair(segment, rng);
        const Index first = before(segment, pair.source, rng), last = after(segment, pair.target, rng);
        const Cloud &from = clouds()[segment], &to = clouds()[segment + 1];
        const float h = to.time - from.time, tau = (samples.t[j] - from.time) / h;
        const float hBefore = first < 0 ? 0 : from.time - clouds()[segment - 1].time;
        const float hAfter = last < 0 ? 0 : clouds()[segment + 2].time - to.time;
        // Cubic with the end points x_0, x_1 and end velocities v_0, v_1: x = x_0 + τh v_0 + τ²((3−2τ)(x_1 − x_0 − h
        // v_0) − (1−τ) h (v_1 − v_0)).
        for (int i = 0; i < d; ++i) {
            const float start = from.points(i, pair.source), change = to.points(i, pair.target) - start;
            const float slope = change / h;
            // The parabola through three knots has at the middle one the slopes of both sides, each weighted with the
            // length of the other; no bending at an end: v_0 = (3 slope − v_1)/2.
            float startVelocity = slope, endVelocity = slope;
            if (first >= 0)
                startVelocity =
                    (hBefore * slope + h * (start - clouds()[segment - 1].points(i, first)) / hBefore) / (h + hBefore);
            if (last >= 0)
                endVelocity = (hAfter * slope +
                               h * (clouds()[segment + 2].points(i, last) - to.points(i, pair.target)) / hAfter) /
                              (h + hAfter);
            if (first < 0 && last >= 0)
                startVelocity = (3 * slope - endVelocity) / 2;
            if (last < 0 && first >= 0)
                endVelocity = (3 * slope - startVelocity) / 2;
            const float bend = change - h * startVelocity, turn = h * (endVelocity - startVelocity);
            samples.x(i, j) = start + tau * (h * startVelocity + tau * ((3 - 2 * tau) * bend - (1 - tau) * turn));
            samples.dx_dt(i, j) = startVelocity + (6 * tau * (1 - tau) * bend - tau * (2 - 3 * tau) * turn) / h;
        }
    }
}

} // namespace engine
