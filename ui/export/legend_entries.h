#pragma once

#include "engine/data/dataset.h"
#include "ui/scene/scene_state.h"

#include <QCoreApplication>
#include <string>
#include <vector>

namespace ui {

/// Whose tr() the words of legends go through.
class Legend {
    Q_DECLARE_TR_FUNCTIONS(ui::Legend)
};

LegendEntry glyphEntry(LegendEntry::Glyph glyph, std::string text, std::vector<Color> colors);
/// A colour bar from `low` to `high`.
LegendEntry barEntry(std::string text, Palette palette, double low, double high);
/// Colours of slow to fast particles, as one line of the legend shows them.
std::vector<Color> lampSteps(bool dark);

/// The data's unit of time, or "time".
std::string timeUnitOf(const engine::Dataset& dataset);
/// Upwards to two digits, so that a legend stays while a model learns; 1 for what is no number above 0.
double roundedUp(double value);

} // namespace ui
