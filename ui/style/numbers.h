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
/// With this many decimals, or as many more as show the first digit of what is smaller: 0.027, 0.0004.
QString steadyText(double value, int decimals);
/// The decimals of that.
int decimalsOf(double value, int least);
/// To so many significant digits, with trailing zeros, so that columns align: 0.0596, 0.0600, 1.23.
QString significantText(double value, int digits);
/// A time as it stands everywhere: timeText of the stage.
QString timeLabel(double time);
/// Values that stand side by side: whole numbers as they are, the others with the same number of decimals: 0, 0.25,
/// 0.50, 1.
QStringList alignedTexts(const QVector<double>& values);
/// Seconds as a person says them: "8 s", "2 min", "1 h 5 min".
QString durationText(double seconds);
/// What a person typed, in any of these ways of writing; `ok` is false when it is no number.
double numberFromText(const QString& text, bool* ok);

} // namespace ui
