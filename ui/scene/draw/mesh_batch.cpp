#include "ui/scene/draw/mesh_batch.h"

#include "ui/scene/draw/opengl.h"
#include "ui/scene/draw/vector_picture.h"

#include <cstddef>
#include <vtkObjectFactory.h>
#include <vtkOpenGLBufferObject.h>
#include <vtkOpenGLRenderWindow.h>
#include <vtkOpenGLState.h>
#include <vtkOpenGLVertexArrayObject.h>
#include <vtkShaderProgram.h>

namespace ui {

namespace {

const char* const kVertexCode = R"(//VTK::System::Dec
in vec3 position;
in vec4 color;
uniform mat4 toClip;
out vec4 tint;
void main() {
    gl_Position = toClip * vec4(position, 1.0);
    tint = color;
}
)";

const char* const kFragmentCode = R"(//VTK::System::Dec
//VTK::Output::Dec
in vec4 tint;
void main() {
    if (tint.a < 0.02)
        discard;
    gl_FragData[0] = tint;
}
)";

} // namespace

vtkStandardNewMacro(MeshBatch);
MeshBatch::MeshBatch() = default;
MeshBatch::~MeshBatch() = default;

void MeshBatch::setGrid(int nx, int ny) {
    if (nx == m_nx && ny == m_ny)
        return;
    m_nx = nx, m_ny = ny;
    m_indices.clear();
    for (int y = 0; y + 1 < ny; ++y)
        for (int x = 0; x + 1 < nx; ++x) {
            const auto at = std::uint32_t(y * nx + x), above = at + std::uint32_t(nx);
            m_indices.insert(m_indices.end(), {at, at + 1, above, above, at + 1, above + 1});
        }
    m_gridChanged = true;
}

void MeshBatch::draw(vtkOpenGLRenderWindow& window) {
    if (m_changed)
        m_vertexBuffer->Upload(m_vertices.data(), m_vertices.size(), vtkOpenGLBufferObject::ArrayBuffer);
    if (m_gridChanged)
        m_indexBuffer->Upload(m_indices.data(), m_indices.size(), vtkOpenGLBufferObject::ElementArrayBuffer);
    m_changed = m_gridChanged = false;
    vtkShaderProgram* program =
        ready(window, kVertexCode, kFragmentCode, [this](vtkShaderProgram* p, vtkOpenGLVertexArrayObject* layout) {
            constexpr std::size_t kStride = sizeof(Vertex);
            layout->AddAttributeArray(p, m_vertexBuffer, "position", int(offsetof(Vertex, x)), kStride, VTK_FLOAT, 3,
                                      false);
            layout->AddAttributeArray(p, m_vertexBuffer, "color", int(offsetof(Vertex, rgba)), kStride,
                                      VTK_UNSIGNED_CHAR, 4, true);
        });
    if (!program)
        return;
    Eigen::Matrix4f toClip = frame().worldToClip;
    program->SetUniformMatrix4x4("toClip", toClip.data());
    window.GetState()->vtkglDepthMask(GL_TRUE); // Batch puts it back
    m_indexBuffer->Bind();
    glDrawElements(GL_TRIANGLES, GLsizei(m_indices.size()), GL_UNSIGNED_INT, nullptr);
    m_indexBuffer->Release();
    doneDrawing();
}

void MeshBatch::record(VectorPicture& picture) const {
    if (!isEmpty())
        picture.isWhole = false;
}

void MeshBatch::ReleaseGraphicsResources(vtkWindow* window) {
    m_vertexBuffer->ReleaseGraphicsResources();
    m_indexBuffer->ReleaseGraphicsResources();
    m_changed = m_gridChanged = true;
    Superclass::ReleaseGraphicsResources(window);
}

} // namespace ui
