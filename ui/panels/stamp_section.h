#pragma once

#include "ui/tools/tool_box.h"
#include "ui/widgets/section.h"

#include <map>

class QFontComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QToolButton;

namespace ui {

class DrawingOptions;
class NumberField;

/// Which stamp, and its numbers.
class StampSection : public Section {
    Q_OBJECT

public:
    explicit StampSection(DrawingOptions& options, QWidget* parent = nullptr);

    /// Other tools than stamp and polygon leave the choice of stamps only.
    void showTool(ToolKind kind);
    /// Names of the two axes.
    void showAxes(const QStringList& names);

signals:
    void stampWanted(ui::StampKind kind);
    void polygonWanted();
    void pictureWanted();
    void placeWanted(double x, double y);

private:
    void makeButtons();
    void makeFields();
    void showSettings();

    DrawingOptions& m_options;
    std::map<StampKind, QToolButton*> m_buttons;
    QToolButton* m_polygon;
    QLineEdit* m_text;
    QFontComboBox* m_font;
    QPushButton *m_picture, *m_place;
    NumberField *m_count, *m_radius, *m_angle, *m_noise, *m_x, *m_y;
    QWidget *m_textRows, *m_pictureRow, *m_countRow, *m_noiseRow, *m_stampRows;
    QLabel* m_hint;
    ToolKind m_tool = ToolKind::Brush;
};

} // namespace ui
