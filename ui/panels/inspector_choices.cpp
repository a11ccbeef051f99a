#include "ui/panels/inspector_choices.h"

#include <QtGlobal>

namespace ui {

namespace {

using engine::Activation;
using engine::Method;
using engine::PathKind;

const MethodChoice kMethods[] = {
    {Method::ActionMatching, "am", QT_TRANSLATE_NOOP("ui::InspectorPanel", "AM"),
     QT_TRANSLATE_NOOP("ui::InspectorPanel", "Action Matching"),
     QT_TRANSLATE_NOOP(
         "ui::InspectorPanel",
         "Particles keep their mass and follow the slope of the action <i style='font-family:STIX'>s</i>. Equation 7."),
     "x&#x307; = ∇s<sub>t</sub>(x)"},
};

const PathChoice kPaths[] = {
    {std::nullopt, QT_TRANSLATE_NOOP("ui::InspectorPanel", "As the data suggest"), "",
     QT_TRANSLATE_NOOP("ui::InspectorPanel",
                       "The known path of an untouched example, otherwise points paired at the least total distance.")},
    {PathKind::Analytic, QT_TRANSLATE_NOOP("ui::InspectorPanel", "Known path of the example"),
     QT_TRANSLATE_NOOP("ui::InspectorPanel", "analytic"),
     QT_TRANSLATE_NOOP("ui::InspectorPanel", "Samples between snapshots come from the example itself.")},
    {PathKind::OptimalTransport, QT_TRANSLATE_NOOP("ui::InspectorPanel", "Nearest pairs, exact"),
     QT_TRANSLATE_NOOP("ui::InspectorPanel", "exact pairs"),
     QT_TRANSLATE_NOOP("ui::InspectorPanel",
                       "Straight lines between points paired at the least total squared distance.")},
    {PathKind::Minibatch, QT_TRANSLATE_NOOP("ui::InspectorPanel", "Nearest pairs, in blocks"),
     QT_TRANSLATE_NOOP("ui::InspectorPanel", "pairs in blocks"),
     QT_TRANSLATE_NOOP("ui::InspectorPanel",
                       "Exact pairs within random blocks, renewed while training; for large snapshots.")},
    {PathKind::Independent, QT_TRANSLATE_NOOP("ui::InspectorPanel", "Random pairs"),
     QT_TRANSLATE_NOOP("ui::InspectorPanel", "random pairs"),
     QT_TRANSLATE_NOOP("ui::InspectorPanel", "Straight lines between points paired at random; crossings average out.")},
};

const ActivationChoice kActivations[] = {
    {Activation::SiLU, "SiLU"},
    {Activation::Softplus, "Softplus"},
    {Activation::Tanh, "tanh"},
};

} // namespace

std::span<const MethodChoice> methodChoices() { return kMethods; }
std::span<const PathChoice> pathChoices() { return kPaths; }
std::span<const ActivationChoice> activationChoices() { return kActivations; }

} // namespace ui
