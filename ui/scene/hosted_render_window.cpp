#include "ui/scene/hosted_render_window.h"

#include <vtk_glew.h>

#include <vtkObjectFactory.h>
#include <vtkOpenGLFramebufferObject.h>
#include <vtkOpenGLState.h>
#include <vtkUnsignedCharArray.h>

vtkStandardNewMacro(HostedRenderWindow);

HostedRenderWindow::HostedRenderWindow()
{
    this->ReadyForRendering = false;
    this->OwnContext = 0;        // the host changes GL state between frames: re-read it each time
    this->FrameBlitMode = NoBlit;
    this->MultiSamples = 0;      // the VTK default of 8 is costly on a software rasteriser
    // A core profile context may refuse wide lines, so let VTK widen them itself.
    this->ForceMaximumHardwareLineWidth = 1;
}

void HostedRenderWindow::OpenGLInitContext()
{
    this->ContextCreationTime.Modified();
    if (this->Initialized)
        return;
    // Debian's GLEW is the GLX flavour. In an EGL context (Wayland, eglfs, headless) it loads every
    // core entry point, then reports that there is no GLX display: good enough for VTK.
    const GLenum result = glewInit();
    this->GlewInitValid = result == GLEW_OK || result == GLEW_ERROR_NO_GLX_DISPLAY;
    if (!this->GlewInitValid)
        m_reason = std::string("GLEW: ") + reinterpret_cast<const char*>(glewGetErrorString(result));
    else if (!GLEW_VERSION_3_2)
        m_reason = "OpenGL 3.2 is needed, the context offers only "
            + std::string(reinterpret_cast<const char*>(glGetString(GL_VERSION)));
    else
        this->Initialized = true;
}

bool HostedRenderWindow::attach()
{
    m_reason.clear();
    this->OpenGLInit();
    this->ReadyForRendering = this->Initialized;
    return this->Initialized;
}

void HostedRenderWindow::detach()
{
    if (this->Initialized)
        this->Finalize();        // frees textures, buffers and shaders of every renderer in here
    this->ReadyForRendering = false;
}

void HostedRenderWindow::MakeCurrent()
{
    if (makeHostCurrent && !(isHostCurrent && isHostCurrent()))
        makeHostCurrent();
}

bool HostedRenderWindow::IsCurrent()
{
    return isHostCurrent && isHostCurrent();
}

void HostedRenderWindow::Frame()
{
    this->Superclass::Frame();
    // With swapping off this is a selection or picking pass, not a picture to show.
    if (onFrame && !(this->DoubleBuffer && !this->SwapBuffers))
        onFrame();
}

void HostedRenderWindow::SetCurrentCursor(int shape)
{
    this->Superclass::SetCurrentCursor(shape);
    if (onCursor)
        onCursor(shape);
}

void HostedRenderWindow::present(unsigned target, int width, int height)
{
    vtkOpenGLState* state = this->GetState();
    const int* have = this->DisplayFramebuffer->GetLastSize();
    state->Reset();              // learn what the host has bound and enabled ...
    state->Push();
    state->vtkglBindFramebuffer(GL_DRAW_FRAMEBUFFER, target);
    this->BlitDisplayFramebuffer(0, 0, 0, have[0], have[1], 0, 0, width, height,
        GL_COLOR_BUFFER_BIT, have[0] == width && have[1] == height ? GL_NEAREST : GL_LINEAR);
    // VTK leaves alpha 0 where only the background shows; the window would shine through.
    state->vtkglDisable(GL_SCISSOR_TEST);
    state->vtkglColorMask(GL_FALSE, GL_FALSE, GL_FALSE, GL_TRUE);
    state->vtkglClearColor(0, 0, 0, 1);
    state->vtkglClear(GL_COLOR_BUFFER_BIT);
    state->Pop();                // ... and hand it back as it was
}

bool HostedRenderWindow::renderTo(int width, int height, vtkUnsignedCharArray* rgba)
{
    if (!attached())
        return false;
    this->SetSize(width, height);
    this->Render();
    return this->GetRGBACharPixelData(0, 0, width - 1, height - 1, 1, rgba) == VTK_OK;
}
