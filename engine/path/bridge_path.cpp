#include "engine/path/bridge_path.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numbers>

namespace engine {

namespace {

/// A time within its segment: τ, 1 − τ without loss of digits, and dτ/dv.
struct Moved {
    double done, rest, weight;
};

Moved towardsTheEnd(double v) { return {v * (2 - v), (1 - v) * (1 - v), 2 * (1 - v)}; }

Moved towardsBothEnds(double v) {
    const double sine = std::sin(std::numbers::pi * v / 2), cosine = std::cos(std::numbers::pi * v / 2);
    return {sine * sine, cosine * cosine, std::numbers::pi * sine * cosine};
}

/// ∫σ² over a stretch of time along which σ goes linearly from `from` to `to`.
double quadraticVariation(double duration, double from, double to) {
    return duration * (from * from + from * to + to * to) / 3;
}

} // namespace

BridgePath::BridgePath(const Dataset& dataset, const Normalization& normalization,
                       std::vector<std::shared_ptr<const Coupling>> couplings, double sigmaStart, double sigmaEnd,
                       Velocity velocity)
    : SnapshotPath(dataset, normalization, std::move(couplings)),
      m_sigmaStart(sigmaStart),
      m_sigmaEnd(sigmaEnd),
      m_velocity(velocity) {
    assert(sigmaStart >= 0 && sigmaEnd >= 0 && sigmaStart + sigmaEnd > 0);
}

std::shared_ptr<const Path> BridgePath::withoutNoise() const {
    if (m_velocity == Velocity::Motion)
        return nullptr;
    auto path = std::make_shared<BridgePath>(*this);
    path->m_velocity = Velocity::Motion;
    return path;
}

void BridgePath::sampleInterior(Rng& rng, PathSamples<float>& samples) const {
    constexpr double kNearest = 1e-5; // of v: single-precision times can fall on a knot
    const bool drift = m_velocity == Velocity::Drift;
    const int d = dimension();
    samples.logWeightRate.head(samples.interior).setZero();
    std::size_t segment = 0;
    for (int j = 0; j < samples.interior; ++j) {
        segment = segmentOf(samples.t[j], segment);
        const Cloud &from = clouds()[segment], &to = clouds()[segment + 1];
        const Coupling::Pair pair = drawPair(segment, rng);
        const double start = from.time, h = double(to.time) - start;
        const double v = std::clamp((samples.t[j] - start) / h, kNearest, 1 - kNearest);
        const Moved at = drift ? towardsTheEnd(v) : towardsBothEnds(v);
        const double t = start + at.done * h, level = levelAt(t), square = level * level;
        const double a = quadraticVariation(at.done * h, levelAt(start), level);
        const double b = quadraticVariation(at.rest * h, level, levelAt(to.time));
        const double all = a + b, deviation = std::sqrt(a * b / all);
        // With x_{i+1} − x_t = (b/A)(x_{i+1} − x_i) − √(ab/A) ε the drift is σ²((x_{i+1} − x_i)/A − √(a/(Ab)) ε).
        const double noiseRate = drift ? -square * std::sqrt(a / (all * b)) : square * (b - a) / (2 * all * deviation);
        samples.t[j] = float(t);
        samples.weight[j] = float(at.weight);
        for (int i = 0; i < d; ++i) {
            const double first = from.points(i, pair.source), change = to.points(i, pair.target) - first;
            const double noise = rng.normal();
            samples.x(i, j) = float(first + a / all * change + deviation * noise);
            samples.dx_dt(i, j) = float(square / all * change + noiseRate * noise);
        }
    }
}

} // namespace engine
