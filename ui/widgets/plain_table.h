#pragma once

#include <QTableWidget>

namespace ui {

/// A table to read: no grid, no row headers, nothing to choose. `boxed` draws a frame around it.
QTableWidget* makePlainTable(bool boxed);
/// A cell in the number font or the small text font.
QTableWidgetItem* makeCell(const QString& text, bool number, Qt::Alignment alignment = Qt::AlignRight);

} // namespace ui
