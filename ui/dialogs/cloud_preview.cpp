#include "ui/dialogs/cloud_preview.h"

#include "ui/scene/number_text.h"
#include "ui/style/fonts.h"
#include "ui/style/theme.h"

#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

namespace ui {

namespace {
constexpr double kLeft = 44, kBottom = 26, kPadding = 30, kLinesAbout = 5;
} // namespace

CloudPreview::CloudPreview(QWidget* parent) : QWidget(parent), m_view({}) {
    setObjectName(QStringLiteral("preview"));
    setAccessibleName(tr("Preview of the points"));
    setMinimumSize(320, 200);
}

void CloudPreview::show(const engine::Dataset& dataset) {
    m_bounds = engine::boundsOf(dataset);
    m_view = CloudPainter(m_bounds);
    m_axisNames.clear();
    for (const std::string& name : dataset.axisNames)
        m_axisNames += QString::fromStdString(name);
    m_clouds.clear();
    const double total = double(std::max<engine::Index>(1, dataset.pointCount()));
    for (const engine::Snapshot& snapshot : dataset.snapshots)
        m_clouds += m_view.flattened(
            snapshot.points, std::max(1, int(kMostPoints * std::min(1.0, double(snapshot.points.size()) / total))));
    update();
}

int CloudPreview::shownPoints() const {
    int count = 0;
    for (const FlatCloud& cloud : m_clouds)
        count += int(cloud.size());
    return count;
}

void CloudPreview::drawGrid(QPainter& painter, const CloudPainter& view) const {
    if (m_bounds.lower.size() > 2)
        return; // seen from a corner there are no straight axes
    const Colors& c = theme().colors();
    const QPointF origin = view.map({0, 0}), unit = view.map({1, 1}) - origin;
    const double step = niceAbove(height() / (kLinesAbout * std::max(1e-300, unit.x())));
    painter.setFont(textFont(TextSize::Caption));
    const auto line = [&](double value, bool vertical) {
        const double place = vertical ? origin.x() + value * unit.x() : origin.y() + value * unit.y();
        const double at = std::round(place) + 0.5;
        painter.setPen(c.grid);
        if (vertical)
            painter.drawLine(QPointF(at, 0), QPointF(at, height() - kBottom));
        else
            painter.drawLine(QPointF(kLeft, at), QPointF(width(), at));
        painter.setPen(c.textSecondary);
        const QString label = QString::fromStdString(tickText(value, step));
        if (vertical)
            painter.drawText(QRectF(at - 40, height() - 22, 80, 16), Qt::AlignCenter, label);
        else
            painter.drawText(QRectF(0, at - 8, kLeft - 8, 16), Qt::AlignRight | Qt::AlignVCenter, label);
    };
    const double left = (kLeft + 14 - origin.x()) / unit.x(), right = (width() - 40 - origin.x()) / unit.x();
    const double bottom = (height() - kBottom - 10 - origin.y()) / unit.y(), top = (20 - origin.y()) / unit.y();
    for (double x = std::ceil(left / step) * step; x < right; x += step)
        line(x, true);
    for (double y = std::ceil(bottom / step) * step; y < top; y += step)
        line(y, false);
    drawAxisNames(painter);
}

/// As on the stage: the first at the right end, the second at the upper one.
void CloudPreview::drawAxisNames(QPainter& painter) const {
    painter.setPen(theme().colors().text);
    const auto name = [&](int axis) {
        const QString text = m_axisNames.value(axis);
        painter.setFont(text.size() <= 2 ? mathFont(15) : textFont(TextSize::Caption));
        return text;
    };
    const QString across = name(0);
    painter.drawText(QRectF(0, height() - 24, width() - 12, 18), Qt::AlignRight | Qt::AlignVCenter, across);
    const QString upwards = name(1);
    painter.drawText(QRectF(18, 8, width() - 30, 18), Qt::AlignLeft | Qt::AlignVCenter, upwards);
}

void CloudPreview::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Colors& c = theme().colors();
    QPainterPath frame;
    frame.addRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
    painter.setClipPath(frame);
    painter.fillRect(rect(), c.stage);
    if (!m_clouds.isEmpty()) {
        CloudPainter view = m_view;
        view.fit(QRectF(rect()).adjusted(kLeft - 14, 0, 0, -kBottom + 10), kPadding);
        drawGrid(painter, view);
        const int count = int(m_clouds.size());
        for (int i = 0; i < count; ++i)
            view.drawDots(painter, m_clouds[i], theme().snapshotColor(i, count), 1.5, 0.62);
    }
    painter.setClipping(false);
    painter.setPen(c.border);
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(frame);
}

} // namespace ui
