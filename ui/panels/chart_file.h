#pragma once

#include "ui/panels/chart_content.h"

namespace ui {

/// Writes a chart by the ending of the name: .svg or .pdf as a drawing on white, as for print, with its title; anything
/// else as a table. The file appears whole or not at all.
/// Errors: Error{CannotWrite}.
/// Thread: GUI.
void saveChart(const ChartContent& content, const QString& title, const QString& unit, const QString& path);

} // namespace ui
