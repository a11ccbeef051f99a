#pragma once

#include "ui/scene/layers/layer.h"

namespace ui {

/// The colours of the particles of one frame, by whatever the state colours them by.
class ParticleTones {
public:
    explicit ParticleTones(const LayerFrame& frame);

    /// All alike, in the colour of the theme.
    bool isPlain() const { return m_coloring == ParticleColoring::Plain; }
    /// Of particle i, without opacity. Precondition: !isPlain().
    std::uint32_t rgb(Eigen::Index i) const;

private:
    const LayerFrame& m_frame;
    ParticleColoring m_coloring;
    const ColorMap& m_map;
    double m_perSpeed, m_perDensity;
    std::uint32_t m_missing; ///< colour of particles without a value
};

} // namespace ui
