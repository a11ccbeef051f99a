#include "ui/widgets/row_drag.h"

#include "ui/style/theme.h"

#include <QApplication>
#include <QFrame>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QTableWidget>
#include <algorithm>

namespace ui {

namespace {

constexpr int kLineHeight = 2;

} // namespace

RowDrag::RowDrag(QTableWidget& table, std::function<int()> movable)
    : QObject(&table), m_table(table), m_movable(std::move(movable)), m_line(new QFrame(table.viewport())) {
    m_line->setObjectName(QStringLiteral("dropLine"));
    m_line->setAutoFillBackground(true);
    m_line->hide();
    table.viewport()->installEventFilter(this);
    table.installEventFilter(this);
}

bool RowDrag::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::KeyPress && m_isDragging && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        end();
        return true;
    }
    if (watched != m_table.viewport())
        return false;
    const auto* mouse = static_cast<QMouseEvent*>(event); // looked at only where it is one
    switch (event->type()) {
    case QEvent::MouseButtonPress: {
        end();
        m_start = mouse->position().toPoint().y();
        const int row = m_table.rowAt(m_start);
        m_from = mouse->button() == Qt::LeftButton && row < m_movable() ? row : -1;
        return false;
    }
    case QEvent::MouseMove:
        return mouse->buttons().testFlag(Qt::LeftButton) && drag(mouse->position().toPoint().y());
    case QEvent::MouseButtonRelease:
        return mouse->button() == Qt::LeftButton && drop(mouse->position().toPoint().y());
    default:
        return false;
    }
}

bool RowDrag::drag(int y) {
    if (m_from < 0)
        return false;
    m_isDragging |= std::abs(y - m_start) >= QApplication::startDragDistance();
    if (!m_isDragging)
        return false;
    const int gap = gapAt(y), last = m_movable() - 1;
    const int edge = gap <= last ? m_table.rowViewportPosition(gap)
                                 : m_table.rowViewportPosition(last) + m_table.rowHeight(last);
    QPalette palette = m_line->palette();
    palette.setColor(QPalette::Window, theme().colors().accent);
    m_line->setPalette(palette);
    m_line->setGeometry(0, std::max(0, edge - kLineHeight / 2), m_table.viewport()->width(), kLineHeight);
    m_line->show();
    m_line->raise();
    m_table.viewport()->setCursor(Qt::ClosedHandCursor);
    return true;
}

bool RowDrag::drop(int y) {
    const int from = m_from, gap = gapAt(y), to = gap > from ? gap - 1 : gap;
    const bool wasDragging = m_isDragging;
    end();
    if (wasDragging && to != from)
        emit moved(from, to);
    return wasDragging;
}

void RowDrag::end() {
    m_from = -1;
    m_isDragging = false;
    m_line->hide();
    m_table.viewport()->unsetCursor();
}

int RowDrag::gapAt(int y) const {
    int gap = 0;
    while (gap < m_movable() && y > m_table.rowViewportPosition(gap) + m_table.rowHeight(gap) / 2)
        ++gap;
    return gap;
}

} // namespace ui
