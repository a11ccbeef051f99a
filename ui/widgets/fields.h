#pragma once

#include <QString>

class QComboBox;

namespace ui {

class NumberField;

/// Fields of the inspector; `why` is the sentence of the tooltip.
NumberField* makeNumber(const QString& objectName, const QString& unit, double low, double high, int decimals,
                        double step, const QString& why);
QComboBox* makeCombo(const QString& objectName, const QString& why);

} // namespace ui
