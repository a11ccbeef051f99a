#pragma once

#include <QToolBar>

class QLabel;

namespace ui {

class SegmentedControl;
class SliderField;

/// What the drawing tools can be set to. Sizes are parts of the smaller side of the view, so that a brush feels the
/// same whatever the data's units are.
struct BrushSettings {
    double radius = 0.06;  ///< as a part of half the view's height
    double density = 40;   ///< points in one dab; a stroke lays them on at the same rate per area
    double softness = 0.6; ///< 0: even up to the edge, 1: fading from the middle
    int onionSkin = 1;     ///< how many neighbours on each side show faintly while drawing
    bool operator==(const BrushSettings&) const = default;
};

/// The bar below the tool bar while a drawing tool is chosen.
class ToolOptions : public QToolBar {
    Q_OBJECT

public:
    explicit ToolOptions(QWidget* parent = nullptr);

    const BrushSettings& settings() const { return m_settings; }
    void setSettings(const BrushSettings& settings);
    void showTool(const QString& title, bool paints);
    /// Snapshot that is drawn into; 0 for none.
    void showTarget(int number, const QColor& color, const QString& time);
    /// What a radius of 1 means in the data's units, for the number beside the slider.
    void setScale(double dataPerHalfHeight);

signals:
    void changed(const ui::BrushSettings& settings);

private:
    class Target;

    BrushSettings m_settings;
    double m_scale = 1;
    QLabel* m_title;
    SliderField *m_size, *m_density, *m_softness;
    SegmentedControl* m_onion;
    Target* m_target;
    QWidget *m_densityGroup, *m_softnessGroup;
};

} // namespace ui
