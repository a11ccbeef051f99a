#pragma once

#include <QColor>
#include <QString>
#include <QVector>
#include <array>
#include <utility>

namespace ui {

/// The colours of one theme by their names in resources/style/tokens.json.
struct Colors {
    QColor stage, window, panel, raised, field, hover, pressed, selected;
    QColor border, borderStrong, grid;
    QColor text, textSecondary, textDisabled, textOnAccent;
    QColor accent, accentHover, accentPressed, focus, link;
    QColor success, warning, error, successFill, warningFill, errorFill, scrim;

    using Member = QColor Colors::*;
    /// Every member with its name: for reading the tokens and for filling the style sheet's `@name` places.
    static const std::array<std::pair<const char*, Member>, 27>& members();
};

/// Colours of data in one theme.
struct DataColors {
    QVector<QColor> snapshots; ///< anchors, early to late
    QVector<QColor> lamp;      ///< speed
    QVector<QColor> growth;    ///< diverging, symmetric about zero
    QColor particle;           ///< core of a particle
};

/// What resources/style/tokens.json says about one theme.
struct Pigments {
    Colors colors;
    DataColors data;
};

/// Contrast: high contrast, on black, with the data colours of the dark one.
enum class Scheme { Dark, Light, Contrast };
inline constexpr std::array kSchemes = {Scheme::Dark, Scheme::Light, Scheme::Contrast};

/// Reads the tokens compiled into the program.
Pigments loadPigments(Scheme scheme);

} // namespace ui
