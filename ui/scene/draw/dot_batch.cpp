#include "ui/scene/draw/dot_batch.h"

#include "ui/scene/draw/ball_light.h"
#include "ui/scene/draw/opengl.h"

#include <cmath>
#include <cstddef>
#include <string>
#include <vtkObjectFactory.h>
#include <vtkOpenGLBufferObject.h>
#include <vtkOpenGLRenderWindow.h>
#include <vtkOpenGLState.h>
#include <vtkOpenGLVertexArrayObject.h>
#include <vtkShaderProgram.h>
#include <vtkTextureObject.h>

namespace ui {

namespace {

const char* const kVertexCode = R"(//VTK::System::Dec
in vec3 position;
in float diameter;
in vec4 color;
uniform mat4 toClip;
uniform vec4 depthPlane;
uniform vec4 cue;     // size near, far; opacity near, far
uniform vec2 scale;   // physical pixels in a logical one; reach
uniform vec4 haze;    // colour; part of it in the farthest
uniform vec4 ball;    // radius from which it is lit, and fully; what the dark side lacks, shine
flat out vec4 tint;
flat out vec2 reachOf;  // of the disc and of the sprite, from the middle
flat out vec2 strength; // of a ball's light: dark, shine
void main() {
    vec4 place = vec4(position, 1.0);
    gl_Position = toClip * place;
    float depth = clamp(dot(depthPlane, place), 0.0, 1.0);
    float radius = 0.5 * diameter * scale.x * mix(cue.x, cue.y, depth);
    reachOf = vec2(radius, radius * scale.y + 0.5);
    strength = ball.zw * clamp((radius - ball.x) / (ball.y - ball.x), 0.0, 1.0);
    gl_PointSize = 2.0 * reachOf.y;
    tint = vec4(mix(color.rgb, haze.rgb, haze.a * depth), color.a * mix(cue.z, cue.w, depth));
}
)";

const std::string kFragmentHead = R"(//VTK::System::Dec
//VTK::Output::Dec
flat in vec4 tint;
flat in vec2 reachOf;
uniform vec4 override_;
uniform float stroke;
uniform vec3 lamp; // where it stands
flat in vec2 strength;
void main() {
    float keep = 1.0, white = 0.0;
    float radius = reachOf.x, halfSide = reachOf.y;
    float away = length(gl_PointCoord * 2.0 - 1.0) * halfSide;
)";
const std::string kFragmentTail = R"(
    vec3 rgb = mix(tint.rgb, override_.rgb, step(0.0, override_.a)) * keep + white;
    float alpha = cover * tint.a * (override_.a < 0.0 ? 1.0 : override_.a);
    if (alpha < 0.004)
        discard;
    gl_FragData[0] = vec4(rgb, alpha);
}
)";
// How much of a pixel the shape covers, from the distance of the pixel's centre to the shape's edge.
const std::string kDiscCode = kFragmentHead + "float cover = clamp(radius + 0.5 - away, 0.0, 1.0);" + kFragmentTail;
// As ballLight() of dot.h.
const std::string kBallCode =
    kFragmentHead + R"(
    float cover = clamp(radius + 0.5 - away, 0.0, 1.0);
    vec2 at = (gl_PointCoord * 2.0 - 1.0) * vec2(1.0, -1.0) * halfSide / max(radius, 0.01);
    float lit = max(0.0, dot(vec3(at, sqrt(max(0.0, 1.0 - dot(at, at)))), lamp));
    float second = lit * lit, fourth = second * second;
    white = strength.y * fourth * fourth;
    keep = (1.0 - strength.x * (1.0 - lit)) * (1.0 - white);
)" + kFragmentTail;
const std::string kRingCode = kFragmentHead +
                              "float cover = clamp(0.5 * stroke + 0.5 - abs(away - radius + 0.5 * stroke), 0.0, 1.0);" +
                              kFragmentTail;
const std::string kGlowCode = kFragmentHead +
                              "float fall = clamp(1.0 - (away * away) / (halfSide * halfSide), 0.0, 1.0);"
                              "float cover = fall * (2.0 - fall);" +
                              kFragmentTail;

const char* const kStampedVertexCode = R"(//VTK::System::Dec
void main() { // a triangle that covers everything
    gl_Position = vec4(gl_VertexID == 1 ? 3.0 : -1.0, gl_VertexID == 2 ? 3.0 : -1.0, 0.0, 1.0);
}
)";
const char* const kStampedFragmentCode = R"(//VTK::System::Dec
//VTK::Output::Dec
uniform sampler2D stamped;
void main() {
    vec4 color = texelFetch(stamped, ivec2(gl_FragCoord.xy), 0);
    if (color.a == 0.0)
        discard;
    gl_FragData[0] = color;
}
)";

bool isSoftware(vtkOpenGLRenderWindow& window) {
    const std::string renderer = window.GetState()->GetRenderer();
    return renderer.find("llvmpipe") != std::string::npos || renderer.find("softpipe") != std::string::npos ||
           renderer.find("swrast") != std::string::npos;
}

} // namespace

DotBuffer::DotBuffer() = default;
DotBuffer::~DotBuffer() = default;

vtkOpenGLBufferObject* DotBuffer::uploaded() {
    if (m_changed && !m_dots.empty())
        m_buffer->Upload(m_dots.data(), m_dots.size(), vtkOpenGLBufferObject::ArrayBuffer);
    m_changed = false;
    return m_buffer;
}

void DotBuffer::release() {
    m_buffer->ReleaseGraphicsResources();
    m_changed = true;
}

vtkStandardNewMacro(DotBatch);
DotBatch::DotBatch() = default;
DotBatch::~DotBatch() = default;

Eigen::Matrix4f DotBatch::clipMatrix() const {
    const BatchFrame& f = frame();
    Eigen::Matrix4f toClip = f.worldToClip;
    if (m_style.pixels) {
        toClip.setIdentity();
        toClip.row(0) << 2 / f.width, 0, 0, -1;
        toClip.row(1) << 0, -2 / f.height, 0, 1;
    } else if (m_style.floor) {
        toClip.col(3) += toClip.col(2) * *m_style.floor;
        toClip.col(2).setZero();
    }
    return toClip;
}

void DotBatch::draw(vtkOpenGLRenderWindow& window) {
    const Eigen::Matrix4f toClip = clipMatrix();
    if (m_buffer->dots().size() >= frame().stampFrom && isSoftware(window))
        drawStamped(window, toClip);
    else
        drawSprites(window, toClip);
}

void DotBatch::drawSprites(vtkOpenGLRenderWindow& window, const Eigen::Matrix4f& toClip) {
    vtkOpenGLBufferObject* buffer = m_buffer->uploaded();
    const std::string& fragmentCode = m_style.shape == DotShape::Disc   ? kDiscCode
                                      : m_style.shape == DotShape::Ball ? kBallCode
                                      : m_style.shape == DotShape::Ring ? kRingCode
                                                                        : kGlowCode;
    vtkShaderProgram* program = ready(
        window, kVertexCode, fragmentCode.c_str(), [buffer](vtkShaderProgram* p, vtkOpenGLVertexArrayObject* layout) {
            constexpr std::size_t kStride = sizeof(Dot);
            layout->AddAttributeArray(p, buffer, "position", int(offsetof(Dot, x)), kStride, VTK_FLOAT, 3, false);
            layout->AddAttributeArray(p, buffer, "diameter", int(offsetof(Dot, diameter)), kStride, VTK_FLOAT, 1,
                                      false);
            layout->AddAttributeArray(p, buffer, "color", int(offsetof(Dot, rgba)), kStride, VTK_UNSIGNED_CHAR, 4,
                                      true);
        });
    if (!program)
        return;
    const BatchFrame& f = frame();
    const Eigen::Vector4f plane = m_style.pixels ? Eigen::Vector4f::Zero() : f.depthPlane;
    const float cue[4] = {m_style.sizeNear, m_style.sizeFar, m_style.opacityNear, m_style.opacityFar};
    const float scale[2] = {f.ratio, m_style.shape == DotShape::Glow ? m_style.reach : 1};
    const float haze[4] = {m_style.haze.red, m_style.haze.green, m_style.haze.blue, m_style.hazeFar};
    const Color c = m_style.color.value_or(Color{0, 0, 0, -1});
    const float color[4] = {c.red, c.green, c.blue, c.alpha};
    Eigen::Matrix4f matrix = toClip;
    program->SetUniformMatrix4x4("toClip", matrix.data());
    program->SetUniform4f("depthPlane", plane.data());
    program->SetUniform4f("cue", cue);
    program->SetUniform2f("scale", scale);
    program->SetUniform4f("haze", haze);
    constexpr float kLamp[3] = {kLampX, kLampY, kLampZ};
    constexpr float kBall[4] = {kBallFrom, kBallFull, 1 - kBallDark, kBallShine};
    program->SetUniform3f("lamp", kLamp);
    program->SetUniform4f("ball", kBall);
    program->SetUniform4f("override_", color);
    program->SetUniformf("stroke", m_style.stroke * f.ratio);
    glEnable(GL_PROGRAM_POINT_SIZE);
    glDrawArrays(GL_POINTS, 0, GLsizei(m_buffer->dots().size()));
    glDisable(GL_PROGRAM_POINT_SIZE);
    doneDrawing();
}

void DotBatch::drawStamped(vtkOpenGLRenderWindow& window, const Eigen::Matrix4f& toClip) {
    const BatchFrame& f = frame();
    const DotRaster::View view{toClip, m_style.pixels ? Eigen::Vector4f::Zero().eval() : f.depthPlane,
                               int(std::lround(f.width * f.ratio)), int(std::lround(f.height * f.ratio)), f.ratio};
    const Stamped wanted{view, m_style, m_buffer.get(), m_buffer->revision()};
    if (m_stamped != wanted) {
        m_raster.clear(view.width, view.height);
        m_raster.draw(m_buffer->dots(), view, m_style);
        m_texture->SetContext(&window);
        m_texture->SetMinificationFilter(vtkTextureObject::Nearest);
        m_texture->SetMagnificationFilter(vtkTextureObject::Nearest);
        m_texture->Create2DFromRaw(unsigned(view.width), unsigned(view.height), 4, VTK_UNSIGNED_CHAR,
                                   const_cast<std::uint32_t*>(m_raster.pixels().data()));
        m_stamped = wanted;
    }
    vtkShaderProgram* program =
        ready(window, kStampedVertexCode, kStampedFragmentCode, [](vtkShaderProgram*, vtkOpenGLVertexArrayObject*) {});
    if (!program)
        return;
    // One depth for the whole picture would mean nothing, so solid actors do not hide stamped dots.
    vtkOpenGLState* state = window.GetState();
    state->vtkglDisable(GL_DEPTH_TEST);
    state->vtkglBlendFuncSeparate(GL_ONE, GL_ONE_MINUS_SRC_ALPHA, GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
    m_texture->Activate();
    program->SetUniformi("stamped", m_texture->GetTextureUnit());
    glDrawArrays(GL_TRIANGLES, 0, 3);
    m_texture->Deactivate();
    doneDrawing();
}

void DotBatch::ReleaseGraphicsResources(vtkWindow* window) {
    m_texture->ReleaseGraphicsResources(window);
    m_stamped.reset();
    m_buffer->release();
    Superclass::ReleaseGraphicsResources(window);
}

} // namespace ui
