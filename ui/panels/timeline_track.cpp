#include "ui/panels/timeline_track.h"

#include "ui/panels/snapshot_row.h"
#include "ui/style/fonts.h"
#include "ui/style/numbers.h"
#include "ui/style/theme.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>

namespace ui {

namespace {
constexpr double kMargin = 16, kLine = 22, kKey = 16, kMinorTicks = 20;
constexpr double kLeastGap = 1e-3; // between neighbours, as a part of the whole range
} // namespace

TimelineTrack::TimelineTrack(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("track"));
    setAccessibleName(tr("Time"));
    setAccessibleDescription(tr("Left and Right go by frames, Shift with them by snapshots."));
    setToolTip(tr("<p style='white-space:pre'><b>Time</b>&nbsp;&nbsp; Left, Right<br>Drag the handle to move through "
                  "time, a key to change a snapshot's time.</p>"));
    setMouseTracking(true);
    setFixedHeight(52);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void TimelineTrack::show(const engine::Dataset& dataset, int current) {
    m_current = current;
    if (m_drag == Drag::Retime) { // the dragged key is where the pointer is, and the scale stands still meanwhile
        update();
        return;
    }
    m_keys.clear();
    for (const engine::Snapshot& snapshot : dataset.snapshots)
        m_keys += {snapshot.time, snapshot.heldOut, snapshot.color};
    update();
}

void TimelineTrack::setTime(double time) {
    if (time == m_time)
        return;
    m_time = time;
    update();
}

double TimelineTrack::positionOf(double time) const {
    const double range = last() - first();
    return range > 0 ? kMargin + (time - first()) / range * (width() - 2 * kMargin) : width() / 2.0;
}

double TimelineTrack::timeAt(double x) const {
    const double u = (x - kMargin) / std::max(1.0, width() - 2 * kMargin);
    return first() + u * (last() - first());
}

QPointF TimelineTrack::keyCenter(int index) const { return {positionOf(m_keys[index].time), kLine}; }

int TimelineTrack::keyAt(const QPointF& position) const {
    for (int i = int(m_keys.size()) - 1; i >= 0; --i) {
        const QPointF offset = position - keyCenter(i);
        if (std::abs(offset.x()) <= kKey / 2 + 2 && std::abs(offset.y()) <= kKey / 2 + 4)
            return i;
    }
    return -1;
}

double TimelineTrack::draggedTime(double x) const {
    const double gap = kLeastGap * (last() - first());
    const double lowest = m_dragged > 0 ? m_keys[m_dragged - 1].time + gap : -INFINITY;
    const double highest = m_dragged + 1 < m_keys.size() ? m_keys[m_dragged + 1].time - gap : INFINITY;
    const double time = std::clamp(timeAt(x), lowest, highest);
    // Times a person would write: a pixel should not give sixteen digits.
    const double step = std::pow(10.0, std::floor(std::log10(std::max(last() - first(), 1e-300) / 100)));
    const double rounded = std::round(time / step) * step;
    return rounded >= lowest && rounded <= highest ? rounded : time;
}

void TimelineTrack::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton || m_keys.isEmpty())
        return;
    m_pressX = event->position().x();
    const bool onHandle = std::abs(m_pressX - positionOf(m_time)) <= 7 && event->position().y() < kLine - kKey / 2;
    m_dragged = onHandle ? -1 : keyAt(event->position());
    m_drag = m_dragged >= 0 ? Drag::Press : Drag::Scrub;
    if (m_drag == Drag::Scrub)
        emit scrubbed(std::clamp(timeAt(m_pressX), first(), last()));
    else
        emit chosen(m_dragged);
}

void TimelineTrack::mouseMoveEvent(QMouseEvent* event) {
    const double x = event->position().x();
    if (m_drag == Drag::Press && std::abs(x - m_pressX) >= QApplication::startDragDistance())
        m_drag = Drag::Retime;
    if (m_drag == Drag::Scrub) {
        emit scrubbed(std::clamp(timeAt(x), first(), last()));
    } else if (m_drag == Drag::Retime) {
        m_draggedTo = draggedTime(x);
        emit retimed(m_dragged, m_draggedTo, false);
        update();
    } else if (m_drag == Drag::None) {
        const int hovered = keyAt(event->position());
        setCursor(hovered >= 0 ? Qt::SizeHorCursor : Qt::ArrowCursor);
        if (hovered != m_hovered) {
            m_hovered = hovered;
            update();
        }
    }
}

void TimelineTrack::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton)
        return;
    const Drag drag = std::exchange(m_drag, Drag::None);
    if (drag == Drag::Retime)
        emit retimed(m_dragged, m_draggedTo, true);
    else if (drag == Drag::Press)
        emit scrubbed(m_keys[m_dragged].time);
    m_dragged = -1;
    update();
}

void TimelineTrack::leaveEvent(QEvent*) {
    m_hovered = -1;
    update();
}

void TimelineTrack::contextMenuEvent(QContextMenuEvent* event) {
    if (const int key = keyAt(event->pos()); key >= 0)
        emit menuWanted(key, event->globalPos());
}

void TimelineTrack::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Colors& c = theme().colors();
    const double left = kMargin, right = width() - kMargin;
    painter.setPen(QPen(c.borderStrong, 2, Qt::SolidLine, Qt::FlatCap));
    painter.drawLine(QPointF(left, kLine), QPointF(right, kLine));
    if (m_keys.size() < 2)
        return;
    const double now = std::clamp(positionOf(m_time), left, right);
    painter.setPen(QPen(c.accent, 2, Qt::SolidLine, Qt::FlatCap));
    painter.drawLine(QPointF(left, kLine), QPointF(now, kLine));
    painter.setPen(QPen(c.borderStrong, 1));
    for (int i = 1; i < kMinorTicks; ++i) {
        const double x = std::round(left + i / kMinorTicks * (right - left)) + 0.5;
        painter.drawLine(QPointF(x, 26), QPointF(x, 29));
    }
    painter.setPen(QPen(c.accent, 2, Qt::SolidLine, Qt::FlatCap));
    painter.drawLine(QPointF(now, 5), QPointF(now, 36));

    const int count = int(m_keys.size());
    QVector<double> times;
    for (int i = 0; i < count; ++i)
        times += m_drag == Drag::Retime && i == m_dragged ? m_draggedTo : m_keys[i].time;
    double labelEnd = -1e9;
    for (int i = 0; i < count; ++i) {
        const double x = positionOf(times[i]);
        const QRectF key(x - kKey / 2, kLine - kKey / 2, kKey, kKey);
        painter.setPen(Qt::NoPen);
        painter.setBrush(c.panel);
        painter.drawRoundedRect(key.adjusted(-1, -1, 1, 1), 5, 5);
        if (i == m_hovered || i == m_current) {
            painter.setPen(QPen(i == m_current ? c.accent : c.borderStrong, 1.5));
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(key.adjusted(-2.5, -2.5, 2.5, 2.5), 6, 6);
        }
        paintSnapshotKey(painter, key, i + 1, snapshotKeyColor(m_keys[i].color, i, count), m_keys[i].heldOut, c.panel);
        painter.setFont(textFont(TextSize::Caption));
        painter.setPen(c.textSecondary);
        const QString label = timeLabel(times[i]);
        const double wide = painter.fontMetrics().horizontalAdvance(label);
        if (x - wide / 2 > labelEnd + 6) { // labels never overlap; the keys tell the rest
            painter.drawText(QPointF(x - wide / 2, 46), label);
            labelEnd = x + wide / 2;
        }
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(c.accent);
    painter.drawPolygon(QPolygonF({{now - 6, 0}, {now + 6, 0}, {now + 6, 5}, {now, 11}, {now - 6, 5}}));
}

} // namespace ui
