#pragma once

#include "ui/export/scene_composer.h"

#include <functional>
#include <vector>

/// Every layer of the stage, each alone on a small population with a known motion: what its pictures are made from.
namespace tests {

/// What a picture is composed from.
struct LayerScene {
    ui::Project project;
    ui::SceneResults results;
    std::vector<ui::ProbeView> probes;
    double now = 0; ///< SceneState::now
};

/// One layer in the plane or in space.
struct LayerRow {
    const char* name;
    bool inSpace;
    std::function<void(LayerScene&)> show; ///< on what `plainLayerScene` gives
    std::function<void(LayerScene&)> hide; ///< once more, with everything as it is but for this layer
};

/// A population in the plane or in space with its motion: axes and legend, and nothing else shown.
LayerScene plainLayerScene(bool inSpace);
std::vector<LayerRow> layerRows();
/// Layers that have no meaning in space, and why not.
std::vector<std::pair<const char*, const char*>> layersOfThePlaneOnly();

} // namespace tests
