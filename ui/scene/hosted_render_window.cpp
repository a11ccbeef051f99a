#include "ui/scene/hosted_render_window.h"

#include "ui/scene/draw/opengl.h"

#include <vtkAutoInit.h>
#include <vtkObjectFactory.h>
#include <vtkOpenGLFramebufferObject.h>
#include <vtkOpenGLState.h>

// Registers the OpenGL classes behind VTK's abstract ones. Here rather than by vtk_module_autoinit, which does nothing
// for an executable none of whose own sources includes a header of VTK.
VTK_MODULE_INIT(vtkRenderingOpenGL2)

namespace ui {

vtkStandardNewMacro(HostedRenderWindow);

HostedRenderWindow::HostedRenderWindow() {
    this->ReadyForRendering = false;
    this->OwnContext = 0; // the host changes OpenGL's state between frames: read it anew each time
    this->FrameBlitMode = NoBlit;
    this->MultiSamples =
        0; // VTK's 8 samples halve the frame rate of a software renderer; the batches smooth themselves
    // A core profile may refuse wide lines, so VTK is to widen them itself.
    this->ForceMaximumHardwareLineWidth = 1;
}

void HostedRenderWindow::OpenGLInitContext() {
#ifdef GLEW_OK
    this->ContextCreationTime.Modified();
    if (this->Initialized)
        return;
    // Debian's GLEW is the one for GLX. In an EGL context (Wayland, no display) it loads every core function and then
    // reports that there is no GLX display: good enough for VTK.
    const GLenum result = glewInit();
    this->GlewInitValid = result == GLEW_OK || result == GLEW_ERROR_NO_GLX_DISPLAY;
    if (!this->GlewInitValid)
        m_reason = engine::Sentence::of("GLEW: %1", reinterpret_cast<const char*>(glewGetErrorString(result)));
    else if (!GLEW_VERSION_3_2)
        m_reason = engine::Sentence::of("OpenGL 3.2 is needed, the driver offers only %1",
                                        reinterpret_cast<const char*>(glGetString(GL_VERSION)));
    else
        this->Initialized = true;
#else
    Superclass::OpenGLInitContext();
#endif
}

bool HostedRenderWindow::attach() {
    m_reason = {};
    this->OpenGLInit();
    this->ReadyForRendering = this->Initialized;
    return this->Initialized;
}

void HostedRenderWindow::detach() {
    if (this->Initialized)
        this->Finalize(); // frees textures, buffers and shaders of every renderer in here
    this->ReadyForRendering = false;
}

std::string HostedRenderWindow::description() {
    return this->Initialized ? this->GetState()->GetRenderer() + ", OpenGL " + this->GetState()->GetVersion()
                             : m_reason.english();
}

void HostedRenderWindow::MakeCurrent() {
    if (makeHostCurrent && !IsCurrent())
        makeHostCurrent();
}

bool HostedRenderWindow::IsCurrent() { return isHostCurrent && isHostCurrent(); }

void HostedRenderWindow::Frame() {
    Superclass::Frame();
    // With swapping off this is a selection or picking pass, not a picture to show.
    if (onFrame && !(this->DoubleBuffer && !this->SwapBuffers))
        onFrame();
}

void HostedRenderWindow::present(unsigned target, int width, int height) {
    vtkOpenGLState* state = this->GetState();
    const int* have = this->DisplayFramebuffer->GetLastSize();
    state->Reset(); // learn what the host has bound and enabled ...
    state->Push();
    state->vtkglBindFramebuffer(GL_DRAW_FRAMEBUFFER, target);
    this->BlitDisplayFramebuffer(0, 0, 0, have[0], have[1], 0, 0, width, height, GL_COLOR_BUFFER_BIT,
                                 have[0] == width && have[1] == height ? GL_NEAREST : GL_LINEAR);
    // VTK leaves alpha 0 where only the background shows; the window would shine through.
    state->vtkglDisable(GL_SCISSOR_TEST);
    state->vtkglColorMask(GL_FALSE, GL_FALSE, GL_FALSE, GL_TRUE);
    state->vtkglClearColor(0, 0, 0, 1);
    state->vtkglClear(GL_COLOR_BUFFER_BIT);
    state->Pop(); // ... and hand it back as it was
}

bool HostedRenderWindow::renderTo(int width, int height, std::uint8_t* out) {
    if (!isAttached())
        return false;
    this->SetSize(width, height);
    this->Render();
    vtkOpenGLState* state = this->GetState();
    state->PushReadFramebufferBinding();
    this->DisplayFramebuffer->Bind(GL_READ_FRAMEBUFFER);
    this->DisplayFramebuffer->ActivateReadBuffer(0);
    state->vtkglPixelStorei(GL_PACK_ALIGNMENT, 4);
    glReadPixels(0, 0, width, height, GL_BGRA, GL_UNSIGNED_BYTE, out);
    state->PopReadFramebufferBinding();
    return true;
}

} // namespace ui
