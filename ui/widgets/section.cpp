#include "ui/widgets/section.h"

#include "ui/style/icons.h"
#include "ui/style/theme.h"
#include "ui/widgets/labels.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>
#include <QVariantAnimation>

namespace ui {

namespace {

/// Chevron, title, and the value at the right, in one button as wide as the panel.
class SectionHeader : public QToolButton {
public:
    SectionHeader(const QString& title, QLabel* value) {
        setText(title);
        setProperty("role", QStringLiteral("section"));
        setProperty("focusRadius", 4);
        setCheckable(true);
        setChecked(true);
        setFocusPolicy(Qt::TabFocus);
        setFixedHeight(32);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        auto* layout = new QHBoxLayout(this);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->addWidget(value, 0, Qt::AlignRight | Qt::AlignVCenter);
        value->setAttribute(Qt::WA_TransparentForMouseEvents);
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        const Colors& c = theme().colors();
        const QColor chevron = underMouse() ? c.text : c.textSecondary;
        paintIcon(&painter, isChecked() ? QStringLiteral("down") : QStringLiteral("right"), QRectF(-4, 8, 16, 16),
                  chevron);
        painter.setFont(textFont(TextSize::Small, TextWeight::Semibold));
        painter.setPen(c.text);
        painter.drawText(rect().adjusted(18, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, text());
    }
};

} // namespace

Section::Section(const QString& title, QWidget* parent)
    : QWidget(parent),
      m_value(makeLabel({}, TextSize::Small, Tone::Secondary)),
      m_body(new QWidget),
      m_contents(new QVBoxLayout(m_body)),
      m_fold(new QVariantAnimation(this)) {
    m_header = new SectionHeader(title, m_value);
    m_header->setObjectName(QStringLiteral("header"));
    m_header->setToolTip(tr("Fold or unfold %1").arg(title));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 1, 12, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addWidget(m_body);
    m_contents->setContentsMargins(0, 0, 0, 12);
    m_contents->setSpacing(8);
    setAccessibleName(title);

    connect(m_header, &QToolButton::clicked, this, [this](bool open) { setOpen(open, true); });
    m_fold->setEasingCurve(QEasingCurve::OutCubic);
    connect(m_fold, &QVariantAnimation::valueChanged, this,
            [this](const QVariant& height) { m_body->setFixedHeight(height.toInt()); });
    connect(m_fold, &QVariantAnimation::finished, this, [this] {
        m_body->setVisible(m_open);
        m_body->setMinimumHeight(0);
        m_body->setMaximumHeight(QWIDGETSIZE_MAX);
    });
}

void Section::addRow(const QString& label, QWidget* control, const QString& symbol) {
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    QLabel* name = makeLabel(label, TextSize::Small, Tone::Secondary);
    if (!symbol.isEmpty())
        name->setText(QStringLiteral("%1&nbsp; <i style='font-family:STIX; font-size:14px'>%2</i>")
                          .arg(label.toHtmlEscaped(), symbol));
    name->setFixedWidth(kLabelWidth);
    name->setBuddy(control);
    if (control->accessibleName().isEmpty())
        control->setAccessibleName(label);
    row->addWidget(name);
    row->addWidget(control, 1);
    m_contents->addLayout(row);
}

void Section::setValue(const QString& value) {
    if (m_value->text() != value)
        m_value->setText(value);
}

QString Section::value() const { return m_value->text(); }

void Section::setOpen(bool open, bool animated) {
    m_header->setChecked(open);
    if (open == m_open)
        return;
    m_open = open;
    m_fold->stop();
    const int duration = animated && isVisible() ? theme().duration(Theme::Motion::Base) : 0;
    if (duration == 0) {
        m_body->setVisible(open);
        m_body->setMinimumHeight(0);
        m_body->setMaximumHeight(QWIDGETSIZE_MAX);
        return;
    }
    m_body->setVisible(true);
    const int full = m_body->layout()->hasHeightForWidth() ? m_body->layout()->totalHeightForWidth(width() - 24)
                                                           : m_body->sizeHint().height();
    m_fold->setDuration(duration);
    m_fold->setStartValue(open ? 0 : full);
    m_fold->setEndValue(open ? full : 0);
    m_fold->start();
}

void Section::paintEvent(QPaintEvent*) { QPainter(this).fillRect(0, 0, width(), 1, theme().colors().border); }

} // namespace ui
