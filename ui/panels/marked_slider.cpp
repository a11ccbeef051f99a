#include "ui/panels/marked_slider.h"

#include "ui/style/numbers.h"
#include "ui/widgets/dock_title.h"
#include "ui/widgets/slider_field.h"

#include <QHBoxLayout>
#include <QToolButton>
#include <cmath>

namespace ui {

MarkedSlider::MarkedSlider(const Range& range, const QString& resetTip, QWidget* parent)
    : QWidget(parent),
      m_range(range),
      m_slider(new SliderField(range.least, range.most, range.logarithmic,
                               [this](double part) { return shortText(part * m_usual, m_range.digits); })),
      m_reset(makeIconButton(QString(), QStringLiteral("undo"), resetTip, this)) {
    m_slider->show(1);
    m_slider->setMark(1);
    QSizePolicy policy = m_reset->sizePolicy();
    policy.setRetainSizeWhenHidden(true);
    m_reset->setSizePolicy(policy);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addWidget(m_slider, 1);
    layout->addWidget(m_reset);
    setFocusProxy(m_slider);
    connect(m_slider, &SliderField::moved, this, [this](double part) { take(part, false); });
    connect(m_slider, &SliderField::committed, this, [this](double part) { take(part, true); });
    connect(m_reset, &QToolButton::clicked, this, [this] {
        show(std::nullopt);
        emit edited(std::nullopt, true);
    });
    showReset();
}

void MarkedSlider::take(double part, bool finished) {
    const double away = m_range.logarithmic ? std::log(part) : part - 1;
    m_shown = std::abs(away) < m_range.catches ? std::nullopt : std::optional(part * m_usual);
    showReset();
    emit edited(m_shown, finished);
}

void MarkedSlider::setUsual(double usual) {
    if (!(usual > 0) || usual == m_usual)
        return;
    m_usual = usual;
    show(m_shown);
}

void MarkedSlider::show(std::optional<double> value) {
    m_shown = value;
    m_slider->show(value ? *value / m_usual : 1);
    showReset();
}

void MarkedSlider::showReset() { m_reset->setVisible(m_shown.has_value()); }

} // namespace ui
