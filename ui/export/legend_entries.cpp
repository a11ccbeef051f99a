#include "ui/export/legend_entries.h"

#include "ui/scene/number_text.h"

#include <cmath>

namespace ui {

LegendEntry glyphEntry(LegendEntry::Glyph glyph, std::string text, std::vector<Color> colors) {
    LegendEntry entry;
    entry.glyph = glyph;
    entry.text = std::move(text);
    entry.colors = std::move(colors);
    return entry;
}

LegendEntry barEntry(std::string text, Palette palette, double low, double high) {
    LegendEntry bar;
    bar.glyph = LegendEntry::Glyph::Bar;
    bar.text = std::move(text);
    bar.palette = palette;
    bar.low = low == 0 ? "0" : numberText(low, 2);
    bar.middle = low + high == 0 ? "0" : numberText((low + high) / 2, 2);
    bar.high = numberText(high, 2);
    return bar;
}

std::vector<Color> lampSteps(bool dark) {
    const ColorMap& lamp = colorMap(Palette::Lamp, dark);
    return {lamp.at(0.25), lamp.at(0.5), lamp.at(0.75), lamp.at(1)};
}

std::string timeUnitOf(const engine::Dataset& dataset) { return dataset.timeUnit.empty() ? Legend::tr("time").toStdString() : dataset.timeUnit; }

double roundedUp(double value) {
    if (!(value > 0) || !std::isfinite(value))
        return 1;
    const double power = std::pow(10.0, std::floor(std::log10(value)) - 1);
    return std::ceil(value / power - 1e-6) * power;
}

} // namespace ui
