#include "ui/widgets/cloud_painter.h"

#include <QPainter>
#include <algorithm>
#include <cmath>

namespace ui {

using engine::Index;
using engine::Vector;

CloudPainter::CloudPainter(const engine::Bounds& bounds) : m_bounds(bounds) {
    if (bounds.isEmpty())
        return;
    // The corners of the box, seen flat, say how much room is needed.
    const int d = std::min<int>(3, int(bounds.lower.size()));
    for (int corner = 0; corner < (1 << d); ++corner) {
        Vector p = bounds.center();
        for (int k = 0; k < d; ++k)
            p[k] = corner & (1 << k) ? bounds.upper[k] : bounds.lower[k];
        const QPointF q = flattened(p);
        if (corner == 0)
            m_flatBounds = QRectF(q, QSizeF(0, 0));
        m_flatBounds.setLeft(std::min(m_flatBounds.left(), q.x()));
        m_flatBounds.setRight(std::max(m_flatBounds.right(), q.x()));
        m_flatBounds.setTop(std::min(m_flatBounds.top(), q.y()));
        m_flatBounds.setBottom(std::max(m_flatBounds.bottom(), q.y()));
    }
}

QPointF CloudPainter::flattened(const Eigen::Ref<const Vector>& point) const {
    if (point.size() == 1)
        return {point[0], 0};
    if (point.size() == 2)
        return {point[0], point[1]};
    // Turned by 41° about the vertical axis and seen from 21° above: the picture's camera of the look.
    const double ca = std::cos(0.72), sa = std::sin(0.72), ce = std::cos(0.36), se = std::sin(0.36);
    const Vector c = m_bounds.center();
    const double x = point[0] - c[0], y = point[1] - c[1], z = point[2] - c[2];
    return {x * ca - y * sa, z * ce + (x * sa + y * ca) * se};
}

FlatCloud CloudPainter::flattened(const engine::PointSet& points, int maximum) const {
    FlatCloud cloud;
    const Index n = points.size();
    if (n == 0)
        return cloud;
    const double stride = std::max(1.0, double(n) / maximum);
    cloud.reserve(int(double(n) / stride) + 1);
    Index start = 0;
    double next = 0;
    for (const auto& chunk : points.chunks()) {
        const Index end = start + chunk->points.cols();
        for (; next < double(end); next += stride)
            cloud += flattened(chunk->points.col(Index(next) - start));
        start = end;
    }
    return cloud;
}

void CloudPainter::fit(const QRectF& rect, double margin) {
    const double wide = std::max(m_flatBounds.width(), 1e-12), high = std::max(m_flatBounds.height(), 1e-12);
    m_scale = std::min((rect.width() - 2 * margin) / wide, (rect.height() - 2 * margin) / high);
    m_offset = {rect.center().x() - m_scale * m_flatBounds.center().x(),
                rect.center().y() + m_scale * m_flatBounds.center().y()};
}

void CloudPainter::drawDots(QPainter& painter, const FlatCloud& cloud, const QColor& color, double radius,
                            double opacity) const {
    QColor fill = color;
    fill.setAlphaF(float(opacity * color.alphaF()));
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    for (const QPointF& p : cloud)
        painter.drawEllipse(map(p), radius, radius);
}

void CloudPainter::drawRings(QPainter& painter, const FlatCloud& cloud, const QColor& color, double radius,
                             double opacity) const {
    QColor stroke = color;
    stroke.setAlphaF(float(opacity));
    painter.setPen(QPen(stroke, 1.1));
    painter.setBrush(Qt::NoBrush);
    for (const QPointF& p : cloud)
        painter.drawEllipse(map(p), radius, radius);
}

} // namespace ui
