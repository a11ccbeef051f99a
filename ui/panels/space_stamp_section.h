#pragma once

#include "ui/tools/drawing_settings.h"
#include "ui/widgets/section.h"

#include <Eigen/Core>
#include <map>

class QPushButton;
class QToolButton;

namespace ui {

class DrawingOptions;
class NumberField;
class SegmentedControl;

/// Which shape in space is stamped, and its numbers.
class SpaceStampSection : public Section {
    Q_OBJECT

public:
    explicit SpaceStampSection(DrawingOptions& options, QWidget* parent = nullptr);

    /// Whether the stamp is the tool just now.
    void showStamp(bool isStamp);
    /// Names of the three axes.
    void showAxes(const QStringList& names);

signals:
    void stampWanted(ui::SpaceStampKind kind);
    void meshWanted();
    void placeWanted(const Eigen::Vector3d& center);

private:
    void makeButtons();
    void makeFields();
    void showSettings();

    DrawingOptions& m_options;
    std::map<SpaceStampKind, QToolButton*> m_buttons;
    QPushButton *m_mesh, *m_place;
    SegmentedControl* m_fill;
    NumberField *m_count, *m_radius, *m_angle, *m_noise, *m_x, *m_y, *m_z;
    QWidget *m_meshRows, *m_noiseRow, *m_rows;
    bool m_isStamp = false;
};

} // namespace ui
