#pragma once

#include "ui/widgets/section.h"

#include <array>

class QPushButton;

namespace ui {

class Actions;
class DrawingOptions;
class NumberField;
class SegmentedControl;

/// Where the work plane is in space, and what the brush paints on.
class PlaneSection : public Section {
    Q_OBJECT

public:
    PlaneSection(const Actions& actions, DrawingOptions& options, QWidget* parent = nullptr);

    /// Only the brush paints on points and has a thickness.
    void showBrush(bool isBrush);
    /// Names of the three axes.
    void showAxes(const QStringList& names);

private:
    void makeSides(const Actions& actions);
    void makeFields();
    void showSettings();

    DrawingOptions& m_options;
    std::array<QPushButton*, 3> m_sides; ///< along two axes each
    NumberField *m_height, *m_tilt, *m_heading, *m_thickness;
    SegmentedControl* m_surface;
    QWidget* m_brushRows;
};

} // namespace ui
