#pragma once

#include "ui/style/fonts.h"

#include <QLabel>

namespace ui {

enum class Tone { Normal, Secondary };

/// A label in one of the few styles the window uses; its colour follows the theme through the palette.
QLabel* makeLabel(const QString& text, TextSize size = TextSize::Body, Tone tone = Tone::Normal,
                  TextWeight weight = TextWeight::Regular);
/// A heading of a part of a dialog.
QLabel* makeHeading(const QString& text);
/// A label of several lines, in the secondary tone: the one sentence that says why.
QLabel* makeExplanation(const QString& text);

} // namespace ui
