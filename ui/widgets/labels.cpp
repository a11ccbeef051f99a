#include "ui/widgets/labels.h"

namespace ui {

QLabel* makeLabel(const QString& text, TextSize size, Tone tone, TextWeight weight) {
    auto* label = new QLabel(text);
    label->setFont(textFont(size, weight));
    label->setForegroundRole(tone == Tone::Secondary ? QPalette::PlaceholderText : QPalette::WindowText);
    return label;
}

QLabel* makeHeading(const QString& text) { return makeLabel(text, TextSize::Body, Tone::Normal, TextWeight::Semibold); }

QLabel* makeExplanation(const QString& text) {
    QLabel* label = makeLabel(text, TextSize::Small, Tone::Secondary);
    label->setWordWrap(true);
    return label;
}

} // namespace ui
