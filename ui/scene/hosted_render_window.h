// A VTK render window that lives inside an OpenGL context owned by somebody else.
#pragma once

#include <functional>
#include <string>
#include <vtkGenericOpenGLRenderWindow.h>

class vtkUnsignedCharArray;

class HostedRenderWindow : public vtkGenericOpenGLRenderWindow {
public:
    static HostedRenderWindow* New();
    vtkTypeMacro(HostedRenderWindow, vtkGenericOpenGLRenderWindow);

    // Makes the host context current WITHOUT touching framebuffer bindings. VTK calls this many
    // times a frame, from inside its own framebuffer code, and caches what it believes is bound.
    std::function<void()> makeHostCurrent;
    std::function<bool()> isHostCurrent;
    std::function<void()> onFrame;       // a finished picture is in the display framebuffer
    std::function<void(int)> onCursor;   // VTK_CURSOR_* wanted by a VTK widget

    // Call with the host context current. False: OpenGL is missing or too old (reason()).
    bool attach();
    // Call with the host context current (or none, when attach() never succeeded).
    void detach();
    bool attached() const { return this->Initialized && this->ReadyForRendering; }
    const std::string& reason() const { return m_reason; }

    // Copies the last picture to the framebuffer `target` of the current context, opaque.
    void present(unsigned target, int width, int height);

    // Renders at the given size and reads RGBA back, bottom row first. Leaves that size set.
    bool renderTo(int width, int height, vtkUnsignedCharArray* rgba);

    void MakeCurrent() override;
    bool IsCurrent() override;
    int SupportsOpenGL() override { return this->Initialized ? 1 : 0; }
    vtkTypeBool IsDirect() override { return 1; }
    void Frame() override;
    void SetCurrentCursor(int shape) override;
    void OpenGLInitContext() override;

protected:
    HostedRenderWindow();
    ~HostedRenderWindow() override = default;

private:
    std::string m_reason;
};
