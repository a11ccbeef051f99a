#pragma once

#include "engine/path/path.h"

namespace engine {

/// Another path, blurred: every sample's whole curve is shifted by one Gaussian of width h, so that each snapshot is
/// taken as a kernel density of its points instead of as the points themselves. What an action learns from few points
/// then holds for the population they were drawn from; with many points it is not needed.
/// A shift does not change velocities and weights, so q_t stays what the samples' velocities say it is.
/// Units:  training units.
class SmoothedPath : public Path {
public:
    SmoothedPath(std::shared_ptr<const Path> path, float width) : m_path(std::move(path)), m_width(width) {}

    int dimension() const override { return m_path->dimension(); }
    bool hasVelocity() const override { return m_path->hasVelocity(); }
    bool velocityIncludesNoise() const override { return m_path->velocityIncludesNoise(); }
    std::shared_ptr<const Path> withoutNoise() const override;
    void sampleInterior(Rng& rng, PathSamples<float>& samples) const override;
    void sampleBoundary(Rng& rng, PathSamples<float>& samples) const override;

private:
    std::shared_ptr<const Path> m_path;
    float m_width;
};

} // namespace engine
