#include "ui/panels/layer_row.h"

#include "ui/style/fonts.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QAction>
#include <QKeyEvent>
#include <QPainter>

namespace ui {

namespace {
constexpr int kEye = 46;     ///< so far from the left a press is meant for the eye
constexpr int kChevron = 18; ///< room at the right that the sign of details takes, in all rows, so that values align
} // namespace

LayerRow::LayerRow(QAction* action, const QString& name, QWidget* parent)
    : QWidget(parent), m_action(action), m_name(name) {
    setObjectName(action->objectName() + QStringLiteral("Row"));
    setAccessibleName(name);
    setToolTip(action->toolTip());
    setFocusPolicy(Qt::TabFocus);
    setProperty("focusRadius", 4);
    setProperty("keepsKeys", true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFixedHeight(28);
    const auto describe = [this] {
        setAccessibleDescription(m_action->isChecked() ? tr("drawn") : tr("not drawn"));
        update();
    };
    connect(action, &QAction::changed, this, describe);
    describe();
}

void LayerRow::setSwatch(const QVector<QColor>& colors) {
    m_swatch = colors;
    update();
}

void LayerRow::setValue(const QString& value) {
    if (value == m_value)
        return;
    m_value = value;
    update();
}

void LayerRow::setOpensDetails(bool opens) {
    m_opensDetails = opens;
    update();
}

void LayerRow::setOpen(bool open) {
    if (!m_opensDetails || open == m_open)
        return;
    m_open = open;
    update();
    emit opened(open);
}

void LayerRow::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Colors& c = theme().colors();
    const bool on = m_action->isChecked();
    if (underMouse()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(c.hover);
        painter.drawRoundedRect(QRectF(rect()).adjusted(-4, 1, 4, -1), 4, 4);
    }
    const double middle = height() / 2.0;
    paintIcon(&painter, on ? QStringLiteral("eye") : QStringLiteral("eyeoff"), QRectF(0, middle - 8, 16, 16),
              c.textSecondary);
    const QRectF swatch(24, middle - 5, 18, 10);
    QLinearGradient gradient(swatch.topLeft(), swatch.topRight());
    for (qsizetype i = 0; i < m_swatch.size(); ++i)
        gradient.setColorAt(m_swatch.size() > 1 ? double(i) / double(m_swatch.size() - 1) : 0, m_swatch[i]);
    painter.setPen(Qt::NoPen);
    painter.setBrush(on && !m_swatch.isEmpty() ? QBrush(gradient) : QBrush(c.border));
    painter.drawRoundedRect(swatch, 2, 2);
    QFont font = textFont(TextSize::Small);
    painter.setFont(font);
    painter.setPen(on ? c.text : c.textSecondary);
    painter.drawText(rect().adjusted(50, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, m_name);
    if (on) {
        painter.setPen(c.textSecondary);
        painter.drawText(rect().adjusted(0, 0, -kChevron, 0), Qt::AlignVCenter | Qt::AlignRight, m_value);
    }
    if (m_opensDetails)
        paintIcon(&painter, m_open ? QStringLiteral("down") : QStringLiteral("right"),
                  QRectF(width() - 12, middle - 6, 12, 12), c.textSecondary);
}

void LayerRow::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton)
        return;
    if (m_opensDetails && event->position().x() >= kEye)
        setOpen(!m_open);
    else
        m_action->trigger();
}

void LayerRow::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Space || event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        m_action->trigger();
    else if (m_opensDetails && (event->key() == Qt::Key_Right || event->key() == Qt::Key_Left))
        setOpen(event->key() == Qt::Key_Right);
    else
        QWidget::keyPressEvent(event);
}

} // namespace ui
