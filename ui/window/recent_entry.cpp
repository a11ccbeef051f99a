#include "ui/window/recent_entry.h"

#include "ui/style/fonts.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QDateTime>
#include <QFileInfo>
#include <QLocale>
#include <QPainter>

namespace ui {

RecentEntry::RecentEntry(const QString& path, QWidget* parent) : QAbstractButton(parent) {
    const QFileInfo file(path);
    m_exists = file.exists();
    m_name = file.completeBaseName();
    m_icon = file.suffix() == QLatin1String("kino") ? QStringLiteral("film") : QStringLiteral("file");
    m_detail = file.fileName() + QStringLiteral(" · ") +
               (m_exists ? ageText(file.lastModified(), QDateTime::currentDateTime()) : tr("not there at the moment"));
    setObjectName(QStringLiteral("recent"));
    setAccessibleName(tr("Open %1").arg(file.fileName()));
    setToolTip(path);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
    setFixedHeight(44);
}

QString RecentEntry::ageText(const QDateTime& then, const QDateTime& now) {
    const qint64 minutes = then.secsTo(now) / 60, days = then.date().daysTo(now.date());
    if (minutes < 2)
        return tr("just now");
    if (minutes < 60)
        return tr("%1 minutes ago").arg(minutes);
    if (minutes < 120)
        return tr("1 hour ago");
    if (days == 0)
        return tr("%1 hours ago").arg(minutes / 60);
    if (days == 1)
        return tr("yesterday");
    const QLocale english(QLocale::English);
    return english.toString(then.date(), then.date().year() == now.date().year() ? QStringLiteral("d MMMM")
                                                                                 : QStringLiteral("d MMMM yyyy"));
}

void RecentEntry::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Colors& c = theme().colors();
    if (underMouse() || isDown()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(isDown() ? c.pressed : c.hover);
        painter.drawRoundedRect(rect().adjusted(-8, 2, 8, -2), 6, 6);
    }
    paintIcon(&painter, m_icon, QRectF(0, 13, 18, 18), c.textSecondary);
    const int room = width() - 30;
    painter.setFont(textFont());
    painter.setPen(m_exists ? c.text : c.textDisabled);
    painter.drawText(QRect(30, 5, room, 17), Qt::AlignVCenter | Qt::AlignLeft,
                     painter.fontMetrics().elidedText(m_name, Qt::ElideRight, room));
    painter.setFont(textFont(TextSize::Caption));
    painter.setPen(m_exists ? c.textSecondary : c.textDisabled);
    painter.drawText(QRect(30, 22, room, 17), Qt::AlignVCenter | Qt::AlignLeft,
                     painter.fontMetrics().elidedText(m_detail, Qt::ElideMiddle, room));
}

} // namespace ui
