#pragma once

#include "ui/style/tokens.h"

#include <QPen>

namespace ui {

/// How a line of a chart is drawn: what was learned, what it came from, what it is compared with.
enum class CurveTone { Accent, Quiet, Dashed };
QPen curvePen(CurveTone tone, const Colors& colors);

} // namespace ui
