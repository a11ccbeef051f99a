#include "ui/panels/noise_slider.h"

#include "ui/widgets/slider_field.h"

#include <QToolButton>
#include <cmath>

namespace ui {

NoiseSlider::NoiseSlider(QWidget* parent)
    : MarkedSlider({0, kMost, false, 0.03, 3}, tr("Back to the trained noise"), parent) {
    setObjectName(QStringLiteral("noiseSlider"));
    slider()->setObjectName(QStringLiteral("shownNoise"));
    slider()->setAccessibleName(tr("Noise that particles are shown with"));
    reset()->setObjectName(QStringLiteral("resetNoise"));
}

void NoiseSlider::setTrained(const engine::NoiseSchedule& trained) {
    const auto& [start, end] = trained;
    setUsual(std::sqrt((start * start + start * end + end * end) / 3));
}

} // namespace ui
