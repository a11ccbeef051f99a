#include "ui/scene/draw/label_batch.h"

#include "ui/scene/draw/opengl.h"

#include <cmath>
#include <cstddef>
#include <vtkObjectFactory.h>
#include <vtkOpenGLBufferObject.h>
#include <vtkOpenGLRenderWindow.h>
#include <vtkOpenGLVertexArrayObject.h>
#include <vtkShaderProgram.h>
#include <vtkTextureObject.h>

namespace ui {

namespace {

const char* const kVertexCode = R"(//VTK::System::Dec
in vec2 position;
in vec2 place;
in vec4 color;
uniform vec2 size;
out vec2 texel;
out vec4 tint;
void main() {
    gl_Position = vec4(2.0 * position.x / size.x - 1.0, 1.0 - 2.0 * position.y / size.y, 0.0, 1.0);
    texel = place;
    tint = color;
}
)";

const char* const kFragmentCode = R"(//VTK::System::Dec
//VTK::Output::Dec
in vec2 texel;
in vec4 tint;
uniform sampler2D glyphs;
void main() {
    float alpha = tint.a * texture2D(glyphs, texel).r;
    if (alpha < 0.004)
        discard;
    gl_FragData[0] = vec4(tint.rgb, alpha);
}
)";

constexpr int kLargestSide = 4096;

} // namespace

vtkStandardNewMacro(LabelBatch);
LabelBatch::LabelBatch() = default;
LabelBatch::~LabelBatch() = default;

void LabelBatch::add(std::string_view utf8, const TextStyle& style, float x, float baseline, Align align) {
    if (!utf8.empty())
        m_labels.push_back({std::string(utf8), style, x, baseline, align});
}

float LabelBatch::width(std::string_view utf8, const TextStyle& style) const {
    const float ratio = frame().ratio;
    return m_raster->image(utf8, style.face, style.size * ratio).advance / ratio;
}

std::optional<LabelBatch::Place> LabelBatch::placed(const Label& label, float size, const TextImage& image) {
    auto key = std::tuple(label.style.face, size, label.text);
    if (const auto found = m_places.find(key); found != m_places.end())
        return found->second;
    if (m_penX + image.width > m_side) {
        m_penX = 0;
        m_penY += m_rowHeight;
        m_rowHeight = 0;
    }
    if (image.width > m_side || m_penY + image.height > m_side)
        return {};
    const Place place{m_penX, m_penY};
    for (int row = 0; row < image.height; ++row)
        std::copy_n(image.coverage.data() + std::size_t(row) * std::size_t(image.width), image.width,
                    m_pixels.data() + std::size_t(m_penY + row) * std::size_t(m_side) + std::size_t(m_penX));
    m_penX += image.width;
    m_rowHeight = std::max(m_rowHeight, image.height);
    m_pixelsChanged = true;
    m_places.emplace(std::move(key), place);
    return place;
}

void LabelBatch::empty() {
    m_places.clear();
    m_pixels.assign(std::size_t(m_side) * std::size_t(m_side), 0);
    m_penX = m_penY = m_rowHeight = 0;
}

void LabelBatch::layOut() {
    const BatchFrame& f = frame();
    if (m_labels == m_laidOut && f.ratio == m_laidOutRatio)
        return;
    if (m_side == 0) {
        m_side = 512;
        empty();
    }
    // With what is there already; else afresh; else in a larger texture.
    for (bool fresh = false; !arrange(); fresh = true) {
        if (fresh && m_side == kLargestSide)
            break; // labels beyond that are left out
        if (fresh)
            m_side *= 2;
        empty();
    }
    m_laidOut = m_labels;
    m_laidOutRatio = f.ratio;
    m_verticesChanged = true;
}

bool LabelBatch::arrange() {
    const float ratio = frame().ratio;
    const auto side = float(m_side);
    m_vertices.clear();
    for (const Label& label : m_labels) {
        const float size = label.style.size * ratio;
        const TextImage& image = m_raster->image(label.text, label.style.face, size);
        const std::optional<Place> place = placed(label, size, image);
        if (!place)
            return false;
        const float shift = label.align == Align::Left    ? 0
                            : label.align == Align::Right ? image.advance
                                                          : image.advance / 2;
        const float left = std::round(label.x * ratio - shift) + float(image.left);
        const float top = std::round(label.baseline * ratio) - float(image.top);
        const float x0 = left / ratio, y0 = top / ratio;
        const float x1 = (left + float(image.width)) / ratio, y1 = (top + float(image.height)) / ratio;
        const float u0 = float(place->x) / side, v0 = float(place->y) / side;
        const float u1 = float(place->x + image.width) / side, v1 = float(place->y + image.height) / side;
        const std::uint32_t rgba = packed(label.style.color);
        for (const Vertex& v : {Vertex{x0, y0, u0, v0, rgba},
                                {x0, y1, u0, v1, rgba},
                                {x1, y0, u1, v0, rgba},
                                {x1, y0, u1, v0, rgba},
                                {x0, y1, u0, v1, rgba},
                                {x1, y1, u1, v1, rgba}})
            m_vertices.push_back(v);
    }
    return true;
}

void LabelBatch::draw(vtkOpenGLRenderWindow& window) {
    layOut();
    if (m_vertices.empty())
        return;
    if (m_verticesChanged)
        m_buffer->Upload(m_vertices.data(), m_vertices.size(), vtkOpenGLBufferObject::ArrayBuffer);
    m_verticesChanged = false;
    if (m_pixelsChanged) {
        m_texture->SetContext(&window);
        m_texture->SetMinificationFilter(vtkTextureObject::Nearest);
        m_texture->SetMagnificationFilter(vtkTextureObject::Nearest);
        m_texture->Create2DFromRaw(unsigned(m_side), unsigned(m_side), 1, VTK_UNSIGNED_CHAR, m_pixels.data());
        m_pixelsChanged = false;
    }
    vtkShaderProgram* program =
        ready(window, kVertexCode, kFragmentCode, [this](vtkShaderProgram* p, vtkOpenGLVertexArrayObject* layout) {
            constexpr std::size_t kStride = sizeof(Vertex);
            layout->AddAttributeArray(p, m_buffer, "position", int(offsetof(Vertex, x)), kStride, VTK_FLOAT, 2, false);
            layout->AddAttributeArray(p, m_buffer, "place", int(offsetof(Vertex, u)), kStride, VTK_FLOAT, 2, false);
            layout->AddAttributeArray(p, m_buffer, "color", int(offsetof(Vertex, rgba)), kStride, VTK_UNSIGNED_CHAR, 4,
                                      true);
        });
    if (!program)
        return;
    m_texture->Activate();
    const float size[2] = {frame().width, frame().height};
    program->SetUniform2f("size", size);
    program->SetUniformi("glyphs", m_texture->GetTextureUnit());
    glDrawArrays(GL_TRIANGLES, 0, GLsizei(m_vertices.size()));
    m_texture->Deactivate();
    doneDrawing();
}

void LabelBatch::record(VectorPicture& picture) const {
    for (const Label& label : m_labels)
        picture.parts.push_back(VectorPicture::Text{label.text,
                                                    label.style.face,
                                                    label.style.size,
                                                    {label.x, label.baseline},
                                                    label.align,
                                                    packed(label.style.color)});
}

void LabelBatch::ReleaseGraphicsResources(vtkWindow* window) {
    m_buffer->ReleaseGraphicsResources();
    m_texture->ReleaseGraphicsResources(window);
    m_pixelsChanged = m_verticesChanged = true;
    Superclass::ReleaseGraphicsResources(window);
}

} // namespace ui
