#include "ui/scene/layers/caption_layer.h"

#include "ui/scene/layers/cube_layer.h"

namespace ui {

void CaptionLayer::update(const LayerFrame& frame) {
    const SceneState& state = frame.state;
    const CaptionView& caption = state.caption;
    const float size = state.sizes.captionText;
    m_labels->clear();
    m_labels->add(caption.title, {Typeface::Strong, size, state.theme.text}, 16, 12 + size);
    m_labels->add(caption.subtitle, {Typeface::Text, size - 1, state.theme.textSecondary}, 16, 16 + 2.2F * size);
    // Digits of one width do not tremble while the clock runs.
    const bool cube = frame.inSpace() && state.orientationCube;
    const float right = float(frame.view.width()) - (cube ? 2 * CubeLayer::kFromRight - 20 : 14);
    const TextStyle number{Typeface::Number, size, state.theme.text};
    m_labels->add(caption.clock, number, right, 12 + size, Align::Right);
}

} // namespace ui
