#pragma once

#include "engine/core/sentence.h"

#include <functional>
#include <string>
#include <vtkGenericOpenGLRenderWindow.h>

namespace ui {

/// A VTK render window that lives inside an OpenGL context owned by somebody else: a Qt widget's, or an EGL context
/// without any display. Debian's VTK has no Qt 6 module; this is what takes its place.
///
/// VTK always draws into framebuffers of its own and copies the finished picture to its display framebuffer. All the
/// host does is make its context current and fetch the picture from there.
class HostedRenderWindow : public vtkGenericOpenGLRenderWindow {
public:
    static HostedRenderWindow* New();
    vtkTypeMacro(HostedRenderWindow, vtkGenericOpenGLRenderWindow);

    /// Makes the host's context current WITHOUT touching framebuffer bindings: VTK calls this many times a frame from
    /// inside its own framebuffer code and remembers what it believes is bound.
    std::function<void()> makeHostCurrent;
    std::function<bool()> isHostCurrent;
    /// A finished picture is in the display framebuffer.
    std::function<void()> onFrame;

    /// With the host's context current. False: OpenGL is missing or too old, see reason().
    bool attach();
    /// With the host's context current, or none when attach() never succeeded.
    void detach();
    bool isAttached() const { return this->Initialized && this->ReadyForRendering; }
    const engine::Sentence& reason() const { return m_reason; }
    /// Renderer and version as the driver names them. After attach().
    std::string description();

    /// Copies the last picture to the framebuffer `target` of the current context, opaque.
    void present(unsigned target, int width, int height);

    /// Draws at the given size and writes the pixels to `out` as blue, green, red, alpha, rows from the bottom.
    /// Leaves that size set.
    bool renderTo(int width, int height, std::uint8_t* out);

    void MakeCurrent() override;
    bool IsCurrent() override;
    int SupportsOpenGL() override { return this->Initialized ? 1 : 0; }
    vtkTypeBool IsDirect() override { return 1; }
    void Frame() override;
    void OpenGLInitContext() override;

protected:
    HostedRenderWindow();
    ~HostedRenderWindow() override = default;

private:
    engine::Sentence m_reason;
};

} // namespace ui
