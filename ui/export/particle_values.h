#pragma once

#include "ui/document/project.h"
#include "ui/scene/scene_state.h"

#include <memory>
#include <vector>

namespace ui {

/// One number a particle to colour it by, and what the legend says about it.
struct ParticleValues {
    std::shared_ptr<const Eigen::RowVectorXf> values; ///< see MotionView::values; null: there is nothing to colour by
    Palette palette = Palette::Viridis;
    std::vector<LegendEntry> legend;
};

/// Where each particle started, or a column of the data at the point it started from, as the styles say.
ParticleValues particleValues(const engine::Dataset& dataset, const engine::Trajectories& trajectories,
                              const LayerStyles& styles, bool dark);

} // namespace ui
