#pragma once

#include "ui/scene/egl_offscreen.h"
#include "ui/scene/scene.h"

namespace ui {

/// Pictures of scene states without window or display: for files, thumbnails and tests. Equal states give equal
/// pictures.
/// Errors: Error{NoGraphics} from the constructor.
/// Thread: one.
class SceneCapture {
public:
    SceneCapture();
    /// Units: physical pixels.
    Image draw(const SceneState& state, int width, int height);
    /// Into `out`: blue, green, red, alpha, rows from the bottom, as fast as it goes.
    void draw(const SceneState& state, int width, int height, std::uint8_t* out);
    const Scene& scene() const { return m_scene; }
    const std::string& description() const { return m_offscreen.description(); }

private:
    Scene m_scene;
    EglOffscreen m_offscreen; // goes first, and frees what the scene holds in its context
};

} // namespace ui
