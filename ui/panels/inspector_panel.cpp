#include "ui/panels/inspector_panel.h"

#include "engine/action/action_model.h"
#include "ui/panels/inspector_choices.h"
#include "ui/panels/layer_list.h"
#include "ui/panels/method_settings.h"
#include "ui/panels/network_settings.h"
#include "ui/panels/optimizer_settings.h"
#include "ui/panels/projection_settings.h"
#include "ui/style/numbers.h"
#include "ui/widgets/fields.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/section.h"
#include "ui/widgets/section_list.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/slider_field.h"
#include "ui/window/actions.h"

#include <QComboBox>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

namespace ui {

namespace {

constexpr double kFirstPower =
    3; ///< of the speed, when cAM is chosen first: unlike plain action matching at first sight

} // namespace

InspectorPanel::InspectorPanel(const Actions& actions, QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("dockBody"));
    setAttribute(Qt::WA_StyledBackground);
    makeMethod();
    makePath();
    m_networkSection = new NetworkSettings;
    m_trainingSection = new OptimizerSettings;
    connect(m_networkSection, &NetworkSettings::edited, this, &InspectorPanel::editSettings);
    connect(m_trainingSection, &OptimizerSettings::edited, this, &InspectorPanel::editSettings);
    makeLayers(actions);
    makeParticles();
    makeProjection();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(new SectionList({m_methodSection, m_projectionSection, m_pathSection, m_networkSection,
                                       m_trainingSection, m_layersSection, m_particlesSection}));
    show(Project{});
}

void InspectorPanel::makeMethod() {
    m_methodSection = new Section(tr("Method"));
    m_methodSection->setObjectName(QStringLiteral("methodSection"));
    m_method = new SegmentedControl;
    m_method->setObjectName(QStringLiteral("method"));
    m_method->setAccessibleName(tr("Method"));
    for (const MethodChoice& choice : methodChoices())
        m_method->addSegment(QLatin1String(choice.id), translated(choice.segment), translated(choice.title));
    connect(m_method, &SegmentedControl::chosen, this, [this](const QString& id) {
        for (const MethodChoice& choice : methodChoices())
            if (id == QLatin1String(choice.id))
                editSettings(tr("Method"), [&](engine::TrainingSettings& s) {
                    s.method = choice.method;
                    if (s.method == engine::Method::ConvexCost && s.cost.isPlain())
                        s.cost = {engine::ConvexCost::Kind::Power, kFirstPower, {}};
                });
    });
    m_methodWhy = makeExplanation({});
    m_methodWhy->setTextFormat(Qt::RichText);
    m_formula = new QLabel;
    m_formula->setObjectName(QStringLiteral("formula"));
    m_formula->setTextFormat(Qt::RichText);
    m_formula->setFont(mathFont(19));
    m_methodSection->contents()->addWidget(m_method);
    m_methodSection->contents()->addWidget(m_methodWhy);
    m_methodSection->contents()->addWidget(m_formula);
    m_methodSettings = new MethodSettings;
    connect(m_methodSettings, &MethodSettings::edited, this, &InspectorPanel::editSettings);
    connect(m_methodSettings, &MethodSettings::noiseEdited, this, &InspectorPanel::noiseEdited);
    connect(m_methodSettings, &MethodSettings::lambdaEdited, this, &InspectorPanel::lambdaEdited);
    m_methodSection->contents()->addWidget(m_methodSettings);
}

void InspectorPanel::makePath() {
    m_pathSection = new Section(tr("Path"));
    m_pathSection->setObjectName(QStringLiteral("pathSection"));
    m_path = makeCombo(QStringLiteral("path"), tr("How samples between snapshots are made."));
    m_path->setAccessibleName(tr("Path between snapshots"));
    connect(m_path, &QComboBox::activated, this, [this](int i) {
        const auto path = pathChoices()[std::size_t(m_path->itemData(i).toInt())].path;
        editSettings(tr("Path"), [&](engine::TrainingSettings& s) { s.path = path; });
    });
    m_pathWhy = makeExplanation(tr("How samples between snapshots are made."));
    m_pathSection->contents()->addWidget(m_path);
    m_pathSection->contents()->addWidget(m_pathWhy);
    m_smoothing = makeNumber(QStringLiteral("smoothing"), tr("length"), 0, 1e9, 4, 0.05,
                             tr("Blurs every snapshot by a Gaussian of this width, so that few points are not learned "
                                "by heart; 0 takes them as they are."));
    m_smoothing->setShortest(true);
    connect(m_smoothing, &NumberField::committed, this,
            [this](double v) { editSettings(tr("Smoothing"), [&](engine::TrainingSettings& s) { s.smoothing = v; }); });
    m_pathSection->addRow(tr("Smoothing"), m_smoothing);
}

void InspectorPanel::makeLayers(const Actions& actions) {
    m_layersSection = new Section(tr("Layers"));
    m_layersSection->setObjectName(QStringLiteral("layersSection"));
    m_layers = new LayerList(actions);
    connect(m_layers, &LayerList::viewEdited, this, &InspectorPanel::viewEdited);
    m_layersSection->contents()->addWidget(m_layers);
    m_layersSection->contents()->setContentsMargins(0, 0, 0, 8);
}

void InspectorPanel::makeParticles() {
    m_particlesSection = new Section(tr("Particles"));
    m_particlesSection->setObjectName(QStringLiteral("particlesSection"));
    m_count = new SliderField(50, 20'000, true, [](double v) { return countLabel(std::llround(v)); });
    m_count->setObjectName(QStringLiteral("particleCount"));
    m_count->setToolTip(tr("How many particles follow the flow; they start at points of the first snapshot."));
    m_trail = new SliderField(0, 3, false, [](double v) { return tr("%1 s").arg(fixedText(v, 1)); });
    m_trail->setObjectName(QStringLiteral("trailSeconds"));
    m_trail->setToolTip(tr("How long a trail lasts, in seconds of playback at speed 1."));
    const auto rounded = [](double v) {
        const double unit = v < 1000 ? 10 : v < 10'000 ? 100 : 1000;
        return int(std::lround(v / unit) * unit);
    };
    const auto onCount = [this, rounded](bool finished) {
        editView(tr("Particle count"), finished, [&](ViewChoices& v) { v.particleCount = rounded(m_count->value()); });
    };
    const auto onTrail = [this](bool finished) {
        editView(tr("Trail length"), finished,
                 [&](ViewChoices& v) { v.trailSeconds = std::round(m_trail->value() * 20) / 20; });
    };
    connect(m_count, &SliderField::moved, this, [onCount] { onCount(false); });
    connect(m_count, &SliderField::committed, this, [onCount] { onCount(true); });
    connect(m_trail, &SliderField::moved, this, [onTrail] { onTrail(false); });
    connect(m_trail, &SliderField::committed, this, [onTrail] { onTrail(true); });
    m_particlesSection->addRow(tr("Count"), m_count);
    m_particlesSection->addRow(tr("Trail"), m_trail);
}

void InspectorPanel::makeProjection() {
    m_projectionSection = new Section(tr("Projection"));
    m_projectionSection->setObjectName(QStringLiteral("projectionSection"));
    m_projection = new ProjectionSettings;
    connect(m_projection, &ProjectionSettings::edited, this,
            [this](const QString& text, const Projection& projection, bool finished) {
                editView(text, finished, [&](ViewChoices& v) { v.projection = projection; });
            });
    m_projectionSection->contents()->addWidget(m_projection);
}

void InspectorPanel::openSectionsFor(int windowHeight) {
    const bool large = windowHeight >= 1000;
    m_pathSection->setOpen(large);
    m_networkSection->setOpen(false);
    m_trainingSection->setOpen(large);
    m_particlesSection->setOpen(large);
}

void InspectorPanel::show(const Project& project) {
    m_settings = project.run().settings;
    m_view = project.view;
    const engine::TrainingSettings& s = m_settings;
    for (const MethodChoice& choice : methodChoices())
        if (choice.method == s.method) {
            m_method->setCurrent(QLatin1String(choice.id));
            m_methodSection->setValue(translated(choice.title));
            m_methodWhy->setText(project.run().stored
                                     ? tr("A stored run: it shows what was learned, with the settings of then, and does "
                                          "not train. Compare with a copy (C) trains on from it.")
                                     : translated(choice.why));
            m_formula->setText(QString::fromUtf8(choice.formula));
        }
    for (QWidget* control : {static_cast<QWidget*>(m_method), static_cast<QWidget*>(m_path),
                             static_cast<QWidget*>(m_smoothing)})
        control->setEnabled(!project.run().stored);
    m_methodSettings->show(s);
    m_methodSettings->showNoise(project.run().noise);

    const bool knowsPath = !project.dataset.exampleName.empty();
    m_path->clear();
    for (std::size_t i = 0; i < pathChoices().size(); ++i) {
        const PathChoice& choice = pathChoices()[i];
        if (choice.path == engine::PathKind::Analytic && !knowsPath && s.path != choice.path)
            continue;
        m_path->addItem(translated(choice.title), int(i));
        m_path->setItemData(m_path->count() - 1, translated(choice.why), Qt::ToolTipRole);
        if (choice.path == s.path) {
            m_path->setCurrentIndex(m_path->count() - 1);
            m_path->setToolTip(translated(choice.why));
            m_pathSection->setValue(*choice.value ? translated(choice.value) : tr("automatic"));
        }
    }

    m_smoothing->show(s.smoothing);

    m_networkSection->show(s);
    m_trainingSection->show(s);

    m_layers->show(project);
    m_layersSection->setValue(tr("%1 of %2").arg(m_layers->shownCount()).arg(m_layers->count()));
    m_projection->show(project);
    m_projectionSection->setVisible(project.dataset.dimension() > 2);
    m_projectionSection->setValue(m_projection->words());
    m_count->show(project.view.particleCount);
    m_trail->show(project.view.trailSeconds);
    m_particlesSection->setValue(countLabel(project.view.particleCount));
}

void InspectorPanel::showProgress(const engine::RunUpdate* run) {
    const bool folded = !m_trainingSection->isOpen();
    m_trainingSection->setValue(run && run->step > 0 && folded ? tr("%1 steps").arg(countLabel(run->step))
                                                               : tr("seed %1").arg(m_settings.seed));
    if (run && run->model)
        m_methodSettings->showInForce(*run->model);
    m_layers->showProgress(run);
}

void InspectorPanel::editSettings(const QString& text, const std::function<void(engine::TrainingSettings&)>& change) {
    engine::TrainingSettings settings = m_settings;
    change(settings);
    if (settings != m_settings)
        emit settingsEdited(text, settings);
}

void InspectorPanel::editView(const QString& text, bool finished, const std::function<void(ViewChoices&)>& change) {
    change(m_view);
    emit viewEdited(text, m_view, finished);
}

} // namespace ui
