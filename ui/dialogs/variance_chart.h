#pragma once

#include "engine/data/principal_components.h"

#include <QWidget>
#include <memory>

namespace ui {

/// How much of the variance lies along each principal component, as bars, and along the first ones together, as a line;
/// those that are kept stand out. A click on a bar keeps the components up to it.
class VarianceChart : public QWidget {
    Q_OBJECT

public:
    explicit VarianceChart(QWidget* parent = nullptr);

    /// Null while they are being computed. `kept`: 0 for none.
    void show(std::shared_ptr<const engine::PrincipalComponents> components, int kept);
    using QWidget::show;

    /// Where the bar of a component stands, from the lower to the upper end of the chart. Units: logical pixels.
    QRectF column(int component) const;

    QSize sizeHint() const override { return {360, 240}; }
    QSize minimumSizeHint() const override { return {240, 160}; }

signals:
    void chosen(int kept);

protected:
    void paintEvent(QPaintEvent*) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent*) override;

private:
    QRectF plot() const;
    int componentAt(QPointF pixel) const;
    void drawScale(QPainter& painter) const;
    void drawBars(QPainter& painter) const;
    void drawTogether(QPainter& painter) const;

    std::shared_ptr<const engine::PrincipalComponents> m_components;
    int m_kept = 0, m_hovered = -1;
};

} // namespace ui
