#include "ui/scene/layers/axis_name.h"

#include <algorithm>
#include <cctype>

namespace ui {

void addAxisName(LabelBatch& labels, const std::string& name, int axis, float size, Color color, float x,
                 float baseline, Align align) {
    std::string letter = name.empty() ? "x" : name.substr(0, 1);
    std::string number = name.empty() ? std::to_string(axis + 1) : name.substr(1);
    if (!number.empty() && number.front() == '_')
        number.erase(0, 1);
    const bool symbol = std::isalpha(static_cast<unsigned char>(letter.front())) != 0 && number.size() <= 2 &&
                        std::all_of(number.begin(), number.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
    if (!symbol) {
        labels.add(name, {Typeface::Text, size, color}, x, baseline, align);
        return;
    }
    const TextStyle main{Typeface::Math, size * 1.36F, color}, lowered{Typeface::MathUpright, size * 0.91F, color};
    const float gap = size * 0.06F;
    const float letterWidth = labels.width(letter, main) + gap;
    const float width = letterWidth + labels.width(number, lowered);
    const float left = align == Align::Left ? x : align == Align::Right ? x - width : x - width / 2;
    labels.add(letter, main, left, baseline);
    labels.add(number, lowered, left + letterWidth, baseline + size * 0.27F);
}

} // namespace ui
