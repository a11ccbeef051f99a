#include "ui/panels/growth_slider.h"

#include "ui/widgets/slider_field.h"

#include <QToolButton>

namespace ui {

GrowthSlider::GrowthSlider(QWidget* parent)
    : MarkedSlider({1 / kReach, kReach, true, 0.12, 3}, tr("Back to what fits the data"), parent) {
    setObjectName(QStringLiteral("growthSlider"));
    slider()->setObjectName(QStringLiteral("growthByHand"));
    slider()->setAccessibleName(tr("Growth weight λ by hand"));
    reset()->setObjectName(QStringLiteral("resetGrowth"));
}

} // namespace ui
