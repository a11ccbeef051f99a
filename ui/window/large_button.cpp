#include "ui/window/large_button.h"

#include "ui/style/fonts.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QPainter>

namespace ui {

LargeButton::LargeButton(const QString& objectName, const QString& text, const QString& icon, bool primary,
                         QWidget* parent)
    : QAbstractButton(parent), m_icon(icon), m_primary(primary) {
    setObjectName(objectName);
    setText(text);
    setFixedHeight(36);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
}

void LargeButton::setKeys(const QString& keys) {
    m_keys = keys;
    update();
}

void LargeButton::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Colors& c = theme().colors();
    const QColor fill = m_primary ? (isDown()       ? c.accentPressed
                                     : underMouse() ? c.accentHover
                                                    : c.accent)
                                  : (isDown()       ? c.pressed
                                     : underMouse() ? c.hover
                                                    : c.raised);
    painter.setPen(m_primary ? fill : c.border);
    painter.setBrush(fill);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    const QColor ink = m_primary ? c.textOnAccent : c.text;
    paintIcon(&painter, m_icon, QRectF(17, 9, 18, 18), ink);
    painter.setPen(ink);
    painter.setFont(textFont(TextSize::Body, m_primary ? TextWeight::Semibold : TextWeight::Regular));
    painter.drawText(rect().adjusted(41, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, text());
    if (m_keys.isEmpty())
        return;
    painter.setFont(textFont(TextSize::Caption));
    const int wide = painter.fontMetrics().horizontalAdvance(m_keys) + 10;
    const QRectF box(width() - 12.5 - wide, 9.5, wide, 16);
    painter.setPen(c.border);
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(box, 4, 4);
    painter.setPen(c.textSecondary);
    painter.drawText(box, Qt::AlignCenter, m_keys);
}

} // namespace ui
