#include "ui/panels/noise_slider.h"

#include "ui/style/numbers.h"
#include "ui/widgets/dock_title.h"
#include "ui/widgets/slider_field.h"

#include <QHBoxLayout>
#include <QToolButton>
#include <cmath>

namespace ui {

namespace {
constexpr double kCatch = 0.03; ///< so near to the mark a hand means the mark
}

NoiseSlider::NoiseSlider(QWidget* parent)
    : QWidget(parent),
      m_slider(new SliderField(0, kMost, false, [this](double part) { return shortText(part * m_trained, 3); })),
      m_reset(
          makeIconButton(QStringLiteral("resetNoise"), QStringLiteral("undo"), tr("Back to the trained noise"), this)) {
    setObjectName(QStringLiteral("noiseSlider"));
    m_slider->setObjectName(QStringLiteral("shownNoise"));
    m_slider->setAccessibleName(tr("Noise that particles are shown with"));
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
    connect(m_slider, &SliderField::moved, this, [this] {
        showReset();
        emit edited(noise(), false);
    });
    connect(m_slider, &SliderField::committed, this, [this] { emit edited(noise(), true); });
    connect(m_reset, &QToolButton::clicked, this, [this] {
        show(std::nullopt);
        emit edited(std::nullopt, true);
    });
    showReset();
}

void NoiseSlider::setTrained(const engine::NoiseSchedule& trained) {
    const double mean =
        std::sqrt((trained.start * trained.start + trained.start * trained.end + trained.end * trained.end) / 3);
    if (!(mean > 0) || mean == m_trained)
        return;
    const std::optional<double> shown = noise();
    m_trained = mean;
    show(shown);
}

void NoiseSlider::show(std::optional<double> noise) {
    m_slider->show(noise ? *noise / m_trained : 1);
    showReset();
}

std::optional<double> NoiseSlider::noise() const {
    const double part = m_slider->value();
    return std::abs(part - 1) < kCatch ? std::nullopt : std::optional(part * m_trained);
}

void NoiseSlider::showReset() { m_reset->setVisible(noise().has_value()); }

} // namespace ui
