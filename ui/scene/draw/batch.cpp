#include "ui/scene/draw/batch.h"

#include "ui/scene/draw/opengl.h"

#include <vtkOpenGLRenderWindow.h>
#include <vtkOpenGLShaderCache.h>
#include <vtkOpenGLState.h>
#include <vtkOpenGLVertexArrayObject.h>
#include <vtkShaderProgram.h>
#include <vtkViewport.h>

namespace ui {

Batch::Batch() = default;
Batch::~Batch() = default;

int Batch::RenderOpaqueGeometry(vtkViewport* viewport) { return m_overlay ? 0 : render(viewport); }
int Batch::RenderOverlay(vtkViewport* viewport) { return m_overlay ? render(viewport) : 0; }

int Batch::render(vtkViewport* viewport) {
    auto* window = vtkOpenGLRenderWindow::SafeDownCast(viewport->GetVTKWindow());
    if (!window || !m_frame || isEmpty())
        return 0;
    vtkOpenGLState* state = window->GetState();
    const vtkOpenGLState::ScopedglEnableDisable blend(state, GL_BLEND), depth(state, GL_DEPTH_TEST),
        faces(state, GL_CULL_FACE);
    const vtkOpenGLState::ScopedglDepthMask mask(state);
    const vtkOpenGLState::ScopedglBlendFuncSeparate function(state);
    state->vtkglEnable(GL_BLEND);
    state->vtkglBlendFuncSeparate(GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA, GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
    state->vtkglDisable(GL_CULL_FACE);
    state->SetEnumState(GL_DEPTH_TEST, m_frame->inDepth && !m_overlay);
    state->vtkglDepthMask(GL_FALSE);
    draw(*window);
    return 1;
}

vtkShaderProgram* Batch::ready(vtkOpenGLRenderWindow& window, const char* vertexCode, const char* fragmentCode,
                               const std::function<void(vtkShaderProgram*, vtkOpenGLVertexArrayObject*)>& describe) {
    vtkShaderProgram* program = window.GetShaderCache()->ReadyShaderProgram(vertexCode, fragmentCode, "");
    if (!program)
        return nullptr;
    if (program != m_described) {
        m_layout->ReleaseGraphicsResources();
        m_layout->Bind();
        describe(program, m_layout);
        m_described = program;
    } else {
        m_layout->Bind();
    }
    return program;
}

void Batch::doneDrawing() { m_layout->Release(); }

void Batch::ReleaseGraphicsResources(vtkWindow* window) {
    m_layout->ReleaseGraphicsResources();
    m_described = nullptr;
    Superclass::ReleaseGraphicsResources(window);
}

} // namespace ui
