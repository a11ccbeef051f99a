#include "ui/widgets/slider_field.h"

#include "ui/style/theme.h"
#include "ui/widgets/labels.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QSlider>
#include <QStyle>
#include <algorithm>
#include <cmath>

namespace ui {

namespace {
constexpr int kPositions = 1000;
}

SliderField::SliderField(double minimum, double maximum, bool logarithmic, std::function<QString(double)> text,
                         QWidget* parent)
    : QWidget(parent),
      m_minimum(minimum),
      m_maximum(maximum),
      m_logarithmic(logarithmic),
      m_text(std::move(text)),
      m_value(minimum),
      m_slider(new QSlider(Qt::Horizontal)),
      m_label(makeLabel(m_text(maximum))) {
    m_slider->setRange(0, kPositions);
    m_slider->setPageStep(kPositions / 10);
    m_slider->setSingleStep(kPositions / 50);
    m_slider->setFocusPolicy(Qt::TabFocus);
    m_slider->setFixedHeight(28);
    m_label->setFont(numberFont(12));
    m_label->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_label->setFixedWidth(std::max(38, m_label->sizeHint().width()));
    setFocusProxy(m_slider);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_slider, 1);
    layout->addWidget(m_label);
    show(minimum);
    connect(m_slider, &QSlider::valueChanged, this, [this](int position) {
        m_value = valueAt(position);
        showText();
        emit moved(m_value);
        if (!m_slider->isSliderDown())
            emit committed(m_value);
    });
    connect(m_slider, &QSlider::sliderReleased, this, [this] { emit committed(m_value); });
}

double SliderField::value() const { return m_value; }

void SliderField::show(double value) {
    if (m_slider->isSliderDown())
        return;
    const QSignalBlocker silence(m_slider);
    m_value = value;
    m_slider->setValue(positionOf(value));
    showText();
    m_slider->setAccessibleName(accessibleName());
}

/// Values may be longer than the largest one is; nothing of them is cut off.
void SliderField::showText() {
    m_label->setText(m_text(m_value));
    m_label->setFixedWidth(std::max(m_label->minimumWidth(), m_label->sizeHint().width()));
}

void SliderField::setMark(double value) {
    m_mark = value;
    update();
}

void SliderField::paintEvent(QPaintEvent*) {
    if (!m_mark)
        return;
    const QRect groove = m_slider->geometry();
    const int handle = style()->pixelMetric(QStyle::PM_SliderLength, nullptr, m_slider);
    const int x = groove.x() + handle / 2 +
                  QStyle::sliderPositionFromValue(0, kPositions, positionOf(*m_mark), groove.width() - handle);
    QPainter(this).fillRect(x, groove.bottom() - 5, 1, 5, theme().colors().textSecondary);
}

double SliderField::valueAt(int position) const {
    const double u = double(position) / kPositions;
    return m_logarithmic ? m_minimum * std::pow(m_maximum / m_minimum, u) : m_minimum + u * (m_maximum - m_minimum);
}

int SliderField::positionOf(double value) const {
    const double v = std::clamp(value, m_minimum, m_maximum);
    const double u = m_logarithmic ? std::log(v / m_minimum) / std::log(m_maximum / m_minimum)
                                   : (v - m_minimum) / (m_maximum - m_minimum);
    return int(std::lround(u * kPositions));
}

} // namespace ui
