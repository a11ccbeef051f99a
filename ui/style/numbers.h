#pragma once

#include <QString>
#include <QStringList>
#include <QVector>
#include <cstdint>

namespace ui {

/// Numbers as the window writes them: thin space between thousands, true minus sign, point as decimal mark.
QString countLabel(std::int64_t value);
QString fixedText(double value, int decimals);
/// As few decimals as tell the value to `digits` significant digits, without trailing zeros: 0.25, 1 200, 6.1e−4.
QString shortText(double value, int digits = 4);
/// Values that stand side by side: whole numbers as they are, the others with the same number of decimals: 0, 0.25,
/// 0.50, 1.
QStringList alignedTexts(const QVector<double>& values);
/// Seconds as a person says them: "8 s", "2 min", "1 h 5 min".
QString durationText(double seconds);
/// What a person typed, in any of these ways of writing; `ok` is false when it is no number.
double numberFromText(const QString& text, bool* ok);

} // namespace ui
