#include "ui/view/pane_plate.h"

#include "ui/style/fonts.h"
#include "ui/style/theme.h"
#include "ui/widgets/dock_title.h"

#include <QPainter>
#include <QToolButton>

namespace ui {

namespace {
constexpr int kLeft = 12, kGap = 8, kButton = 24, kLine = 2;
}

PanePlate::PanePlate(QWidget* parent)
    : QWidget(parent),
      m_close(makeIconButton(QStringLiteral("closePane"), QStringLiteral("close"),
                             tr("Close this pane; Undo brings it back with what it has learned."), this)) {
    setObjectName(QStringLiteral("panePlate"));
    m_close->setAccessibleName(tr("Close this pane"));
    connect(m_close, &QToolButton::clicked, this, &PanePlate::closeWanted);
}

void PanePlate::show(const PaneWords& words) {
    if (words == m_words)
        return;
    m_words = words;
    setAccessibleName(tr("%1, %2, %3").arg(words.title, words.detail, words.count));
    update();
}

void PanePlate::resizeEvent(QResizeEvent*) {
    m_close->setGeometry(width() - kButton - 6, (height() - kLine - kButton) / 2, kButton, kButton);
}

void PanePlate::mousePressEvent(QMouseEvent*) { emit pressed(); }

void PanePlate::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Colors& c = theme().colors();
    painter.fillRect(rect(), c.panel);
    const int high = height() - kLine;
    painter.fillRect(0, high, width(), kLine, c.border);
    painter.fillRect(0, high, int(width() * m_words.progress), kLine, c.accent);

    int right = m_close->x() - kGap;
    painter.setFont(numberFont(TextSize::Small));
    painter.setPen(c.textSecondary);
    painter.drawText(QRect(0, 0, right, high), Qt::AlignRight | Qt::AlignVCenter, m_words.count);
    right -= painter.fontMetrics().horizontalAdvance(m_words.count) + kGap;

    painter.setFont(textFont(TextSize::Body, TextWeight::Semibold));
    painter.setPen(c.text);
    painter.drawText(QRect(kLeft, 0, right - kLeft, high), Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(m_words.title, Qt::ElideRight, right - kLeft));
    const int left = kLeft + painter.fontMetrics().horizontalAdvance(m_words.title) + kGap;
    painter.setFont(textFont(TextSize::Small));
    painter.setPen(c.textSecondary);
    if (right > left)
        painter.drawText(QRect(left, 0, right - left, high), Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(m_words.detail, Qt::ElideRight, right - left));
}

} // namespace ui
