#include "ui/scene/draw/image_batch.h"

#include "ui/scene/draw/opengl.h"
#include "ui/scene/draw/vector_picture.h"

#include <cstring>
#include <vtkObjectFactory.h>
#include <vtkOpenGLRenderWindow.h>
#include <vtkOpenGLVertexArrayObject.h>
#include <vtkShaderProgram.h>
#include <vtkTextureObject.h>

namespace ui {

namespace {

const char* const kVertexCode = R"(//VTK::System::Dec
uniform mat4 toClip;
uniform vec4 place; // lower corner, upper corner: middles of the outermost pixels
uniform vec2 count; // pixels
out vec2 at;
void main() {
    vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1);
    at = (corner * (count - 1.0) + 0.5) / count;
    gl_Position = toClip * vec4(mix(place.xy, place.zw, corner), 0.0, 1.0);
}
)";

const char* const kFragmentCode = R"(//VTK::System::Dec
//VTK::Output::Dec
in vec2 at;
uniform sampler2D picture;
void main() {
    gl_FragData[0] = texture(picture, at);
}
)";

} // namespace

vtkStandardNewMacro(ImageBatch);
ImageBatch::ImageBatch() = default;
ImageBatch::~ImageBatch() = default;

std::vector<std::uint32_t>& ImageBatch::edit(int width, int height) {
    m_width = width, m_height = height;
    m_pixels.resize(std::size_t(width) * std::size_t(height));
    m_changed = true;
    return m_pixels;
}

void ImageBatch::draw(vtkOpenGLRenderWindow& window) {
    if (m_changed || !m_texture->GetHandle()) {
        m_texture->SetContext(&window);
        m_texture->SetMinificationFilter(vtkTextureObject::Linear);
        m_texture->SetMagnificationFilter(vtkTextureObject::Linear);
        m_texture->SetWrapS(vtkTextureObject::ClampToEdge);
        m_texture->SetWrapT(vtkTextureObject::ClampToEdge);
        m_texture->Create2DFromRaw(unsigned(m_width), unsigned(m_height), 4, VTK_UNSIGNED_CHAR, m_pixels.data());
        m_changed = false;
    }
    vtkShaderProgram* program =
        ready(window, kVertexCode, kFragmentCode, [](vtkShaderProgram*, vtkOpenGLVertexArrayObject*) {});
    if (!program)
        return;
    Eigen::Matrix4f toClip = frame().worldToClip;
    const float place[4] = {m_lower.x(), m_lower.y(), m_upper.x(), m_upper.y()};
    const float count[2] = {float(m_width), float(m_height)};
    program->SetUniformMatrix4x4("toClip", toClip.data());
    program->SetUniform4f("place", place);
    program->SetUniform2f("count", count);
    m_texture->Activate();
    program->SetUniformi("picture", m_texture->GetTextureUnit());
    glDrawArrays(GL_TRIANGLE_STRIP, 0, 4);
    m_texture->Deactivate();
    doneDrawing();
}

void ImageBatch::record(VectorPicture& picture) const {
    if (isEmpty())
        return;
    if (frame().inDepth) {
        picture.isWhole = false;
        return;
    }
    const Eigen::Vector2f half =
        (m_upper - m_lower).array() / Eigen::Array2f(float(m_width - 1), float(m_height - 1)) / 2;
    const Eigen::Vector2f bottomLeft = frame().toPixel({m_lower.x() - half.x(), m_lower.y() - half.y(), 0}),
                          topRight = frame().toPixel({m_upper.x() + half.x(), m_upper.y() + half.y(), 0});
    VectorPicture::Pixels pixels{{m_width, m_height, std::vector<std::uint8_t>(4 * m_pixels.size())},
                                 {bottomLeft.x(), topRight.y()},
                                 {topRight.x() - bottomLeft.x(), bottomLeft.y() - topRight.y()}};
    const std::size_t row = 4 * std::size_t(m_width);
    for (int y = 0; y < m_height; ++y) // from the top
        std::memcpy(pixels.image.rgba.data() + std::size_t(y) * row,
                    m_pixels.data() + std::size_t(m_height - 1 - y) * std::size_t(m_width), row);
    picture.parts.push_back(std::move(pixels));
}

void ImageBatch::ReleaseGraphicsResources(vtkWindow* window) {
    m_texture->ReleaseGraphicsResources(window);
    m_changed = true;
    Superclass::ReleaseGraphicsResources(window);
}

} // namespace ui
