#pragma once

#include "engine/session/session_update.h"
#include "ui/document/project.h"

#include <QWidget>
#include <functional>

class QComboBox;
class QLabel;

namespace ui {

class Actions;
class LayerList;
class MethodSettings;
class NetworkSettings;
class NumberField;
class OptimizerSettings;
class ProjectionSettings;
class Section;
class SegmentedControl;
class SliderField;

/// Everything that can be chosen about method, training and view, each with its unit and one line of why. Shows a
/// project and says what a person wants changed; changes nothing itself.
class InspectorPanel : public QWidget {
    Q_OBJECT

public:
    explicit InspectorPanel(const Actions& actions, QWidget* parent = nullptr);

    void show(const Project& project);
    void showProgress(const engine::RunUpdate* run);
    using QWidget::show;
    ProjectionSettings& projection() const { return *m_projection; }
    OptimizerSettings& training() const { return *m_trainingSection; }
    /// Which sections are open: all that has room on a large screen, the most used ones on a small one.
    void openSectionsFor(int windowHeight);

signals:
    /// `text` names the step of the history.
    void settingsEdited(const QString& text, const engine::TrainingSettings& settings);
    /// While a slider is dragged, and once when it is let go: `finished`.
    void viewEdited(const QString& text, const ui::ViewChoices& view, bool finished);
    /// Level of the noise particles are shown with, likewise; empty: the trained one.
    void noiseEdited(std::optional<double> noise, bool finished);
    /// Likewise, the growth weight; empty: what fits the data.
    void lambdaEdited(std::optional<double> lambda, bool finished);

private:
    void makeMethod();
    void makePath();
    void makeLayers(const Actions& actions);
    void makeParticles();
    void makeProjection();
    void editSettings(const QString& text, const std::function<void(engine::TrainingSettings&)>& change);
    void editView(const QString& text, bool finished, const std::function<void(ViewChoices&)>& change);

    engine::TrainingSettings m_settings;
    ViewChoices m_view;

    Section *m_methodSection, *m_projectionSection, *m_pathSection, *m_layersSection, *m_particlesSection;
    NetworkSettings* m_networkSection;
    OptimizerSettings* m_trainingSection;
    SegmentedControl* m_method;
    MethodSettings* m_methodSettings;
    QLabel *m_methodWhy, *m_formula, *m_pathWhy;
    QComboBox* m_path;
    NumberField* m_smoothing;
    SliderField *m_count, *m_trail;
    ProjectionSettings* m_projection;
    LayerList* m_layers;
};

} // namespace ui
