#pragma once

#include "ui/widgets/section.h"

class QCheckBox;
class QComboBox;

namespace ui {

class Actions;
class DrawingOptions;
class NumberField;
class SegmentedControl;

/// Symmetry of what is drawn, and the grid that places snap to.
class SymmetrySection : public Section {
    Q_OBJECT

public:
    SymmetrySection(const Actions& actions, DrawingOptions& options, QWidget* parent = nullptr);

    /// Selected points snap but make no copies.
    void showSymmetry(bool shown);
    /// What the step is where it follows the axes.
    void showAxesStep(double step);

private:
    void showSettings();

    DrawingOptions& m_options;
    QComboBox* m_kind;
    NumberField *m_folds, *m_step;
    SegmentedControl* m_center;
    QCheckBox* m_snap;
    QString m_unit; ///< of the step, as shown
    QWidget *m_symmetryRows, *m_foldRow, *m_centerRow;
};

} // namespace ui
