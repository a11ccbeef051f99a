#pragma once

#include "ui/tools/tool_box.h"

#include <QWidget>

namespace ui {

class Actions;
class BrushSection;
class DrawingOptions;
class FormulaSection;
class PlaneSection;
class SelectionSection;
class SpaceStampSection;
class StampSection;
class SymmetrySection;

/// In the inspector's place while a drawing tool is chosen: everything about the tools in numbers. Says what a person
/// wants; changes nothing but the tools' own settings itself.
class DrawingPanel : public QWidget {
    Q_OBJECT

public:
    DrawingPanel(const Actions& actions, DrawingOptions& options, QWidget* parent = nullptr);

    void showTool(ToolKind kind);
    /// Names of the picture's axes. Where there are three of them there are other stamps, and a work plane.
    void showAxes(const QStringList& names);
    StampSection& stamps() const { return *m_stamps; }
    SpaceStampSection& spaceStamps() const { return *m_spaceStamps; }
    SymmetrySection& symmetry() const { return *m_symmetry; }
    FormulaSection& formula() const { return *m_formula; }
    SelectionSection& selection() const { return *m_selection; }

private:
    StampSection* m_stamps;
    PlaneSection* m_plane;
    SpaceStampSection* m_spaceStamps;
    BrushSection* m_brush;
    SelectionSection* m_selection;
    SymmetrySection* m_symmetry;
    FormulaSection* m_formula;
    ToolKind m_kind = ToolKind::Brush;
    bool m_isSpace = false;
};

} // namespace ui
