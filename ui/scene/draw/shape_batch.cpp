#include "ui/scene/draw/shape_batch.h"

#include "ui/scene/draw/opengl.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <vtkObjectFactory.h>
#include <vtkOpenGLBufferObject.h>
#include <vtkOpenGLRenderWindow.h>
#include <vtkOpenGLVertexArrayObject.h>
#include <vtkShaderProgram.h>

namespace ui {

using Eigen::Vector2f;

namespace {

const char* const kVertexCode = R"(//VTK::System::Dec
in vec3 position;
in vec2 rim;      // distance from the middle, half width
in vec4 color;
uniform vec3 size; // logical width, height; physical pixels in a logical one
noperspective out vec4 tint;
noperspective out float across;
noperspective out float halfWidth;
void main() {
    gl_Position = vec4(2.0 * position.x / size.x - 1.0, 1.0 - 2.0 * position.y / size.y, position.z, 1.0);
    tint = color;
    across = rim.x * size.z;
    halfWidth = rim.y * size.z;
}
)";

const char* const kFragmentCode = R"(//VTK::System::Dec
//VTK::Output::Dec
noperspective in vec4 tint;
noperspective in float across;
noperspective in float halfWidth;
void main() {
    float alpha = tint.a * clamp(halfWidth + 0.5 - abs(across), 0.0, 1.0);
    if (alpha < 0.004)
        discard;
    gl_FragData[0] = vec4(tint.rgb, alpha);
}
)";

constexpr float kFilled = 1e6F;
constexpr float kRim = 0.5F; ///< how far a ribbon reaches beyond its stroke: half a pixel

} // namespace

vtkStandardNewMacro(ShapeBatch);
ShapeBatch::ShapeBatch() = default;
ShapeBatch::~ShapeBatch() = default;

void ShapeBatch::clear() {
    m_vertices.clear();
    m_indices.clear();
    m_changed = true;
}

void ShapeBatch::reserve(std::size_t vertices) {
    m_vertices.reserve(vertices);
    m_indices.reserve(3 * vertices);
}

// Two vertices a row: `first` and the next belong to one point, the two after them to the next point.
void ShapeBatch::quad(std::uint32_t first) {
    const std::uint32_t corners[6] = {first, first + 1, first + 2, first + 2, first + 1, first + 3};
    m_indices.insert(m_indices.end(), corners, corners + 6);
}

void ShapeBatch::stroke(std::span<const StrokePoint> points) {
    if (points.size() < 2)
        return;
    Vector2f before = Vector2f::Zero();
    const auto first = std::uint32_t(m_vertices.size());
    for (std::size_t i = 0; i < points.size(); ++i) {
        const StrokePoint& p = points[i];
        Vector2f after = before;
        if (i + 1 < points.size()) {
            const Vector2f step(points[i + 1].x - p.x, points[i + 1].y - p.y);
            const float length = step.norm();
            after = length > 1e-6F ? Vector2f(step / length) : before;
        }
        if (i == 0)
            before = after;
        // At a bend the ribbon widens by the mitre, but never beyond twice its width.
        Vector2f along = before + after;
        const float length = along.norm();
        along = length > 1e-3F ? Vector2f(along / length) : after;
        const float mitre = 1 / std::max(along.dot(after), 0.5F);
        const float reach = p.width / 2 + kRim;
        const Vector2f side = Vector2f(-along.y(), along.x()) * (reach * mitre);
        m_vertices.push_back({p.x + side.x(), p.y + side.y(), p.depth, reach, p.width / 2, p.rgba});
        m_vertices.push_back({p.x - side.x(), p.y - side.y(), p.depth, -reach, p.width / 2, p.rgba});
        if (i > 0)
            quad(first + 2 * std::uint32_t(i) - 2);
        before = after;
    }
    m_changed = true;
}

void ShapeBatch::roundEnd(const StrokePoint& before, const StrokePoint& end) {
    constexpr int kParts = 16;
    const float start = std::atan2(end.y - before.y, end.x - before.x) - std::numbers::pi_v<float> / 2;
    const float reach = end.width / 2 + kRim;
    const auto first = std::uint32_t(m_vertices.size());
    m_vertices.push_back({end.x, end.y, end.depth, 0, end.width / 2, end.rgba});
    for (std::uint32_t i = 0; i <= kParts; ++i) {
        const float angle = start + std::numbers::pi_v<float> * float(i) / kParts;
        m_vertices.push_back({end.x + reach * std::cos(angle), end.y + reach * std::sin(angle), end.depth, reach,
                              end.width / 2, end.rgba});
        if (i > 0)
            m_indices.insert(m_indices.end(), {first, first + i, first + i + 1});
    }
    m_changed = true;
}

void ShapeBatch::line(float x0, float y0, float x1, float y1, float width, Color color) {
    const std::uint32_t rgba = packed(color);
    const std::array<StrokePoint, 2> points = {StrokePoint{x0, y0, 0, width, rgba},
                                               StrokePoint{x1, y1, 0, width, rgba}};
    stroke(points);
}

void ShapeBatch::circle(float x, float y, float radius, float width, Color color, float dash) {
    const int parts = std::clamp(int(radius * 1.5F), 24, 256);
    const int period =
        dash > 0 ? std::max(1, int(std::lround(dash * float(parts) / (2 * std::numbers::pi_v<float> * radius))))
                 : parts;
    const std::uint32_t rgba = packed(color);
    std::vector<StrokePoint> points;
    for (int begin = 0; begin<parts; begin += dash> 0 ? 2 * period : period) {
        points.clear();
        for (int i = begin; i <= std::min(begin + period, parts); ++i) {
            const float angle = 2 * std::numbers::pi_v<float> * float(i) / float(parts);
            points.push_back({x + radius * std::cos(angle), y + radius * std::sin(angle), 0, width, rgba});
        }
        stroke(points);
    }
}

void ShapeBatch::rectangle(float x, float y, float w, float h, float strokeWidth, Color color) {
    const float half = strokeWidth / 2; // lines overlap at the corners and leave no notch
    line(x - half, y, x + w + half, y, strokeWidth, color);
    line(x - half, y + h, x + w + half, y + h, strokeWidth, color);
    line(x, y + half, x, y + h - half, strokeWidth, color);
    line(x + w, y + half, x + w, y + h - half, strokeWidth, color);
}

void ShapeBatch::fill(std::span<const Vector2f> corners, Color color) {
    const auto first = std::uint32_t(m_vertices.size());
    const std::uint32_t rgba = packed(color);
    for (const Vector2f& c : corners)
        m_vertices.push_back({c.x(), c.y(), 0, 0, kFilled, rgba});
    for (std::uint32_t i = 2; i < corners.size(); ++i)
        m_indices.insert(m_indices.end(), {first, first + i - 1, first + i});
    m_changed = true;
}

void ShapeBatch::fillRectangle(float x, float y, float w, float h, Color color, float cornerRadius) {
    std::vector<Vector2f> outline;
    const float r = std::min({cornerRadius, w / 2, h / 2});
    const int parts = r > 0 ? 8 : 0;
    const std::array<Vector2f, 4> centers = {
        Vector2f{x + w - r, y + r}, {x + w - r, y + h - r}, {x + r, y + h - r}, {x + r, y + r}};
    for (int corner = 0; corner < 4; ++corner)
        for (int i = 0; i <= parts; ++i) {
            const float angle =
                std::numbers::pi_v<float> / 2 * (float(corner) - 1 + (parts ? float(i) / float(parts) : 0));
            outline.emplace_back(centers[std::size_t(corner)] + r * Vector2f(std::cos(angle), std::sin(angle)));
        }
    fill(outline, color);
}

void ShapeBatch::fillGradient(float x, float y, float w, float h, Color left, Color right) {
    const auto first = std::uint32_t(m_vertices.size());
    const std::uint32_t from = packed(left), to = packed(right);
    m_vertices.push_back({x, y, 0, 0, kFilled, from});
    m_vertices.push_back({x, y + h, 0, 0, kFilled, from});
    m_vertices.push_back({x + w, y, 0, 0, kFilled, to});
    m_vertices.push_back({x + w, y + h, 0, 0, kFilled, to});
    quad(first);
    m_changed = true;
}

void ShapeBatch::draw(vtkOpenGLRenderWindow& window) {
    if (m_changed) {
        m_vertexBuffer->Upload(m_vertices.data(), m_vertices.size(), vtkOpenGLBufferObject::ArrayBuffer);
        m_indexBuffer->Upload(m_indices.data(), m_indices.size(), vtkOpenGLBufferObject::ElementArrayBuffer);
        m_changed = false;
    }
    vtkShaderProgram* program =
        ready(window, kVertexCode, kFragmentCode, [this](vtkShaderProgram* p, vtkOpenGLVertexArrayObject* layout) {
            constexpr std::size_t kStride = sizeof(Vertex);
            layout->AddAttributeArray(p, m_vertexBuffer, "position", int(offsetof(Vertex, x)), kStride, VTK_FLOAT, 3,
                                      false);
            layout->AddAttributeArray(p, m_vertexBuffer, "rim", int(offsetof(Vertex, across)), kStride, VTK_FLOAT, 2,
                                      false);
            layout->AddAttributeArray(p, m_vertexBuffer, "color", int(offsetof(Vertex, rgba)), kStride,
                                      VTK_UNSIGNED_CHAR, 4, true);
        });
    if (!program)
        return;
    const float size[3] = {frame().width, frame().height, frame().ratio};
    program->SetUniform3f("size", size);
    m_indexBuffer->Bind();
    glDrawElements(GL_TRIANGLES, GLsizei(m_indices.size()), GL_UNSIGNED_INT, nullptr);
    m_indexBuffer->Release();
    doneDrawing();
}

void ShapeBatch::ReleaseGraphicsResources(vtkWindow* window) {
    m_vertexBuffer->ReleaseGraphicsResources();
    m_indexBuffer->ReleaseGraphicsResources();
    m_changed = true;
    Superclass::ReleaseGraphicsResources(window);
}

} // namespace ui
