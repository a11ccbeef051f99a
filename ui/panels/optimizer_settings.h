#pragma once

#include "engine/training/training_settings.h"
#include "ui/widgets/section.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

class QComboBox;

namespace ui {

class NumberField;
class StepSlider;

/// How the network is trained: steps of matching, and of the refinement after it.
class OptimizerSettings : public Section {
    Q_OBJECT

public:
    OptimizerSettings();

    void show(const engine::TrainingSettings& settings);
    using Section::show;
    /// Steps of the training that can be looked at, and the one that is; empty: the newest.
    void showSteps(const std::vector<std::int64_t>& steps, std::optional<std::int64_t> chosen);

signals:
    /// `text` names the step of the history.
    void edited(const QString& text, const std::function<void(engine::TrainingSettings&)>& change);
    void stepChosen(std::optional<std::int64_t> step);

private:
    NumberField *m_steps, *m_refine, *m_learningRate, *m_batch, *m_averaging, *m_seed;
    QComboBox* m_refineFrom;
    StepSlider* m_shownStep;
};

} // namespace ui
