#include "ui/panels/growth_slider.h"

#include "ui/style/numbers.h"
#include "ui/widgets/dock_title.h"
#include "ui/widgets/slider_field.h"

#include <QHBoxLayout>
#include <QToolButton>
#include <cmath>

namespace ui {

namespace {
constexpr double kCatch = 0.12; ///< so near to the mark, in its logarithm, a hand means the mark
}

GrowthSlider::GrowthSlider(QWidget* parent)
    : QWidget(parent),
      m_slider(new SliderField(1 / kReach, kReach, true, [this](double part) { return shortText(part * m_usual, 2); })),
      m_reset(makeIconButton(QStringLiteral("resetGrowth"), QStringLiteral("undo"), tr("Back to what fits the data"),
                             this)) {
    setObjectName(QStringLiteral("growthSlider"));
    m_slider->setObjectName(QStringLiteral("growthByHand"));
    m_slider->setAccessibleName(tr("Growth weight λ by hand"));
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
    const auto take = [this](double part, bool finished) {
        m_shown = std::abs(std::log(part)) < kCatch ? std::nullopt : std::optional(part * m_usual);
        showReset();
        emit edited(m_shown, finished);
    };
    connect(m_slider, &SliderField::moved, this, [take](double part) { take(part, false); });
    connect(m_slider, &SliderField::committed, this, [take](double part) { take(part, true); });
    connect(m_reset, &QToolButton::clicked, this, [this] {
        show(std::nullopt);
        emit edited(std::nullopt, true);
    });
    showReset();
}

void GrowthSlider::setUsual(double usual) {
    if (!(usual > 0) || usual == m_usual)
        return;
    m_usual = usual;
    show(m_shown);
}

void GrowthSlider::show(std::optional<double> lambda) {
    m_shown = lambda;
    m_slider->show(lambda ? *lambda / m_usual : 1);
    showReset();
}

std::optional<double> GrowthSlider::lambda() const { return m_shown; }

void GrowthSlider::showReset() { m_reset->setVisible(m_shown.has_value()); }

} // namespace ui
