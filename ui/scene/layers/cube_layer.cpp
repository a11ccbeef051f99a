#include "ui/scene/layers/cube_layer.h"

#include <array>

namespace ui {

using Eigen::Vector2f;
using Eigen::Vector3d;

namespace {

constexpr float kHalfEdge = 30, kText = 11;

struct Face {
    CameraRig::Side side;
    const char* name;
    Vector3d normal, u, v; ///< u × v = normal
};

const std::array<Face, 6>& faces() {
    using Side = CameraRig::Side;
    static const std::array<Face, 6> all = {
        Face{Side::Top, "Top", {0, 0, 1}, {1, 0, 0}, {0, 1, 0}},
        Face{Side::Bottom, "Bottom", {0, 0, -1}, {0, 1, 0}, {1, 0, 0}},
        Face{Side::Front, "Front", {0, -1, 0}, {1, 0, 0}, {0, 0, 1}},
        Face{Side::Back, "Back", {0, 1, 0}, {0, 0, 1}, {1, 0, 0}},
        Face{Side::Left, "Left", {-1, 0, 0}, {0, 0, 1}, {0, 1, 0}},
        Face{Side::Right, "Right", {1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
    };
    return all;
}

std::array<Vector2f, 4> corners(const Face& face, const ViewTransform& view, float topInset) {
    const Vector3d right = view.pose().right(), up = view.pose().up();
    const Vector2f center(float(view.width()) - CubeLayer::kFromRight, CubeLayer::kFromTop + topInset);
    std::array<Vector2f, 4> result;
    const std::array<std::array<int, 2>, 4> signs = {{{-1, -1}, {1, -1}, {1, 1}, {-1, 1}}};
    for (std::size_t i = 0; i < 4; ++i) {
        const Vector3d p = face.normal + signs[i][0] * face.u + signs[i][1] * face.v;
        result[i] = center + kHalfEdge * Vector2f(float(p.dot(right)), -float(p.dot(up)));
    }
    return result;
}

} // namespace

CubeLayer::CubeLayer(const LayerHost& host)
    : Layer(host), m_faces(add<ShapeBatch>(true)), m_names(add<LabelBatch>(true)) {}

void CubeLayer::update(const LayerFrame& frame) {
    const SceneState& state = frame.state;
    m_faces->clear();
    m_names->clear();
    if (!frame.inSpace() || !state.orientationCube)
        return;
    const Vector3d eye = frame.view.pose().toEye();
    for (const Face& face : faces()) {
        const double facing = face.normal.dot(eye);
        if (facing < 1e-6)
            continue;
        const std::array<Vector2f, 4> c = corners(face, frame.view, state.topInset);
        const Color fill = face.normal.z() != 0   ? state.theme.hover
                           : face.normal.y() != 0 ? state.theme.raised
                                                  : state.theme.panel;
        m_faces->fill(c, fill);
        for (std::size_t i = 0; i < 4; ++i)
            m_faces->line(c[i].x(), c[i].y(), c[(i + 1) % 4].x(), c[(i + 1) % 4].y(), 1, state.theme.borderStrong);
        if (facing > 0.3) { // seen flatter, the word would be wider than the face
            const Vector2f middle = (c[0] + c[1] + c[2] + c[3]) / 4;
            const auto opacity = float(std::clamp((facing - 0.3) / 0.05, 0.0, 1.0));
            m_names->add(face.name, {Typeface::Text, kText, state.theme.text.withAlpha(opacity)}, middle.x(),
                         middle.y() + kText * 0.36F, Align::Center);
        }
    }
}

std::optional<CameraRig::Side> CubeLayer::sideAt(const ViewTransform& view, const Eigen::Vector2d& pixel,
                                                 float topInset) {
    const Vector2f p = pixel.cast<float>();
    for (const Face& face : faces()) {
        if (face.normal.dot(view.pose().toEye()) < 1e-6)
            continue;
        const std::array<Vector2f, 4> c = corners(face, view, topInset);
        bool inside = true;
        for (std::size_t i = 0; i < 4; ++i) {
            const Vector2f edge = c[(i + 1) % 4] - c[i], way = p - c[i];
            inside =
                inside && edge.x() * way.y() - edge.y() * way.x() <= 0; // y downwards: counter-clockwise is negative
        }
        if (inside)
            return face.side;
    }
    return {};
}

} // namespace ui
