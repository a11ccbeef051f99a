#include "ui/scene/layers/grid_layer.h"

#include "ui/scene/layers/axis_name.h"
#include "ui/scene/number_text.h"

namespace ui {

namespace {

constexpr float kPlainText = 11; ///< the lengths below hold for it and grow with larger type
constexpr float kLeast = 72;     ///< pixels between two lines
constexpr float kLeftBand = 44, kBottomBand = 26;
constexpr float kFromBottom = 9; ///< baseline of the numbers below
constexpr float kToLine = 8;     ///< from a number at the left to where its line begins
constexpr int kMostLines = 200;

} // namespace

GridLayer::GridLayer(const LayerHost& host)
    : Layer(host), m_lines(add<ShapeBatch>()), m_labels(add<LabelBatch>(true)) {}

void GridLayer::update(const LayerFrame& frame) {
    const SceneState& state = frame.state;
    m_lines->clear();
    m_labels->clear();
    m_band = {};
    m_step = 0;
    if (!state.axes.visible || frame.inSpace())
        return;
    const ViewTransform& view = frame.view;
    const auto width = float(view.width()), height = float(view.height());
    const float unit = state.sizes.axisText / kPlainText;
    const TextStyle style{Typeface::Text, state.sizes.axisText, state.theme.textSecondary};
    const Eigen::Vector3d topLeft = view.toData({0, 0}), bottomRight = view.toData({view.width(), view.height()});
    const auto widest = [&](double step) {
        return std::max(m_labels->width(tickText(topLeft.x(), step), style),
                        m_labels->width(tickText(bottomRight.x(), step), style));
    };
    double step = niceAbove(double(kLeast * unit) / view.pixelsPerUnit());
    if (const float needed = widest(step) + 24; needed > kLeast * unit)
        step = niceAbove(double(needed) / view.pixelsPerUnit());
    m_step = step;

    const double lowest = bottomRight.y(), highest = topLeft.y();
    const float textWidth = std::max(m_labels->width(tickText(std::ceil(lowest / step) * step, step), style),
                                     m_labels->width(tickText(std::floor(highest / step) * step, step), style));
    const bool captioned = !state.caption.title.empty() || !state.caption.subtitle.empty();
    m_band = {std::max(kLeftBand * unit, textWidth + kToLine + 14), kBottomBand * unit,
              state.topInset + (captioned ? 18 + 2 * state.sizes.captionText : 0)};
    const float bottom = height - m_band.bottom;
    const auto ratio = float(state.pixelRatio);
    // Lines of a whole number of physical pixels on whole physical pixels are crisp.
    const float thickness = std::max(1.0F, std::round(ratio)) / ratio;
    const auto crisp = [&](double pixel) {
        const float odd = std::fmod(std::max(1.0F, std::round(ratio)), 2.0F) / 2;
        return (std::floor(float(pixel) * ratio) + odd) / ratio;
    };

    const auto name = [&](std::size_t axis) {
        return axis < state.axes.names.size() ? state.axes.names[axis] : std::string();
    };
    const float beforeName = width - 20 - m_labels->width(name(0), style);
    auto first = std::int64_t(std::ceil(view.toData({m_band.left + 14, 0}).x() / step));
    for (std::int64_t i = first; i < first + kMostLines; ++i) {
        const double pixel = view.toPixel({double(i) * step, 0, 0}).x();
        if (pixel > width - 40 * unit)
            break;
        m_lines->line(crisp(pixel), 0, crisp(pixel), bottom, thickness, state.theme.grid);
        const std::string number = tickText(double(i) * step, step);
        if (crisp(pixel) + m_labels->width(number, style) / 2 < beforeName)
            m_labels->add(number, style, crisp(pixel), height - kFromBottom * unit, Align::Center);
    }
    first = std::int64_t(std::ceil(view.toData({0, bottom - 10}).y() / step));
    for (std::int64_t i = first; i < first + kMostLines; ++i) {
        const double pixel = view.toPixel({0, double(i) * step, 0}).y();
        if (pixel < m_band.top + 34 * unit)
            break;
        m_lines->line(m_band.left, crisp(pixel), width, crisp(pixel), thickness, state.theme.grid);
        m_labels->add(tickText(double(i) * step, step), style, m_band.left - kToLine,
                      crisp(pixel) + state.sizes.axisText * 0.36F, Align::Right);
    }
    addAxisName(*m_labels, name(0), 0, state.sizes.axisText, state.theme.text, width - 12, height - 11 * unit,
                Align::Right);
    addAxisName(*m_labels, name(1), 1, state.sizes.axisText, state.theme.text, 18, m_band.top + 9 + 11 * unit,
                Align::Left);
}

} // namespace ui
