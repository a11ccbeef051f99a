#include "ui/scene/egl_offscreen.h"

#include "engine/core/error.h"

#include <EGL/egl.h>
#include <EGL/eglext.h>
#include <array>
#include <cstdio>
#include <cstring>

namespace ui {

namespace {

[[noreturn]] void fail(const engine::Sentence& what) {
    throw engine::Error(engine::ErrorCode::NoGraphics, engine::Sentence::of("No OpenGL to draw with: %1.", what),
                        engine::Sentence::of("Install Mesa's drivers (Debian package libgl1-mesa-dri)."));
}

engine::Sentence withCode(const engine::Sentence& what) {
    std::array<char, 16> code{};
    std::snprintf(code.data(), code.size(), "0x%04x", unsigned(eglGetError()));
    return engine::Sentence::of("%1 (%2)", what, code.data());
}

} // namespace

EglOffscreen::EglOffscreen() {
    try {
        open();
    } catch (...) {
        if (m_surface)
            eglDestroySurface(m_display, m_surface);
        if (m_context)
            eglDestroyContext(m_display, m_context);
        throw;
    }
}

void EglOffscreen::open() {
    // "Surfaceless" needs neither a display server nor access to /dev/dri.
    const char* known = eglQueryString(EGL_NO_DISPLAY, EGL_EXTENSIONS);
    if (known && std::strstr(known, "EGL_MESA_platform_surfaceless"))
        m_display = eglGetPlatformDisplay(EGL_PLATFORM_SURFACELESS_MESA, nullptr, nullptr);
    else
        m_display = eglGetDisplay(EGL_DEFAULT_DISPLAY);
    if (!m_display || !eglInitialize(m_display, nullptr, nullptr))
        fail(withCode(engine::Sentence::of("EGL offers no display")));
    if (!eglBindAPI(EGL_OPENGL_API))
        fail(withCode(engine::Sentence::of("EGL offers no desktop OpenGL")));
    const EGLint wanted[] = {EGL_RENDERABLE_TYPE,
                             EGL_OPENGL_BIT,
                             EGL_SURFACE_TYPE,
                             EGL_PBUFFER_BIT,
                             EGL_RED_SIZE,
                             8,
                             EGL_GREEN_SIZE,
                             8,
                             EGL_BLUE_SIZE,
                             8,
                             EGL_NONE};
    EGLConfig config = nullptr;
    EGLint count = 0;
    if (!eglChooseConfig(m_display, wanted, &config, 1, &count) || count < 1)
        fail(withCode(engine::Sentence::of("EGL has no matching configuration")));
    const EGLint version[] = {
        EGL_CONTEXT_MAJOR_VERSION,           3,       EGL_CONTEXT_MINOR_VERSION, 2, EGL_CONTEXT_OPENGL_PROFILE_MASK,
        EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT, EGL_NONE};
    m_context = eglCreateContext(m_display, config, EGL_NO_CONTEXT, version);
    if (!m_context)
        fail(withCode(engine::Sentence::of("EGL gives no OpenGL 3.2 core context")));
    // VTK draws into its own framebuffers; this one only makes the context complete.
    const EGLint tiny[] = {EGL_WIDTH, 16, EGL_HEIGHT, 16, EGL_NONE};
    m_surface = eglCreatePbufferSurface(m_display, config, tiny);
    if (!enter())
        fail(withCode(engine::Sentence::of("the EGL context cannot be made current")));
    m_window->isHostCurrent = [this] { return eglGetCurrentContext() == m_context; };
    m_window->makeHostCurrent = [this] { enter(); };
    const bool attached = m_window->attach();
    m_description = m_window->description();
    leave();
    if (!attached)
        fail(m_window->reason());
}

bool EglOffscreen::enter() { return eglMakeCurrent(m_display, m_surface, m_surface, m_context); }

void EglOffscreen::leave() { eglMakeCurrent(m_display, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT); }

EglOffscreen::~EglOffscreen() {
    if (enter()) {
        m_window->detach();
        leave();
    }
    m_window->isHostCurrent = nullptr; // somebody may still hold the window
    m_window->makeHostCurrent = nullptr;
    eglDestroySurface(m_display, m_surface);
    eglDestroyContext(m_display, m_context);
    // No eglTerminate(): the display is shared by the whole process.
}

void EglOffscreen::render(int width, int height, std::uint8_t* out) {
    const bool drawn = enter() && m_window->renderTo(width, height, out);
    leave();
    if (!drawn)
        fail(withCode(engine::Sentence::of("the EGL context was lost")));
}

Image EglOffscreen::render(int width, int height) {
    Image image{width, height, {}};
    const std::size_t stride = std::size_t(width) * 4;
    m_pixels.resize(stride * std::size_t(height));
    render(width, height, m_pixels.data());
    image.rgba.resize(m_pixels.size());
    for (int y = 0; y < height; ++y) {
        const std::uint8_t* from = m_pixels.data() + std::size_t(height - 1 - y) * stride;
        std::uint8_t* to = image.rgba.data() + std::size_t(y) * stride;
        for (int x = 0; x < width; ++x, from += 4, to += 4) {
            to[0] = from[2];
            to[1] = from[1];
            to[2] = from[0];
            to[3] = 255;
        }
    }
    return image;
}

} // namespace ui
