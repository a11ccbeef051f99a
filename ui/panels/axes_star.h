#pragma once

#include "ui/document/projection.h"

#include <QStringList>
#include <QWidget>

namespace ui {

/// The axes of data of many dimensions as the stage shows them: an arrow for each from the middle, long where it lies in
/// the picture, short where it points out of it. Dragging the end of an arrow turns the projection; so do the arrow
/// keys, with Page Up and Page Down choosing the axis.
class AxesStar : public QWidget {
    Q_OBJECT

public:
    explicit AxesStar(QWidget* parent = nullptr);

    void show(const Projection& projection, const QStringList& names);
    using QWidget::show;
    /// Directions of the screen in a picture in space; in a map they are its axes.
    void setScreen(const Eigen::Vector3d& right, const Eigen::Vector3d& up);

    const Projection& projection() const { return m_projection; }
    /// Where the end of an axis is drawn. Units: logical pixels.
    QPointF end(int axis) const;
    int chosenAxis() const { return m_chosen; }

    QSize sizeHint() const override { return {220, 200}; }
    QSize minimumSizeHint() const override { return {160, 150}; }

signals:
    /// While an end is dragged, and once when it is let go: `finished`.
    void turned(const ui::Projection& projection, bool finished);

protected:
    void paintEvent(QPaintEvent*) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void leaveEvent(QEvent*) override;

private:
    double unit() const; ///< pixels of an arrow of length 1
    QPointF middle() const { return QRectF(rect()).center(); }
    Eigen::Vector2d onScreen(int axis) const;
    int axisAt(QPointF pixel) const;
    void turn(const Eigen::Vector2d& by, bool finished);
    void choose(int axis);
    void drawArrow(QPainter& painter, int axis) const;

    Projection m_projection = Projection::standard(2);
    QStringList m_names;
    Eigen::Matrix<double, 2, 3> m_screen = Eigen::Matrix<double, 2, 3>::Identity();
    int m_chosen = 0, m_hovered = -1;
    bool m_dragging = false, m_moved = false;
    QPointF m_last;
};

} // namespace ui
