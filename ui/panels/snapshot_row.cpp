#include "ui/panels/snapshot_row.h"

#include "ui/style/fonts.h"
#include "ui/style/icons.h"
#include "ui/style/numbers.h"
#include "ui/style/theme.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <limits>
#include <utility>

namespace ui {

namespace {
constexpr int kSide = 8, kPadding = 6, kBelow = 4;
} // namespace

QColor snapshotKeyColor(std::optional<unsigned> chosen, int index, int count) {
    return chosen ? QColor::fromRgb(*chosen) : theme().snapshotColor(index, count);
}

void paintSnapshotKey(QPainter& painter, const QRectF& rect, int number, const QColor& color, bool heldOut,
                      const QColor& behind) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    if (heldOut) {
        painter.setPen(QPen(color, 1.5));
        painter.setBrush(behind);
        painter.drawRoundedRect(rect.adjusted(0.75, 0.75, -0.75, -0.75), 3.25, 3.25);
    } else {
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        painter.drawRoundedRect(rect, 4, 4);
    }
    painter.setPen(heldOut ? color : theme().colors().stage);
    QFont font = textFont(TextSize::Caption, TextWeight::Semibold);
    if (number > 99)
        font.setPixelSize(8);
    painter.setFont(font);
    painter.drawText(rect, Qt::AlignCenter, QString::number(number));
    painter.restore();
}

SnapshotRow::SnapshotRow(int index, QWidget* parent)
    : QWidget(parent), m_index(index), m_content{{}, 1, {}, {}, {}, CloudPainter({})}, m_editor(new QLineEdit(this)) {
    setObjectName(QStringLiteral("snapshot%1").arg(index + 1));
    setProperty("focusRadius", 8);
    setProperty("keepsKeys", true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_editor->setObjectName(QStringLiteral("editor"));
    m_editor->setAccessibleName(tr("Name, time or mass of snapshot %1").arg(index + 1));
    m_editor->setProperty("role", QStringLiteral("inline"));
    m_editor->setProperty("ownFocusRing", true);
    m_editor->hide();
    connect(m_editor, &QLineEdit::editingFinished, this, [this] { finishEdit(true); });
}

void SnapshotRow::show(const Content& content) {
    m_content = content;
    const engine::Snapshot& s = content.snapshot;
    const QString time = tr("time %1").arg(content.time);
    setAccessibleName(tr("Snapshot %1").arg(m_index + 1));
    setAccessibleDescription(
        tr("%1, %2 points%3%4%5")
            .arg(s.name.empty() ? time : QString::fromStdString(s.name) + QStringLiteral(", ") + time,
                 countLabel(s.points.size()), s.mass ? tr(", mass %1").arg(shortText(*s.mass)) : QString(),
                 s.heldOut ? tr(", held out") : QString(), s.hidden ? tr(", hidden") : QString()));
    setToolTip(tr("<p style='white-space:pre'><b>%1</b><br>%2<br>Drag it up or down to give its cloud another time; "
                  "right-click for more.</p>")
                   .arg(accessibleName().toHtmlEscaped(), accessibleDescription().toHtmlEscaped()));
    m_thumbnail = {};
    update();
}

void SnapshotRow::setCurrent(bool current) {
    m_current = current;
    update();
}

void SnapshotRow::setThumbnailHeight(int height) {
    if (height == m_thumbnailHeight)
        return;
    m_thumbnailHeight = height;
    m_thumbnail = {};
    updateGeometry();
    update();
}

QSize SnapshotRow::sizeHint() const { return {148, m_thumbnailHeight + kAround}; }

QRectF SnapshotRow::thumbnailRect() const {
    return QRectF(kSide + kPadding + 1, kPadding + 1, width() - 2 * (kSide + kPadding + 1), m_thumbnailHeight);
}

QRectF SnapshotRow::eyeRect() const { return {thumbnailRect().right() - 16, thumbnailRect().bottom() + 5, 16, 16}; }

QColor SnapshotRow::color() const {
    return snapshotKeyColor(m_content.snapshot.color, m_index, m_content.count);
}

void SnapshotRow::renderThumbnail() {
    const QRectF rect(QPointF(), thumbnailRect().size());
    const double ratio = devicePixelRatioF();
    m_thumbnail = QImage((rect.size() * ratio).toSize(), QImage::Format_ARGB32_Premultiplied);
    m_thumbnail.setDevicePixelRatio(ratio);
    m_thumbnail.fill(Qt::transparent);
    QPainter painter(&m_thumbnail);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme().colors().stage);
    painter.drawRoundedRect(rect, 4, 4);
    CloudPainter view = m_content.view;
    view.fit(rect, 4);
    for (const FlatCloud& other : m_content.others)
        view.drawDots(painter, other, theme().colors().textSecondary, 0.7, 0.16);
    const double opacity = m_content.snapshot.hidden ? 0.35 : 0.9;
    if (m_content.snapshot.heldOut)
        view.drawRings(painter, m_content.cloud, color(), 1.4, opacity);
    else
        view.drawDots(painter, m_content.cloud, color(), 1.1, opacity);
}

void SnapshotRow::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Colors& c = theme().colors();
    const QRectF box = QRectF(rect()).adjusted(kSide, 0, -kSide, -kBelow);
    if (m_current || underMouse()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_current ? c.selected : c.hover);
        painter.drawRoundedRect(box, 8, 8);
    }
    const QRectF thumbnail = thumbnailRect();
    if (m_thumbnail.size() != (thumbnail.size() * devicePixelRatioF()).toSize())
        renderThumbnail();
    painter.setOpacity(m_dragging ? 0.45 : 1);
    painter.drawImage(thumbnail.topLeft(), m_thumbnail);
    if (m_content.snapshot.mass)
        paintMass(painter);

    const engine::Snapshot& s = m_content.snapshot;
    const QColor behind = m_current ? c.selected : underMouse() ? c.hover : c.panel;
    const QRectF key(thumbnail.left(), thumbnail.bottom() + 5, 16, 16);
    paintSnapshotKey(painter, key, m_index + 1, color(), s.heldOut, behind);

    const QRectF eye = eyeRect();
    paintIcon(&painter,
              s.heldOut && !s.hidden ? QStringLiteral("heldout")
              : s.hidden             ? QStringLiteral("eyeoff")
                                     : QStringLiteral("eye"),
              eye, c.textSecondary);

    painter.setFont(textFont(TextSize::Small));
    painter.setPen(c.textSecondary);
    const QString count = countLabel(s.points.size());
    const QRectF countRect(eye.left() - 6 - painter.fontMetrics().horizontalAdvance(count), eye.top(),
                           painter.fontMetrics().horizontalAdvance(count) + 1, 16);
    painter.drawText(countRect, Qt::AlignVCenter | Qt::AlignRight, count);
    if (!m_editor->isVisible()) {
        painter.setPen(s.hidden ? c.textSecondary : c.text);
        painter.setFont(s.name.empty() ? numberFont(TextSize::Small) : textFont(TextSize::Small));
        const QString label = s.name.empty() ? QStringLiteral("t ") + m_content.time : QString::fromStdString(s.name);
        const QRectF labelRect(key.right() + 6, key.top(), countRect.left() - key.right() - 10, 16);
        painter.drawText(labelRect, Qt::AlignVCenter | Qt::AlignLeft,
                         painter.fontMetrics().elidedText(label, Qt::ElideRight, int(labelRect.width())));
    }
}

void SnapshotRow::paintMass(QPainter& painter) const {
    const Colors& c = theme().colors();
    painter.setFont(textFont(TextSize::Caption));
    const QString text = tr("mass %1").arg(shortText(*m_content.snapshot.mass));
    const QRectF thumbnail = thumbnailRect();
    const double wide = std::min(painter.fontMetrics().horizontalAdvance(text) + 10.0, thumbnail.width() - 6);
    const QRectF plate(thumbnail.right() - wide - 3, thumbnail.bottom() - 19, wide, 16);
    painter.setPen(Qt::NoPen);
    painter.setBrush(c.panel);
    painter.drawRoundedRect(plate, 4, 4);
    painter.setPen(c.text);
    painter.drawText(plate, Qt::AlignCenter, text);
}

void SnapshotRow::openEditor(Field field) {
    m_field = field;
    const QRectF thumbnail = thumbnailRect();
    m_editor->setGeometry(QRectF(thumbnail.left() + 20, thumbnail.bottom() + 2, thumbnail.width() - 42, 22).toRect());
    const engine::Snapshot& s = m_content.snapshot;
    if (field == Field::Mass) {
        m_editor->setText(s.mass ? shortText(*s.mass, 6) : QString());
        m_editor->setPlaceholderText(tr("Mass"));
        m_editor->setAccessibleName(tr("Mass of snapshot %1; empty for the usual one").arg(m_index + 1));
    } else {
        m_editor->setText(s.name.empty() ? shortText(s.time, 6) : QString::fromStdString(s.name));
        m_editor->setPlaceholderText(tr("Time or name"));
        m_editor->setAccessibleName(tr("Time or name of snapshot %1").arg(m_index + 1));
    }
    m_editor->show();
    m_editor->selectAll();
    m_editor->setFocus(Qt::OtherFocusReason);
    update();
}

void SnapshotRow::finishEdit(bool keep) {
    if (m_editor->isHidden())
        return;
    const QString text = m_editor->text().trimmed();
    const bool hadFocus = m_editor->hasFocus();
    m_editor->hide(); // first: hiding ends the editing, which calls this again
    if (hadFocus)
        setFocus(Qt::OtherFocusReason);
    update();
    if (!keep)
        return;
    const engine::Snapshot& s = m_content.snapshot;
    bool isNumber = false;
    const double number = numberFromText(text, &isNumber);
    if (m_field == Field::Mass) {
        // What is no number is refused where all edits are, with words.
        const std::optional<double> mass =
            text.isEmpty() ? std::nullopt : std::optional(isNumber ? number : std::numeric_limits<double>::quiet_NaN());
        if (mass != s.mass)
            emit massEdited(m_index, mass);
        return;
    }
    if (isNumber && number != s.time)
        emit timeEdited(m_index, number);
    else if (!isNumber && text != QString::fromStdString(s.name))
        emit renamed(m_index, text);
}

void SnapshotRow::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton)
        return;
    if (eyeRect().adjusted(-5, -5, 5, 5).contains(event->position()))
        emit hiddenToggled(m_index);
    else {
        m_pressedAt = event->position();
        emit chosen(m_index);
    }
}

void SnapshotRow::mouseMoveEvent(QMouseEvent* event) {
    if (!m_pressedAt || !(event->buttons() & Qt::LeftButton))
        return;
    if (!m_dragging && (event->position() - *m_pressedAt).manhattanLength() < QApplication::startDragDistance())
        return;
    if (!std::exchange(m_dragging, true)) {
        setFocus(Qt::MouseFocusReason); // for Escape
        setCursor(Qt::ClosedHandCursor);
    }
    update();
    emit dragged(m_index, event->globalPosition().toPoint());
}

void SnapshotRow::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton)
        return;
    m_pressedAt.reset();
    if (!std::exchange(m_dragging, false))
        return;
    unsetCursor();
    update();
    emit dropped(m_index, event->globalPosition().toPoint());
}

void SnapshotRow::cancelDrag() {
    m_pressedAt.reset();
    m_dragging = false;
    unsetCursor();
    update();
    emit dragCancelled();
}

void SnapshotRow::mouseDoubleClickEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton && event->position().y() > thumbnailRect().bottom() &&
        event->position().x() < eyeRect().left())
        edit();
}

void SnapshotRow::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
    case Qt::Key_Up:
        emit stepped(m_index, -1);
        break;
    case Qt::Key_Down:
        emit stepped(m_index, 1);
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        emit chosen(m_index);
        break;
    case Qt::Key_Menu:
        emit menuWanted(m_index, mapToGlobal(rect().center()));
        break;
    case Qt::Key_Escape:
        if (m_dragging) {
            cancelDrag();
            break;
        }
        if (m_editor->isVisible()) {
            finishEdit(false);
            break;
        }
        [[fallthrough]];
    default:
        QWidget::keyPressEvent(event);
    }
}

void SnapshotRow::contextMenuEvent(QContextMenuEvent* event) { emit menuWanted(m_index, event->globalPos()); }

void SnapshotRow::focusInEvent(QFocusEvent* event) {
    QWidget::focusInEvent(event);
    if (event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason)
        emit chosen(m_index);
}

void SnapshotRow::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange)
        m_thumbnail = {};
    QWidget::changeEvent(event);
}

} // namespace ui
