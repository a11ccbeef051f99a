#include "ui/scene/scene_capture.h"

namespace ui {

SceneCapture::SceneCapture() { m_offscreen.window()->AddRenderer(m_scene.renderer()); }

Image SceneCapture::draw(const SceneState& state, int width, int height) {
    m_scene.update(state, width, height);
    return m_offscreen.render(width, height);
}

void SceneCapture::draw(const SceneState& state, int width, int height, std::uint8_t* out) {
    m_scene.update(state, width, height);
    m_offscreen.render(width, height, out);
}

} // namespace ui
