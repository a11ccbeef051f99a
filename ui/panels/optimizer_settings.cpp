#include "ui/panels/optimizer_settings.h"

#include "ui/panels/inspector_choices.h"
#include "ui/widgets/fields.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/step_slider.h"

#include <QComboBox>
#include <cmath>

namespace ui {

OptimizerSettings::OptimizerSettings() : Section(tr("Training")) {
    setObjectName(QStringLiteral("trainingSection"));
    m_steps = makeNumber(QStringLiteral("steps"), tr("steps"), 1, 10'000'000, 0, 1000,
                         tr("How many steps the training takes."));
    m_learningRate = makeNumber(QStringLiteral("learningRate"), tr("cosine"), 1e-6, 1, 6, 1e-3,
                                tr("Length of a step of Adam; it falls along a cosine to the end."));
    m_learningRate->setShortest(true);
    m_learningRate->setStepFactor(std::sqrt(2.0));
    m_batch = makeNumber(QStringLiteral("batch"), tr("samples"), 8, 65536, 0, 64,
                         tr("Samples of the path in each step: more are steadier and slower."));
    m_averaging = makeNumber(
        QStringLiteral("averaging"), tr("per step"), 0, 0.99999, 5, 0.001,
        tr("Decay of the moving average of the weights, which is what moves the particles; 0 switches it off."));
    m_averaging->setShortest(true);
    m_seed = makeNumber(QStringLiteral("seed"), {}, 0, 4294967295.0, 0, 1,
                        tr("Equal seeds, data and settings give equal results, to the last bit."));
    connect(m_steps, &NumberField::committed, this, [this](double v) {
        emit edited(tr("Steps"), [=](engine::TrainingSettings& s) { s.steps = std::int64_t(v); });
    });
    m_refine = makeNumber(QStringLiteral("refine"), tr("steps"), 0, 10'000'000, 0, 100,
                          tr("Steps after matching in which simulated particles are compared with the snapshots and the "
                             "action is corrected; 0 leaves it out."));
    connect(m_refine, &NumberField::committed, this, [this](double v) {
        emit edited(tr("Refinement"), [=](engine::TrainingSettings& s) { s.refineSteps = std::int64_t(v); });
    });
    m_refineFrom = makeCombo(QStringLiteral("refineFrom"), tr("Where the particles of refinement start."));
    for (const RefineChoice& choice : refineChoices()) {
        m_refineFrom->addItem(translated(choice.title));
        m_refineFrom->setItemData(m_refineFrom->count() - 1, translated(choice.why), Qt::ToolTipRole);
    }
    connect(m_refineFrom, &QComboBox::activated, this, [this](int i) {
        emit edited(tr("Start of refinement"),
                     [=](engine::TrainingSettings& s) { s.refineFrom = refineChoices()[std::size_t(i)].from; });
    });
    connect(m_learningRate, &NumberField::committed, this, [this](double v) {
        emit edited(tr("Learning rate"), [=](engine::TrainingSettings& s) { s.learningRate = v; });
    });
    connect(m_batch, &NumberField::committed, this,
            [this](double v) { emit edited(tr("Batch"), [=](engine::TrainingSettings& s) { s.batch = int(v); }); });
    connect(m_averaging, &NumberField::committed, this,
            [this](double v) { emit edited(tr("Averaging"), [=](engine::TrainingSettings& s) { s.averaging = v; }); });
    connect(m_seed, &NumberField::committed, this, [this](double v) {
        emit edited(tr("Seed"), [=](engine::TrainingSettings& s) { s.seed = std::uint64_t(v); });
    });
    m_shownStep = new StepSlider;
    m_shownStep->setObjectName(QStringLiteral("shownStep"));
    m_shownStep->setToolTip(tr("Goes back in the training: the stage shows what the network made of the data at this step. "
                               "Training goes on."));
    connect(m_shownStep, &StepSlider::chosen, this, &OptimizerSettings::stepChosen);
    addRow(tr("Shown step"), m_shownStep);
    addRow(tr("Learning rate"), m_learningRate);
    addRow(tr("Batch"), m_batch);
    addRow(tr("Averaging"), m_averaging);
    addRow(tr("Length"), m_steps);
    addRow(tr("Refine"), m_refine);
    addRow(tr("Refine from"), m_refineFrom);
    addRow(tr("Seed"), m_seed);
}

void OptimizerSettings::show(const engine::TrainingSettings& s) {
    m_steps->show(double(s.steps));
    m_refine->show(double(s.refineSteps));
    m_refineFrom->setEnabled(s.refineSteps > 0);
    for (std::size_t i = 0; i < refineChoices().size(); ++i)
        if (refineChoices()[i].from == s.refineFrom)
            m_refineFrom->setCurrentIndex(int(i));
    m_learningRate->show(s.learningRate);
    m_learningRate->setUnit(s.schedule == engine::Schedule::Cosine ? tr("cosine") : tr("constant"));
    m_batch->show(s.batch);
    m_averaging->show(s.averaging);
    m_seed->show(double(s.seed));
    setValue(tr("seed %1").arg(s.seed));
}

void OptimizerSettings::showSteps(const std::vector<std::int64_t>& steps, std::optional<std::int64_t> chosen) {
    m_shownStep->show(steps, chosen);
}

} // namespace ui
