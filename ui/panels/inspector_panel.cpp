#include "ui/panels/inspector_panel.h"

#include "engine/action/action_model.h"
#include "ui/panels/inspector_choices.h"
#include "ui/panels/layer_row.h"
#include "ui/panels/method_settings.h"
#include "ui/style/numbers.h"
#include "ui/style/theme.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/section.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/slider_field.h"
#include "ui/window/actions.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

namespace ui {

namespace {

constexpr double kFirstPower =
    3; ///< of the speed, when cAM is chosen first: unlike plain action matching at first sight

QString translated(const char* text) { return QCoreApplication::translate("ui::InspectorPanel", text); }

NumberField* makeNumber(const QString& objectName, const QString& unit, double low, double high, int decimals,
                        double step, const QString& why) {
    auto* field = new NumberField(unit);
    field->setObjectName(objectName);
    field->setRange(low, high);
    field->setDecimals(decimals);
    field->setSingleStep(step);
    field->setToolTip(why);
    return field;
}

QString networkText(const engine::TrainingSettings& settings) {
    const auto& hidden = settings.hidden;
    const bool even = std::all_of(hidden.begin(), hidden.end(), [&](int width) { return width == hidden.front(); });
    QString layers;
    if (even && !hidden.empty()) {
        layers = QStringLiteral("%1 × %2").arg(hidden.size()).arg(hidden.front());
    } else {
        for (const int width : hidden)
            layers += (layers.isEmpty() ? QString() : QStringLiteral(", ")) + QString::number(width);
    }
    for (const ActivationChoice& choice : activationChoices())
        if (choice.activation == settings.activation)
            layers += QLatin1Char(' ') + QLatin1String(choice.title);
    return layers;
}

} // namespace

InspectorPanel::InspectorPanel(const Actions& actions, QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("dockBody"));
    setAttribute(Qt::WA_StyledBackground);
    auto* content = new QWidget;
    auto* sections = new QVBoxLayout(content);
    sections->setContentsMargins(0, 0, 0, 0);
    sections->setSpacing(0);
    auto* scroll = new QScrollArea;
    scroll->setWidget(content);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scroll);

    makeMethod();
    makePath();
    makeNetwork();
    makeTraining();
    makeLayers(actions);
    makeParticles();
    for (Section* section :
         {m_methodSection, m_pathSection, m_networkSection, m_trainingSection, m_layersSection, m_particlesSection})
        sections->addWidget(section);
    auto* end = new QWidget; // the line below the last section
    end->setFixedHeight(1);
    end->setAutoFillBackground(true);
    end->setBackgroundRole(QPalette::Mid);
    sections->addWidget(end);
    sections->addStretch(1);
    connect(&theme(), &Theme::changed, this, &InspectorPanel::colorLayers);
    colorLayers();
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
    m_methodSection->contents()->addWidget(m_methodSettings);
}

void InspectorPanel::makePath() {
    m_pathSection = new Section(tr("Path"));
    m_pathSection->setObjectName(QStringLiteral("pathSection"));
    m_path = new QComboBox;
    m_path->setObjectName(QStringLiteral("path"));
    m_path->setAccessibleName(tr("Path between snapshots"));
    m_path->setToolTip(tr("How samples between snapshots are made."));
    m_path->setFont(textFont(TextSize::Small));
    m_path->setFocusPolicy(Qt::TabFocus);
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
    connect(m_smoothing, &NumberField::committed, this, [this](double v) {
        editSettings(tr("Smoothing"), [&](engine::TrainingSettings& s) { s.smoothing = v; });
    });
    m_pathSection->addRow(tr("Smoothing"), m_smoothing);
}

void InspectorPanel::makeNetwork() {
    m_networkSection = new Section(tr("Network"));
    m_networkSection->setObjectName(QStringLiteral("networkSection"));
    m_width = makeNumber(QStringLiteral("width"), tr("units"), 4, 1024, 0, 16,
                         tr("Units in each layer: more can bend the flow more finely and take longer. Begins anew."));
    m_depth =
        makeNumber(QStringLiteral("depth"), tr("layers"), 1, 8, 0, 1, tr("Hidden layers of the network. Begins anew."));
    connect(m_width, &NumberField::committed, this, [this](double width) {
        editSettings(tr("Width"),
                     [&](engine::TrainingSettings& s) { std::fill(s.hidden.begin(), s.hidden.end(), int(width)); });
    });
    connect(m_depth, &NumberField::committed, this, [this](double depth) {
        editSettings(tr("Depth"), [&](engine::TrainingSettings& s) {
            s.hidden.resize(std::size_t(depth), s.hidden.empty() ? 128 : s.hidden.back());
        });
    });
    m_activation = new QComboBox;
    m_activation->setObjectName(QStringLiteral("activation"));
    m_activation->setToolTip(
        tr("What each unit does with its sum; all three are smooth, as the method needs. Begins anew."));
    m_activation->setFont(textFont(TextSize::Small));
    m_activation->setFocusPolicy(Qt::TabFocus);
    for (const ActivationChoice& choice : activationChoices())
        m_activation->addItem(QLatin1String(choice.title));
    connect(m_activation, &QComboBox::activated, this, [this](int i) {
        editSettings(tr("Activation"), [&](engine::TrainingSettings& s) {
            s.activation = activationChoices()[std::size_t(i)].activation;
        });
    });
    m_networkSection->contents()->addWidget(makeExplanation(tr("The action s(t, x) is a network of this shape.")));
    m_networkSection->addRow(tr("Width"), m_width);
    m_networkSection->addRow(tr("Depth"), m_depth);
    m_networkSection->addRow(tr("Activation"), m_activation);
}

void InspectorPanel::makeTraining() {
    m_trainingSection = new Section(tr("Training"));
    m_trainingSection->setObjectName(QStringLiteral("trainingSection"));
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
        editSettings(tr("Steps"), [&](engine::TrainingSettings& s) { s.steps = std::int64_t(v); });
    });
    connect(m_learningRate, &NumberField::committed, this, [this](double v) {
        editSettings(tr("Learning rate"), [&](engine::TrainingSettings& s) { s.learningRate = v; });
    });
    connect(m_batch, &NumberField::committed, this,
            [this](double v) { editSettings(tr("Batch"), [&](engine::TrainingSettings& s) { s.batch = int(v); }); });
    connect(m_averaging, &NumberField::committed, this,
            [this](double v) { editSettings(tr("Averaging"), [&](engine::TrainingSettings& s) { s.averaging = v; }); });
    connect(m_seed, &NumberField::committed, this, [this](double v) {
        editSettings(tr("Seed"), [&](engine::TrainingSettings& s) { s.seed = std::uint64_t(v); });
    });
    m_trainingSection->addRow(tr("Learning rate"), m_learningRate);
    m_trainingSection->addRow(tr("Batch"), m_batch);
    m_trainingSection->addRow(tr("Averaging"), m_averaging);
    m_trainingSection->addRow(tr("Length"), m_steps);
    m_trainingSection->addRow(tr("Seed"), m_seed);
}

void InspectorPanel::makeLayers(const Actions& actions) {
    m_layersSection = new Section(tr("Layers"));
    m_layersSection->setObjectName(QStringLiteral("layersSection"));
    auto* rows = new QVBoxLayout;
    rows->setSpacing(0);
    const auto row = [&](const char* id, const QString& name) {
        auto* layer = new LayerRow(actions[id], name);
        rows->addWidget(layer);
        return layer;
    };
    m_snapshots = row("layerSnapshots", tr("Snapshots"));
    m_particles = row("layerParticles", tr("Particles"));
    m_trails = row("layerTrails", tr("Trails"));
    m_velocity = row("layerVelocity", tr("Velocity"));
    m_snapshots->setValue(tr("by time"));
    m_layersSection->contents()->addLayout(rows);
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

void InspectorPanel::colorLayers() {
    const Colors& c = theme().colors();
    m_snapshots->setSwatch(theme().data().snapshots);
    const DataColors& data = theme().data();
    const bool random = engine::isNoisy(m_settings.method), grows = engine::isWeighted(m_settings.method);
    m_particles->setSwatch(m_inSpace ? data.lamp : QVector<QColor>{data.particle});
    m_trails->setSwatch(grows ? data.growth : random ? QVector<QColor>{data.particle} : data.lamp);
    m_trails->setValue(grows ? tr("by growth") : random ? tr("in one colour") : tr("by speed"));
    m_velocity->setSwatch({c.text});
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
            m_methodWhy->setText(translated(choice.why));
            m_formula->setText(QString::fromUtf8(choice.formula));
        }
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

    m_networkSection->setValue(networkText(s));
    m_width->show(s.hidden.empty() ? 0 : s.hidden.front());
    m_depth->show(double(s.hidden.size()));
    for (std::size_t i = 0; i < activationChoices().size(); ++i)
        if (activationChoices()[i].activation == s.activation)
            m_activation->setCurrentIndex(int(i));

    m_steps->show(double(s.steps));
    m_learningRate->show(s.learningRate);
    m_learningRate->setUnit(s.schedule == engine::Schedule::Cosine ? tr("cosine") : tr("constant"));
    m_batch->show(s.batch);
    m_averaging->show(s.averaging);
    m_seed->show(double(s.seed));
    m_trainingSection->setValue(tr("seed %1").arg(s.seed));

    const LayerChoices& layers = project.view.layers;
    const bool shown[] = {layers.snapshots, layers.particles, layers.trails, layers.velocity};
    m_layersSection->setValue(
        tr("%1 of %2").arg(std::count(std::begin(shown), std::end(shown), true)).arg(std::size(shown)));
    const QString count = countLabel(project.view.particleCount);
    m_inSpace = project.dataset.dimension() > 2;
    m_particles->setValue(m_inSpace ? tr("%1, by speed").arg(count) : count);
    colorLayers();
    m_count->show(project.view.particleCount);
    m_trail->show(project.view.trailSeconds);
    m_particlesSection->setValue(countLabel(project.view.particleCount));
}

void InspectorPanel::showProgress(const engine::RunUpdate* run) {
    const bool folded = !m_trainingSection->isOpen();
    m_trainingSection->setValue(run && run->step > 0 && folded ? tr("%1 steps").arg(countLabel(run->step))
                                                               : tr("seed %1").arg(m_settings.seed));
    if (run && run->model)
        m_methodSettings->showInForce(run->model->dynamics, run->model->companion != nullptr);
    m_velocity->setValue(run && run->field ? tr("grid %1 × %2").arg(run->field->nx).arg(run->field->ny) : QString());
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
