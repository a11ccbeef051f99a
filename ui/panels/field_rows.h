#pragma once

#include <QString>
#include <QWidget>
#include <vector>

namespace ui {

/// A line of a section: a name and its control. Without a name the control takes the whole line.
struct FieldRow {
    QString label;
    QWidget* control;
};

/// Lines that are shown and hidden together, set like those of Section::addRow. Controls take the room there is, and
/// never ask for more: a panel is as wide as a person makes it.
QWidget* fieldRows(const std::vector<FieldRow>& rows);

/// Gives the row of a control another label, shortened where there is no room for all of it.
void relabel(QWidget* control, const QString& label);

} // namespace ui
