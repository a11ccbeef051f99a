#include "ui/scene/layers/overlay_layer.h"

namespace ui {

using Eigen::Index;
using Eigen::Vector2d;

namespace {

constexpr float kStroke = 1.25F, kHandle = 7, kTurnHandleAway = 18;
constexpr float kBand = 0.14F, kLassoFill = 0.10F;
constexpr float kDash = 6;               ///< of guides, and the gap after it
constexpr double kLongestGuide = 20'000; ///< pixels

constexpr float kPlaneFill = 0.06F, kKnob = 9, kTipLength = 11, kTipWidth = 5;
constexpr float kGhost = 0.45F; // opacity of points that are not there yet
constexpr double kFarPixel = 20'000; // beyond it a line is not drawn

/// Red, green and blue for the axes, as everywhere.
Color toneColor(OverlayTone tone, const SceneTheme& theme) {
    switch (tone) {
    case OverlayTone::Quiet:
        return theme.textSecondary;
    case OverlayTone::Plain:
        return theme.text;
    case OverlayTone::First:
        return Color::hex(theme.dark ? 0xFF6B6B : 0xC92A2A);
    case OverlayTone::Second:
        return Color::hex(theme.dark ? 0x69DB7C : 0x2B8A3E);
    case OverlayTone::Third:
        return Color::hex(theme.dark ? 0x74A9FF : 0x1C5FD0);
    case OverlayTone::Accent:
    case OverlayTone::Hot:
        break;
    }
    return theme.accent;
}

Eigen::Vector3d inSpace(const Vector2d& p) { return {p.x(), p.y(), 0}; }

void setDots(DotBatch& batch, const engine::Points& points, const LayerFrame& frame, float diameter, Color color) {
    std::vector<Dot>& dots = batch.buffer().edit();
    dots.clear();
    const std::uint32_t rgba = packed(color);
    for (Index i = 0; i < points.cols(); ++i) {
        const Eigen::Vector3d x(points(0, i), points.rows() > 1 ? points(1, i) : 0,
                                points.rows() > 2 && frame.inSpace() ? points(2, i) : 0);
        const Eigen::Vector3f p = (x - frame.origin).cast<float>();
        dots.push_back({p.x(), p.y(), p.z(), diameter, rgba});
    }
}

} // namespace

OverlayLayer::OverlayLayer(const LayerHost& host)
    : Layer(host), m_ghosts(add<DotBatch>(true)), m_marks(add<DotBatch>(true)), m_shapes(add<ShapeBatch>(true)) {
    DotStyle ring;
    ring.shape = DotShape::Ring;
    ring.stroke = 1.5F;
    m_marks->setStyle(ring);
}

void OverlayLayer::update(const LayerFrame& frame) {
    const SceneState& state = frame.state;
    const OverlayView& overlay = state.overlay;
    m_shapes->clear();
    const float point = state.sizes.point * frame.pointScale();
    setDots(*m_ghosts, overlay.ghosts, frame, point, overlay.color.withAlpha(kGhost));
    setDots(*m_marks, overlay.selected, frame, point + 5, state.theme.accent);
    if (overlay.isEmpty())
        return;
    const ViewTransform& view = frame.view;
    const auto perUnit = float(view.pixelsPerUnit());

    for (const auto& [from, to] : overlay.guides) {
        const Eigen::Vector2d start = view.toPixel(inSpace(from)).head<2>(), end = view.toPixel(inSpace(to)).head<2>();
        const double length = (end - start).norm();
        for (double at = 0; at < std::min(length, kLongestGuide); at += 2 * kDash) {
            const Eigen::Vector2d a = start + at / length * (end - start);
            const Eigen::Vector2d b = start + std::min(at + kDash, length) / length * (end - start);
            m_shapes->line(float(a.x()), float(a.y()), float(b.x()), float(b.y()), 1, state.theme.textSecondary);
        }
    }
    if (overlay.stroke.size() > 1 && overlay.brush) {
        m_points.clear();
        const std::uint32_t rgba = packed(overlay.color.withAlpha(kBand));
        for (const Vector2d& p : overlay.stroke) {
            const Eigen::Vector3d pixel = view.toPixel(inSpace(p));
            m_points.push_back(
                {float(pixel.x()), float(pixel.y()), 0, 2 * float(overlay.brush->radius) * perUnit, rgba});
        }
        m_shapes->stroke(m_points);
        m_shapes->roundEnd(m_points[1], m_points[0]);
        m_shapes->roundEnd(m_points[m_points.size() - 2], m_points.back());
    }
    if (overlay.lasso.size() > 1) {
        m_points.clear();
        const std::uint32_t rgba = packed(state.theme.accent);
        for (const Vector2d& p : overlay.lasso) {
            const Eigen::Vector3d pixel = view.toPixel(inSpace(p));
            m_points.push_back({float(pixel.x()), float(pixel.y()), 0, kStroke, rgba});
        }
        m_points.push_back(m_points.front());
        m_shapes->stroke(m_points);
    }
    if (overlay.box)
        drawBox(frame);
    drawInSpace(frame);
    if (overlay.brush) {
        const Eigen::Vector3d center = view.toPixel(inSpace(overlay.brush->center));
        const auto x = float(center.x()), y = float(center.y());
        const float radius = std::max(2.0F, float(overlay.brush->radius) * perUnit);
        // A dark and a bright circle: seen on any data.
        m_shapes->circle(x, y, radius + 1, 1, state.theme.stage.withAlpha(0.7F));
        m_shapes->circle(x, y, radius, kStroke, state.theme.text);
        const float inner = radius * float(1 - std::clamp(overlay.brush->softness, 0.0, 1.0));
        if (inner > 3 && inner < radius - 2)
            m_shapes->circle(x, y, inner, 1, state.theme.textSecondary, 3);
    }
}

void OverlayLayer::drawInSpace(const LayerFrame& frame) {
    const SceneTheme& theme = frame.state.theme;
    const auto isSeen = [](const Eigen::Vector3d& pixel) {
        return pixel.z() <= 1 && pixel.head<2>().cwiseAbs().maxCoeff() < kFarPixel;
    };
    for (const OverlayLine& line : frame.state.overlay.lines) {
        const Color color = toneColor(line.tone, theme).withAlpha(line.opacity);
        m_points.clear();
        std::vector<Eigen::Vector2f> corners;
        bool whole = true;
        for (const Eigen::Vector3d& p : line.points) {
            const Eigen::Vector3d pixel = frame.view.toPixel(p);
            whole = whole && isSeen(pixel);
            m_points.push_back({float(pixel.x()), float(pixel.y()), 0, line.width, packed(color)});
            corners.emplace_back(float(pixel.x()), float(pixel.y()));
        }
        if (!whole || m_points.size() < 2)
            continue;
        if (line.filled)
            m_shapes->fill(corners, color.withAlpha(kPlaneFill));
        if (line.closed)
            m_points.push_back(m_points.front());
        m_shapes->stroke(m_points);
    }
    for (const OverlayKnob& knob : frame.state.overlay.knobs) {
        const Eigen::Vector3d at = frame.view.toPixel(knob.at), from = frame.view.toPixel(knob.from);
        if (!isSeen(at))
            continue;
        const Color color = toneColor(knob.tone, theme);
        const auto x = float(at.x()), y = float(at.y());
        const Eigen::Vector2f way = (at - from).head<2>().cast<float>();
        if (knob.shape == OverlayKnob::Shape::Tip && way.norm() > 2) {
            const Eigen::Vector2f along = way.normalized(), across(-along.y(), along.x()), p(x, y);
            const Eigen::Vector2f tip[] = {p + kTipLength * along, p + kTipWidth * across, p - kTipWidth * across};
            m_shapes->fill(tip, color);
        } else {
            m_shapes->fillRectangle(x - kKnob / 2 - 1, y - kKnob / 2 - 1, kKnob + 2, kKnob + 2, theme.stage, 2);
            m_shapes->fillRectangle(x - kKnob / 2, y - kKnob / 2, kKnob, kKnob, color, 2);
        }
    }
}

void OverlayLayer::drawBox(const LayerFrame& frame) {
    const auto& [a, b] = *frame.state.overlay.box;
    const SceneTheme& theme = frame.state.theme;
    const Eigen::Vector3d p = frame.view.toPixel(inSpace(a)), q = frame.view.toPixel(inSpace(b));
    const auto x0 = float(std::min(p.x(), q.x())), x1 = float(std::max(p.x(), q.x()));
    const auto y0 = float(std::min(p.y(), q.y())), y1 = float(std::max(p.y(), q.y()));
    if (!frame.state.overlay.boxHandles) {
        m_shapes->fillRectangle(x0, y0, x1 - x0, y1 - y0, theme.accent.withAlpha(kLassoFill));
        m_shapes->rectangle(x0, y0, x1 - x0, y1 - y0, kStroke, theme.accent);
        return;
    }
    m_shapes->rectangle(x0, y0, x1 - x0, y1 - y0, kStroke, theme.accent);
    const float cx = (x0 + x1) / 2, cy = (y0 + y1) / 2, turn = y0 - kTurnHandleAway;
    m_shapes->line(cx, y0, cx, turn, kStroke, theme.accent);
    for (const auto& [x, y] :
         {std::pair(x0, y0), {x1, y0}, {x0, y1}, {x1, y1}, {cx, y0}, {cx, y1}, {x0, cy}, {x1, cy}}) {
        m_shapes->fillRectangle(x - kHandle / 2, y - kHandle / 2, kHandle, kHandle, theme.stage);
        m_shapes->rectangle(x - kHandle / 2, y - kHandle / 2, kHandle, kHandle, kStroke, theme.accent);
    }
    m_shapes->fillRectangle(cx - 4, turn - 8, 8, 8, theme.stage, 4);
    m_shapes->circle(cx, turn - 4, 4, kStroke, theme.accent);
}

} // namespace ui
