#pragma once

#include "ui/widgets/section.h"

namespace ui {

class DrawingOptions;
class NumberField;
class SegmentedControl;

/// Brush, eraser and line in numbers, and what the pressure of a pen changes.
class BrushSection : public Section {
    Q_OBJECT

public:
    explicit BrushSection(DrawingOptions& options, QWidget* parent = nullptr);

    /// The eraser has a size only.
    void showPaint(bool paints, bool takesPressure);

private:
    void showSettings();

    DrawingOptions& m_options;
    NumberField *m_radius, *m_density, *m_softness;
    SegmentedControl* m_pressure;
    QWidget *m_paintRows, *m_pressureRow;
};

} // namespace ui
