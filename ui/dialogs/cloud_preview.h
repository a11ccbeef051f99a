#pragma once

#include "engine/data/dataset.h"
#include "ui/widgets/cloud_painter.h"

#include <QWidget>

namespace ui {

/// A still picture of a dataset with its axes, before it is taken in.
class CloudPreview : public QWidget {
    Q_OBJECT

public:
    static constexpr int kMostPoints = 3300;

    explicit CloudPreview(QWidget* parent = nullptr);
    void show(const engine::Dataset& dataset);
    using QWidget::show;
    int shownPoints() const;

protected:
    void paintEvent(QPaintEvent*) override;

private:
    void drawGrid(QPainter& painter, const CloudPainter& view) const;
    void drawAxisNames(QPainter& painter) const;

    engine::Bounds m_bounds;
    QStringList m_axisNames;
    QVector<FlatCloud> m_clouds;
    CloudPainter m_view;
};

} // namespace ui
