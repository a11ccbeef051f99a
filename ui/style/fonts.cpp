#include "ui/style/fonts.h"

#include <QStringList>
#include <algorithm>

namespace ui {

namespace {

QFont font(const QStringList& families, double pixels, TextWeight weight) {
    QFont result;
    result.setFamilies(families);
    result.setPixelSize(std::max(1, int(pixels + 0.5)));
    result.setWeight(QFont::Weight(weight));
    result.setHintingPreference(QFont::PreferNoHinting); // glyphs keep their designed spacing at every scale factor
    return result;
}

} // namespace

QFont textFont(TextSize size, TextWeight weight) {
    return font(QStringList{QStringLiteral("Inter"), QStringLiteral("Noto Sans"), QStringLiteral("DejaVu Sans")},
                int(size), weight);
}

QFont numberFont(TextSize size, TextWeight weight) { return numberFont(0.94 * int(size), weight); }

QFont numberFont(double pixels, TextWeight weight) {
    return font(
        QStringList{QStringLiteral("JetBrains Mono"), QStringLiteral("DejaVu Sans Mono"), QStringLiteral("monospace")},
        pixels, weight);
}

QFont mathFont(double pixels) {
    QFont result =
        font(QStringList{QStringLiteral("STIX Two Text"), QStringLiteral("STIX"), QStringLiteral("DejaVu Serif")},
             pixels, TextWeight::Regular);
    result.setItalic(true);
    return result;
}

} // namespace ui
