#pragma once

#include <QFont>

namespace ui {

/// Sizes of text in pixels: resources/style/tokens.json, type.px.
enum class TextSize { Caption = 11, Small = 12, Body = 13, Title = 15, Heading = 20, Display = 28, Presenter = 36 };

enum class TextWeight { Regular = QFont::Normal, Semibold = QFont::DemiBold };

/// Text of the window: Inter, or the nearest the machine has.
QFont textFont(TextSize size = TextSize::Body, TextWeight weight = TextWeight::Regular);
/// Numbers that change or stand in columns: JetBrains Mono, a little smaller so that it sits well among text.
QFont numberFont(TextSize size = TextSize::Body, TextWeight weight = TextWeight::Regular);
QFont numberFont(double pixels, TextWeight weight = TextWeight::Regular);
/// Letters of the paper: STIX italic.
QFont mathFont(double pixels = 14);

} // namespace ui
