#pragma once

#include <QObject>
#include <functional>

class QFrame;
class QTableWidget;

namespace ui {

/// Rows of a table that are put in another order by dragging them; a line shows where the row would go, and Escape takes
/// the drag back. The table itself is left as it is: whoever owns the order hears of it.
/// Thread: GUI.
class RowDrag : public QObject {
    Q_OBJECT

public:
    /// `movable` tells how many rows, from the first on, can be moved.
    RowDrag(QTableWidget& table, std::function<int()> movable);

signals:
    /// The row is to stand at this place among the others.
    void moved(int from, int to);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    bool drag(int y);
    bool drop(int y);
    void end();
    /// The gap between rows nearest to a height: 0 before the first.
    int gapAt(int y) const;

    QTableWidget& m_table;
    std::function<int()> m_movable;
    QFrame* m_line;
    int m_from = -1, m_start = 0;
    bool m_isDragging = false;
};

} // namespace ui
