#pragma once

#include "engine/data/dataset.h"

#include <QColor>
#include <QPointF>
#include <QRectF>
#include <QVector>

class QPainter;

namespace ui {

/// A few points of a cloud, seen in the plane of a small picture.
using FlatCloud = QVector<QPointF>;

/// Small pictures of point clouds: gallery cards, thumbnails, the import preview. One view for all clouds of a dataset,
/// with equal units on both axes; clouds in more than two dimensions are seen from a corner.
class CloudPainter {
public:
    explicit CloudPainter(const engine::Bounds& bounds);

    /// At most `maximum` points, evenly taken.
    FlatCloud flattened(const engine::PointSet& points, int maximum) const;
    QPointF flattened(const Eigen::Ref<const engine::Vector>& point) const;

    /// Fits what the bounds cover into `rect` less `margin`.
    void fit(const QRectF& rect, double margin);
    QPointF map(const QPointF& p) const { return {m_offset.x() + m_scale * p.x(), m_offset.y() - m_scale * p.y()}; }

    void drawDots(QPainter& painter, const FlatCloud& cloud, const QColor& color, double radius, double opacity) const;
    void drawRings(QPainter& painter, const FlatCloud& cloud, const QColor& color, double radius, double opacity) const;

private:
    engine::Bounds m_bounds;
    QRectF m_flatBounds;
    double m_scale = 1;
    QPointF m_offset;
};

} // namespace ui
