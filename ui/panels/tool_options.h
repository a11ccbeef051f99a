#pragma once

#include "ui/tools/tool_box.h"

#include <QToolBar>

class QLabel;

namespace ui {

class Actions;
class DrawingOptions;
class SegmentedControl;
class SliderField;

/// The bar below the tool bar while a drawing tool is chosen: what one changes most often about it. The drawing panel
/// has the same and more in numbers.
class ToolOptions : public QToolBar {
    Q_OBJECT

public:
    ToolOptions(const Actions& actions, DrawingOptions& options, QWidget* parent = nullptr);

    void showTool(ToolKind kind);
    /// Symmetry and grid are of the plane only.
    void showSpace(bool isSpace);
    /// Snapshot that is drawn into; 0 for none.
    void showTarget(int number, const QColor& color, const QString& time);
    /// How many points are chosen.
    void showSelected(std::int64_t count);

private:
    class Target;

    void makeSliders();
    void makeChoices(const Actions& actions);
    void arrange();
    void showSettings();

    DrawingOptions& m_options;
    QLabel *m_title, *m_selected;
    SliderField *m_size, *m_density, *m_softness, *m_points, *m_noise;
    QWidget *m_sizeGroup, *m_densityGroup, *m_softnessGroup, *m_pointsGroup, *m_noiseGroup, *m_symmetry, *m_snap,
        *m_onionGroup, *m_line;
    SegmentedControl *m_onion, *m_marking;
    Target* m_target;
    ToolKind m_kind = ToolKind::Brush;
    bool m_isSpace = false;
};

} // namespace ui
