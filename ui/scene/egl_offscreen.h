#pragma once

#include "ui/scene/hosted_render_window.h"
#include "ui/scene/image.h"

#include <memory>
#include <string>
#include <vtkNew.h>

namespace ui {

/// An OpenGL context without a window, a display or a QApplication, and a render window in it: pictures for files,
/// tests, and for widgets where OpenGL is software anyway.
///
/// Its context is current only inside these functions: GLX and EGL contexts of one thread exclude each other, so a
/// caller that uses GLX (Qt on X11 does) lets go of its own context first. Scenes in the window are to outlive this.
class EglOffscreen {
public:
    /// Errors: Error{NoGraphics} with the reason when there is no EGL that can do OpenGL 3.2.
    EglOffscreen();
    ~EglOffscreen();
    EglOffscreen(const EglOffscreen&) = delete;
    EglOffscreen& operator=(const EglOffscreen&) = delete;

    HostedRenderWindow* window() const { return m_window; }
    /// Units: physical pixels.
    Image render(int width, int height);
    /// For widgets: into `out`, blue, green, red, alpha, rows from the bottom; alpha means nothing.
    void render(int width, int height, std::uint8_t* out);
    /// Renderer and version.
    const std::string& description() const { return m_description; }

private:
    void open();
    bool enter();
    void leave();

    void* m_display = nullptr;
    void* m_context = nullptr;
    void* m_surface = nullptr;
    std::string m_description;
    vtkNew<HostedRenderWindow> m_window;
    std::vector<std::uint8_t> m_pixels;
};

} // namespace ui
