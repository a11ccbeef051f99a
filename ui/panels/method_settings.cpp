#include "ui/panels/method_settings.h"

#include "ui/panels/growth_slider.h"
#include "ui/panels/noise_slider.h"
#include "ui/style/theme.h"
#include "ui/widgets/fields.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/section.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>
#include <cmath>

namespace ui {

namespace {

using engine::ConvexCost;
using engine::MassMode;
using engine::TrainingSettings;

NumberField* makeConstant(const QString& objectName, const QString& unit, double low, double high, const QString& why,
                          const QString& wholeUnit = {}) {
    auto* field = new NumberField;
    field->setUnit(unit, unit);
    field->setObjectName(objectName);
    field->setRange(low, high);
    field->setDecimals(6);
    field->setShortest(true);
    field->setStepFactor(std::sqrt(2.0));
    field->setToolTip(wholeUnit.isEmpty() ? why : MethodSettings::tr("%1 In %2.").arg(why, wholeUnit));
    return field;
}

QComboBox* makeChoice(const QString& objectName, const QStringList& titles, const QString& why) {
    auto* box = makeCombo(objectName, why);
    box->addItems(titles);
    return box;
}

} // namespace

MethodSettings::MethodSettings(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("methodSettings"));
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(8);
    // Both in one way, and short: the long one would fit beside some numbers only.
    const QString noiseUnit = tr("L/√T", "length/√time"), wholeUnit = tr("length/√time");
    m_sigma = makeConstant(QStringLiteral("sigma"), noiseUnit, 1e-6, 1e9,
                           tr("Strength σ of the random motion: dx = ∇s dt + σ dW."), wholeUnit);
    m_sigmaEnd = makeConstant(QStringLiteral("sigmaEnd"), noiseUnit, 0, 1e9,
                              tr("Strength of the random motion at the last time; between, it changes evenly."),
                              wholeUnit);
    m_lambda = makeConstant(QStringLiteral("lambda"), tr("1/length²"), 1e-9, 1e9,
                            tr("Growth weight λ: the rate of growth is λs. Large: mass grows rather than moves."));
    m_power = makeConstant(QStringLiteral("power"), {}, 1.05, 20, tr("Power p of the speed: c = ‖v‖ᵖ/p."));
    m_cost = makeChoice(QStringLiteral("cost"), {tr("Power of the speed"), tr("Speed limit 1"), tr("Hyperbolic")},
                        tr("What moving costs; its conjugate turns the slope of the action into the velocity."));
    m_mass = makeChoice(QStringLiteral("mass"), {tr("All equal"), tr("Number of points"), tr("Sum of weights")},
                        tr("Total mass of each snapshot."));
    m_sigmaRow = addRow(tr("Noise σ"), m_sigma);
    m_sigmaEndRow = addRow(tr("σ at the end"), m_sigmaEnd);
    m_noise = new NoiseSlider;
    m_noise->setToolTip(
        tr("Noise that particles are shown with, from none to twice the trained σ: the pair of networks "
           "moves the population alike at every level, without new training."));
    m_noiseRow = addRow(tr("Shown noise"), m_noise);
    m_lambdaRow = addRow(tr("Growth λ"), m_lambda);
    m_growth = new GrowthSlider;
    m_growth->setToolTip(tr("Left, mass moves rather than grows; right, it grows rather than moves. The run is learned "
                            "anew from the weights it has, and answers while you drag."));
    m_growthRow = addRow(tr("Move or grow"), m_growth);
    m_massRow = addRow(tr("Mass"), m_mass);
    m_costRow = addRow(tr("Cost"), m_cost);
    m_powerRow = addRow(tr("Power p"), m_power);

    connect(m_sigma, &NumberField::committed, this, [this](double v) {
        emit edited(tr("Noise"), [this, v](TrainingSettings& s) {
            const bool even = !s.sigma || s.sigma->isConstant();
            s.sigma = {v, even ? v : s.sigma->end};
        });
    });
    connect(m_sigmaEnd, &NumberField::committed, this, [this](double v) {
        emit edited(tr("Noise at the end"), [this, v](TrainingSettings& s) { s.sigma = {m_sigma->value(), v}; });
    });
    connect(m_lambda, &NumberField::committed, this,
            [this](double v) { emit edited(tr("Growth weight"), [v](TrainingSettings& s) { s.lambda = v; }); });
    connect(m_noise, &NoiseSlider::edited, this, &MethodSettings::noiseEdited);
    connect(m_growth, &GrowthSlider::edited, this, &MethodSettings::lambdaEdited);
    connect(m_power, &NumberField::committed, this,
            [this](double v) { emit edited(tr("Power"), [v](TrainingSettings& s) { s.cost.power = v; }); });
    connect(m_cost, &QComboBox::activated, this, [this](int i) {
        constexpr ConvexCost::Kind kKinds[] = {ConvexCost::Kind::Power, ConvexCost::Kind::Relativistic,
                                               ConvexCost::Kind::Cosh};
        emit edited(tr("Cost"), [kind = kKinds[i]](TrainingSettings& s) {
            s.cost.kind = kind;
            s.cost.matrix.clear();
        });
    });
    connect(m_mass, &QComboBox::activated, this,
            [this](int i) { emit edited(tr("Mass"), [i](TrainingSettings& s) { s.mass = MassMode(i); }); });
}

QWidget* MethodSettings::addRow(const QString& label, QWidget* control) {
    auto* row = new QWidget;
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    auto* name = makeLabel(label, TextSize::Small, Tone::Secondary);
    name->setFixedWidth(Section::kLabelWidth);
    name->setBuddy(control);
    control->setAccessibleName(label);
    layout->addWidget(name);
    layout->addWidget(control, 1);
    this->layout()->addWidget(row);
    return row;
}

void MethodSettings::show(const TrainingSettings& settings) {
    m_settings = settings;
    const bool noisy = isNoisy(settings.method), weighted = isWeighted(settings.method);
    const bool convex = settings.method == engine::Method::ConvexCost;
    if (settings.sigma) {
        m_sigma->show(settings.sigma->start);
        m_sigmaEnd->show(settings.sigma->end);
    }
    if (settings.lambda)
        m_lambda->show(*settings.lambda);
    m_growth->show(settings.lambda);
    m_power->show(settings.cost.power);
    m_cost->setCurrentIndex(settings.cost.kind == ConvexCost::Kind::Relativistic ? 1
                            : settings.cost.kind == ConvexCost::Kind::Cosh       ? 2
                                                                                 : 0);
    m_mass->setCurrentIndex(int(settings.mass));
    m_sigmaRow->setVisible(noisy);
    m_sigmaEndRow->setVisible(noisy);
    m_noiseRow->setVisible(settings.wantsCompanion());
    if (settings.sigma)
        m_noise->setTrained(*settings.sigma);
    m_lambdaRow->setVisible(weighted);
    m_growthRow->setVisible(weighted);
    m_massRow->setVisible(weighted);
    m_costRow->setVisible(convex);
    m_powerRow->setVisible(convex && settings.cost.kind == ConvexCost::Kind::Power);
    setVisible(noisy || weighted || convex);
}

void MethodSettings::showNoise(std::optional<double> noise) { m_noise->show(noise); }

void MethodSettings::showInForce(const engine::ActionModel& model) {
    const engine::Dynamics& dynamics = model.dynamics;
    const bool isPair = model.companion != nullptr;
    const double usual = TrainingSettings::kDefaultGrowth / (model.normalization.scale * model.normalization.scale);
    m_growth->setUsual(usual);
    m_noise->setEnabled(isPair);
    if (isPair)
        m_noise->setTrained(dynamics.sigma);
    if (!m_settings.sigma && isNoisy(dynamics.method)) {
        m_sigma->show(dynamics.sigma.start);
        m_sigmaEnd->show(dynamics.sigma.end);
    }
    if (!m_settings.lambda)
        m_lambda->show(usual);
}

} // namespace ui
