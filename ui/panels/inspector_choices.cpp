#include "ui/panels/inspector_choices.h"

#include <QCoreApplication>

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
     "x&#x307; = ∇s<sub>t</sub>&#8202;(x)"},
    {Method::Entropic, "eam", QT_TRANSLATE_NOOP("ui::InspectorPanel", "eAM"),
     QT_TRANSLATE_NOOP("ui::InspectorPanel", "Entropic Action Matching"),
     QT_TRANSLATE_NOOP("ui::InspectorPanel", "Particles are pushed about at random while they follow the slope. "
                                             "Equations 10 to 13."),
     "dx = ∇s<sub>t</sub>&#8202;(x) dt + σ dW"},
    {Method::Unbalanced, "uam", QT_TRANSLATE_NOOP("ui::InspectorPanel", "uAM"),
     QT_TRANSLATE_NOOP("ui::InspectorPanel", "Unbalanced Action Matching"),
     QT_TRANSLATE_NOOP("ui::InspectorPanel", "Particles move and gain or lose weight at the rate λ<i "
                                             "style='font-family:STIX'>s</i>. Equations 14 to 20."),
     "x&#x307; = ∇s<sub>t</sub>&#8202;,&ensp;"
     "d <span style='font-style:normal'>log</span> w/dt = λs<sub>t</sub>"},
    {Method::EntropicUnbalanced, "euam", QT_TRANSLATE_NOOP("ui::InspectorPanel", "e+uAM"),
     QT_TRANSLATE_NOOP("ui::InspectorPanel", "Entropic and unbalanced"),
     QT_TRANSLATE_NOOP("ui::InspectorPanel", "Random motion and growth together. Equations 13 and 20."),
     "dx = ∇s<sub>t</sub> dt + σ dW,&ensp;"
     "d <span style='font-style:normal'>log</span> w/dt = λs<sub>t</sub>"},
    {Method::ConvexCost, "cam", QT_TRANSLATE_NOOP("ui::InspectorPanel", "cAM"),
     QT_TRANSLATE_NOOP("ui::InspectorPanel", "Convex cost"),
     QT_TRANSLATE_NOOP("ui::InspectorPanel", "Moving costs another convex function of the velocity than ½‖v‖². "
                                             "Section 3.3."),
     "x&#x307; = ∇c*(∇s<sub>t</sub>&#8202;(x))"},
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
    {PathKind::Sinkhorn, QT_TRANSLATE_NOOP("ui::InspectorPanel", "Soft pairs, Sinkhorn"),
     QT_TRANSLATE_NOOP("ui::InspectorPanel", "soft pairs"),
     QT_TRANSLATE_NOOP("ui::InspectorPanel", "Pairs of the entropic plan between the whole clouds; for large ones.")},
    {PathKind::Unbalanced, QT_TRANSLATE_NOOP("ui::InspectorPanel", "Pairs that grow and fade"),
     QT_TRANSLATE_NOOP("ui::InspectorPanel", "unbalanced pairs"),
     QT_TRANSLATE_NOOP("ui::InspectorPanel",
                       "Near pairs only; what finds no partner gains or loses weight on the way.")},
    {PathKind::Mixture, QT_TRANSLATE_NOOP("ui::InspectorPanel", "Mixture, nothing moves"),
     QT_TRANSLATE_NOOP("ui::InspectorPanel", "mixture"),
     QT_TRANSLATE_NOOP("ui::InspectorPanel", "Weight goes over from each snapshot to the next; for pure growth.")},
    {PathKind::Bridge, QT_TRANSLATE_NOOP("ui::InspectorPanel", "Brownian bridges"),
     QT_TRANSLATE_NOOP("ui::InspectorPanel", "bridges"),
     QT_TRANSLATE_NOOP("ui::InspectorPanel", "Random paths of strength σ that begin and end at paired points.")},
    {PathKind::Spline, QT_TRANSLATE_NOOP("ui::InspectorPanel", "Smooth curves"),
     QT_TRANSLATE_NOOP("ui::InspectorPanel", "smooth curves"),
     QT_TRANSLATE_NOOP("ui::InspectorPanel", "Curves without corners through chains of paired points.")},
};

const ActivationChoice kActivations[] = {
    {Activation::SiLU, "SiLU"},
    {Activation::Softplus, "Softplus"},
    {Activation::Tanh, "tanh"},
};

const RefineChoice kRefinements[] = {
    {engine::RefineFrom::First, QT_TRANSLATE_NOOP("ui::InspectorPanel", "First snapshot"),
     QT_TRANSLATE_NOOP("ui::InspectorPanel", "Particles go through all snapshots: errors do not add up on the way.")},
    {engine::RefineFrom::Previous, QT_TRANSLATE_NOOP("ui::InspectorPanel", "Every snapshot"),
     QT_TRANSLATE_NOOP("ui::InspectorPanel", "Particles begin anew at every snapshot and go to the next.")},
};

} // namespace

QString translated(const char* text) { return QCoreApplication::translate("ui::InspectorPanel", text); }

std::span<const MethodChoice> methodChoices() { return kMethods; }
std::span<const PathChoice> pathChoices() { return kPaths; }
std::span<const RefineChoice> refineChoices() { return kRefinements; }
std::span<const ActivationChoice> activationChoices() { return kActivations; }

} // namespace ui
