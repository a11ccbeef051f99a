#include "ui/document/engine_words.h"

#include <QCoreApplication>
#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace ui {

namespace {

// The engine knows no Qt: its words stand here once more, so that lupdate finds them.
constexpr std::array kWords = {
    // The gallery.
    QT_TRANSLATE_NOOP("engine", "Three fates"),
    QT_TRANSLATE_NOOP("engine", "One population drifts, then takes three ways."),
    QT_TRANSLATE_NOOP("engine", "Three ways"),
    QT_TRANSLATE_NOOP("engine", "One path, traced by AM, eAM and uAM."),
    QT_TRANSLATE_NOOP("engine", "Two clouds"),
    QT_TRANSLATE_NOOP("engine", "Every point moves alike."),
    QT_TRANSLATE_NOOP("engine", "Split"),
    QT_TRANSLATE_NOOP("engine", "One cloud becomes two."),
    QT_TRANSLATE_NOOP("engine", "Four corners"),
    QT_TRANSLATE_NOOP("engine", "Random pairs squeeze through the middle."),
    QT_TRANSLATE_NOOP("engine", "Rotating ellipse"),
    QT_TRANSLATE_NOOP("engine", "It turns, its points do not."),
    QT_TRANSLATE_NOOP("engine", "Ring"),
    QT_TRANSLATE_NOOP("engine", "A cloud opens into a circle."),
    QT_TRANSLATE_NOOP("engine", "Noise to moons"),
    QT_TRANSLATE_NOOP("engine", "Generation in two dimensions."),
    QT_TRANSLATE_NOOP("engine", "Growing mixture"),
    QT_TRANSLATE_NOOP("engine", "Mass moves, points stay."),
    QT_TRANSLATE_NOOP("engine", "Ornstein–Uhlenbeck"),
    QT_TRANSLATE_NOOP("engine", "Noise pulled back to a centre."),
    QT_TRANSLATE_NOOP("engine", "Toggle switch"),
    QT_TRANSLATE_NOOP("engine", "Two genes choose, cells divide."),
    QT_TRANSLATE_NOOP("engine", "Oscillator"),
    QT_TRANSLATE_NOOP("engine", "A wave packet swings and breathes."),
    QT_TRANSLATE_NOOP("engine", "Porous medium"),
    QT_TRANSLATE_NOOP("engine", "A drop spreads with a sharp edge."),
    QT_TRANSLATE_NOOP("engine", "Hydrogen"),
    QT_TRANSLATE_NOOP("engine", "Two orbitals beat in space."),
    QT_TRANSLATE_NOOP("engine", "Bubble"),
    QT_TRANSLATE_NOOP("engine", "A cloud opens into a sphere."),
    QT_TRANSLATE_NOOP("engine", "Sphere to torus"),
    QT_TRANSLATE_NOOP("engine", "The poles open into a hole."),
    QT_TRANSLATE_NOOP("engine", "Double helix"),
    QT_TRANSLATE_NOOP("engine", "A ladder winds up."),
    QT_TRANSLATE_NOOP("engine", "Trefoil knot"),
    QT_TRANSLATE_NOOP("engine", "A ring opens into a knot."),
    QT_TRANSLATE_NOOP("engine", "Swiss roll"),
    QT_TRANSLATE_NOOP("engine", "A rolled sheet lies down flat."),
    QT_TRANSLATE_NOOP("engine", "Figure 1"),
    // Closed forms that an installation is verified with.
    QT_TRANSLATE_NOOP("engine", "Ornstein-Uhlenbeck from a distant cloud, its noise known"),
    QT_TRANSLATE_NOOP("engine", "Ornstein-Uhlenbeck at rest, its noise known"),
    QT_TRANSLATE_NOOP("engine", "The same path as T5 without noise"),
    QT_TRANSLATE_NOOP("engine", "A population at rest without noise: nothing moves"),
    QT_TRANSLATE_NOOP("engine", "Gibbs density of a double well, its noise known: score matching"),
    QT_TRANSLATE_NOOP("engine", "Gibbs density of a double well without noise: nothing moves"),
    QT_TRANSLATE_NOOP("engine", "All grow alike, none moves"),
    QT_TRANSLATE_NOOP("engine", "Translation, half by moving, half by growth in front"),
    QT_TRANSLATE_NOOP("engine", "Scaling by moving and growth outside"),
    QT_TRANSLATE_NOOP("engine", "Translation and scaling with noise, growth and rising mass"),
    QT_TRANSLATE_NOOP("engine", "Two modes that stay and exchange their weights"),
    QT_TRANSLATE_NOOP("engine", "Translation, cost the cube of the speed"),
    QT_TRANSLATE_NOOP("engine", "Scaling, cost the cube of the speed"),
    QT_TRANSLATE_NOOP("engine", "Translation, one direction dearer"),
    QT_TRANSLATE_NOOP("engine", "Translation"),
    QT_TRANSLATE_NOOP("engine", "Scaling about the centre"),
    QT_TRANSLATE_NOOP("engine", "Scaling, each axis its own"),
    QT_TRANSLATE_NOOP("engine", "Straight lines between random pairs"),
    QT_TRANSLATE_NOOP("engine", "An ellipse that turns, its points do not"),
    QT_TRANSLATE_NOOP("engine", "Diffusion without noise"),
    QT_TRANSLATE_NOOP("engine", "Diffusion, its noise known: nothing moves"),
    QT_TRANSLATE_NOOP("engine", "One cloud becomes two"),
    QT_TRANSLATE_NOOP("engine", "Four corners, straight lines between random pairs"),
    QT_TRANSLATE_NOOP("engine", "Four corners with the published weights"),
    QT_TRANSLATE_NOOP("engine", "A cloud opens into a rectangle; one-dimensional paths by 64-point quadrature"),
    // What a run is busy with.
    QT_TRANSLATE_NOOP("engine", "Pairing points"),
};

} // namespace

QString engineWords(const std::string& words) { return QCoreApplication::translate("engine", words.c_str()); }

QString translated(const engine::Sentence& sentence) {
    if (!sentence.isPattern())
        return QString::fromStdString(sentence.pattern());
    std::vector<std::string> arguments;
    for (const engine::Sentence& argument : sentence.arguments())
        arguments.push_back(translated(argument).toStdString());
    QString pattern = engineWords(sentence.pattern());
    // Where lupdate loses count of the namespaces, it takes the class for the context.
    if (pattern == QString::fromStdString(sentence.pattern()))
        pattern = QCoreApplication::translate("Sentence", sentence.pattern().c_str());
    return QString::fromStdString(engine::filled(pattern.toStdString(), arguments));
}

QString translated(const engine::Error& error) {
    const QString what = translated(error.sentence());
    return error.remedySentence().isEmpty() ? what : what + QLatin1Char(' ') + translated(error.remedySentence());
}

bool isKnownToTranslators(const std::string& words) {
    return std::find(kWords.begin(), kWords.end(), words) != kWords.end();
}

} // namespace ui
