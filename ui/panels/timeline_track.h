#pragma once

#include "engine/data/dataset.h"

#include <QVector>
#include <QWidget>
#include <optional>

namespace ui {

/// The line of time: a key per snapshot that can be dragged to another time, and the handle of the time shown.
class TimelineTrack : public QWidget {
    Q_OBJECT

public:
    explicit TimelineTrack(QWidget* parent = nullptr);

    void show(const engine::Dataset& dataset, int current);
    using QWidget::show;
    void setTime(double time);
    double time() const { return m_time; }

    /// Where a time is, in this widget's coordinates.
    double positionOf(double time) const;
    double timeAt(double x) const;
    QPointF keyCenter(int index) const;

    QSize sizeHint() const override { return {400, 52}; }
    QSize minimumSizeHint() const override { return {160, 52}; }

signals:
    void scrubbed(double time);
    void chosen(int index);
    void menuWanted(int index, const QPoint& globalPosition);
    /// While a key is dragged, and once when it is let go: `finished`.
    void retimed(int index, double time, bool finished);

protected:
    void paintEvent(QPaintEvent*) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent*) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    struct Key {
        double time;
        bool heldOut;
        std::optional<unsigned> color;
    };
    enum class Drag { None, Press, Retime, Scrub };

    double first() const { return m_keys.isEmpty() ? 0 : m_keys.first().time; }
    double last() const { return m_keys.isEmpty() ? 1 : m_keys.last().time; }
    int keyAt(const QPointF& position) const;
    double draggedTime(double x) const;

    QVector<Key> m_keys;
    int m_current = -1;
    double m_time = 0;
    Drag m_drag = Drag::None;
    int m_dragged = -1, m_hovered = -1;
    double m_pressX = 0, m_draggedTo = 0;
};

} // namespace ui
