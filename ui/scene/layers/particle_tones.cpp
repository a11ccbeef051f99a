#include "ui/scene/layers/particle_tones.h"

#include "ui/scene/density_estimate.h"
#include "ui/scene/motion_sampler.h"

namespace ui {

namespace {

/// What there is to colour by; plain where it is missing.
ParticleColoring usable(const LayerFrame& frame) {
    const MotionView& motion = frame.state.motion;
    const Eigen::Index n = frame.motion.positions().cols();
    switch (motion.coloring) {
    case ParticleColoring::BySpeed:
        return frame.motion.speeds().size() == n ? motion.coloring : ParticleColoring::Plain;
    case ParticleColoring::ByWeight:
        return frame.motion.weights().size() == n ? motion.coloring : ParticleColoring::Plain;
    case ParticleColoring::ByDensity:
        return frame.density.isEmpty() ? ParticleColoring::Plain : motion.coloring;
    case ParticleColoring::ByValue:
        return motion.values && motion.values->size() == n ? motion.coloring : ParticleColoring::Plain;
    case ParticleColoring::ByLikelihood:
        return frame.motion.likelihoods().size() == n ? motion.coloring : ParticleColoring::Plain;
    case ParticleColoring::Plain:
        break;
    }
    return ParticleColoring::Plain;
}

Palette paletteOf(const MotionView& motion, ParticleColoring coloring) {
    switch (coloring) {
    case ParticleColoring::ByWeight:
        return Palette::Growth;
    case ParticleColoring::ByDensity:
    case ParticleColoring::ByLikelihood:
        return Palette::Viridis;
    case ParticleColoring::ByValue:
        return motion.palette;
    default:
        return Palette::Lamp;
    }
}

} // namespace

ParticleTones::ParticleTones(const LayerFrame& frame)
    : m_frame(frame),
      m_coloring(usable(frame)),
      m_map(colorMap(paletteOf(frame.state.motion, m_coloring), frame.state.theme.dark)),
      m_perSpeed(1 / std::max(double(frame.state.motion.topSpeed), 1e-30)),
      m_perDensity(1 / std::max(frame.state.motion.topDensity, 1e-300)),
      m_missing(packed(frame.state.theme.textSecondary) & 0xffffffU) {}

std::uint32_t ParticleTones::rgb(Eigen::Index i) const {
    const MotionSampler& motion = m_frame.motion;
    double tone = 0;
    switch (m_coloring) {
    case ParticleColoring::BySpeed: // the lowest part of the map is as dark as the stage: for trails, not for points
        tone = 0.3 + 0.7 * double(motion.speeds()[i]) * m_perSpeed;
        break;
    case ParticleColoring::ByWeight: // from a quarter to four times the mean weight at the start
        tone = 0.5 + 0.25 * std::log2(std::max(double(motion.weights()[i]), 1e-6));
        break;
    case ParticleColoring::ByDensity:
        tone = double(m_frame.density.at(motion.positions()(0, i), motion.positions()(1, i))) * m_perDensity;
        break;
    case ParticleColoring::ByLikelihood: {
        const MotionView& view = m_frame.state.motion;
        tone = double((motion.likelihoods()[i] - view.lowLikelihood) /
                      std::max(view.highLikelihood - view.lowLikelihood, 1e-6F));
        break;
    }
    case ParticleColoring::ByValue: {
        const float value = (*m_frame.state.motion.values)[i];
        if (!(value >= 0))
            return m_missing;
        tone = double(value);
        break;
    }
    case ParticleColoring::Plain:
        break;
    }
    return m_map.packedAt(tone) & 0xffffffU;
}

} // namespace ui
