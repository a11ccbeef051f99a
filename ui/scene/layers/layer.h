#pragma once

#include "ui/scene/draw/dot_batch.h"
#include "ui/scene/draw/label_batch.h"
#include "ui/scene/draw/shape_batch.h"
#include "ui/scene/scene_report.h"
#include "ui/scene/scene_state.h"

#include <algorithm>
#include <cmath>
#include <type_traits>
#include <vtkRenderer.h>
#include <vtkSmartPointer.h>

namespace ui {

class DensityEstimate;
class MotionSampler;
class ReliefSurface;

/// What layers need to know while they take over a state.
struct LayerFrame {
    const SceneState& state;
    const ViewTransform& view; ///< logical pixels
    Eigen::Vector3d origin; ///< world coordinates = data − origin, so that floats keep their precision far from zero
    Eigen::Vector4f depthPlane;
    bool viewChanged; ///< camera or size differ from the last frame
    const MotionSampler& motion;
    const DensityEstimate& density; ///< of the particles; empty when nobody asks for it
    const DensityEstimate& ways;    ///< of the particles of all times, likewise
    const ReliefSurface& relief;    ///< empty: points of the plane lie at z = 0
    SceneReport& report;

    bool inSpace() const { return state.dimension > 2; }
    /// How far what lies on the relief is drawn above it, so that it does not sink in. Data units.
    double lift() const { return 0.02 * state.field.height; }
    /// How much larger points are on a large stage, and smaller in a narrow pane.
    float pointScale() const {
        return float(std::clamp(view.height() / 450, 1.0, 1.7) * std::clamp(view.width() / 350, 0.75, 1.0));
    }
    float strokeScale() const { return std::sqrt(pointScale()); }
    /// How much smaller and fainter points are when there are very many: the crowd's own shape is to be seen.
    static float crowdScale(engine::Index count) { return crowd(count, 2000, 0.25, 0.5); }
    float crowdOpacity(engine::Index count) const { return crowd(count, 1500, inSpace() ? 0.12 : 0.4, 0.15); }

private:
    static float crowd(engine::Index count, double few, double power, double least) {
        return float(std::clamp(std::pow(few / double(std::max<engine::Index>(count, 1)), power), least, 1.0));
    }
};

/// How much larger and more opaque near things are than far ones, in three dimensions.
struct DepthCue {
    float sizeNear = 1.4F, sizeFar = 0.65F, opacityNear = 1.0F, opacityFar = 0.28F;
    /// To points, in the air of the stage: pale as well, and so a little more opaque.
    void apply(DotStyle& style, Color stage) const;
    float size(float depth) const { return sizeNear + (sizeFar - sizeNear) * depth; }
    float opacity(float depth) const { return opacityNear + (opacityFar - opacityNear) * depth; }
};

/// What layers are built with.
struct LayerHost {
    vtkRenderer* renderer;
    const BatchFrame* frame;
    TextRaster* raster;
};

/// One thing to see on the stage. Owns its batches, whose order in the renderer is the order of the layers.
class Layer {
public:
    explicit Layer(const LayerHost& host) : m_host(host) {}
    virtual ~Layer() = default;
    /// Takes over the state. Cheap when nothing of this layer has changed.
    virtual void update(const LayerFrame& frame) = 0;

protected:
    template <class B> vtkSmartPointer<B> add(bool overlay = false) {
        auto batch = vtkSmartPointer<B>::New();
        batch->setFrame(m_host.frame);
        batch->setOverlay(overlay);
        if constexpr (std::is_same_v<B, LabelBatch>)
            batch->setRaster(m_host.raster);
        m_host.renderer->AddViewProp(batch);
        return batch;
    }

private:
    LayerHost m_host;
};

/// Orders dots far to near, as blending wants them: a counting sort over slices of depth. `scratch` keeps its memory.
void sortByDepth(std::vector<Dot>& dots, const Eigen::Vector4f& depthPlane, std::vector<Dot>& scratch);

} // namespace ui
