#include "ui/widgets/fields.h"

#include "ui/style/fonts.h"
#include "ui/widgets/number_field.h"

#include <QComboBox>

namespace ui {

NumberField* makeNumber(const QString& objectName, const QString& unit, double low, double high, int decimals,
                        double step, const QString& why) {
    auto* field = new NumberField(unit);
    field->setObjectName(objectName);
    field->setRange(low, high);
    field->setDecimals(decimals);
    field->setSingleStep(step);
    field->setToolTip(why);
    return field;
}

QComboBox* makeCombo(const QString& objectName, const QString& why) {
    auto* combo = new QComboBox;
    combo->setObjectName(objectName);
    combo->setToolTip(why);
    combo->setFont(textFont(TextSize::Small));
    combo->setFocusPolicy(Qt::TabFocus);
    return combo;
}

} // namespace ui
