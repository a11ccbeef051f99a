#pragma once

#include "engine/action/action_model.h"
#include "engine/training/training_settings.h"

#include <QWidget>
#include <functional>

class QComboBox;

namespace ui {

class GrowthSlider;
class NoiseSlider;
class NumberField;

/// The constants of the chosen method: noise σ, growth weight λ, cost, masses. Only what the method uses is shown.
class MethodSettings : public QWidget {
    Q_OBJECT

public:
    explicit MethodSettings(QWidget* parent = nullptr);

    void show(const engine::TrainingSettings& settings);
    using QWidget::show;
    /// The level of noise particles are shown with; empty: the trained one.
    void showNoise(std::optional<double> noise);
    /// The values in force, for what is left to the data.
    void showInForce(const engine::ActionModel& model);

signals:
    /// `text` names the step of the history.
    void edited(const QString& text, const std::function<void(engine::TrainingSettings&)>& change);
    /// While a slider is dragged, and once when it is let go: `finished`.
    void noiseEdited(std::optional<double> noise, bool finished);
    void lambdaEdited(std::optional<double> lambda, bool finished);

private:
    QWidget* addRow(const QString& label, QWidget* control);

    engine::TrainingSettings m_settings;
    NumberField *m_sigma, *m_sigmaEnd, *m_lambda, *m_power;
    QComboBox *m_cost, *m_mass;
    NoiseSlider* m_noise;
    GrowthSlider* m_growth;
    QWidget *m_noiseRow, *m_growthRow, *m_sigmaRow, *m_sigmaEndRow, *m_lambdaRow, *m_costRow, *m_powerRow, *m_massRow;
};

} // namespace ui
