#include "ui/document/run_words.h"

#include <QCoreApplication>
#include <QStringList>
#include <sstream>

namespace ui {

namespace {

class Words {
    Q_DECLARE_TR_FUNCTIONS(ui::RunWords)
};

QString shortNumber(double value) {
    std::ostringstream text;
    text.precision(3);
    text << value;
    return QString::fromStdString(text.str());
}

std::string shortName(engine::Method method) {
    switch (method) {
    case engine::Method::ActionMatching:
        return "AM";
    case engine::Method::Entropic:
        return "eAM";
    case engine::Method::Unbalanced:
        return "uAM";
    case engine::Method::EntropicUnbalanced:
        return "e+uAM";
    case engine::Method::ConvexCost:
        return "cAM";
    }
    return {};
}

} // namespace

std::string runTitle(const Run& run) { return run.name.empty() ? shortName(run.settings.method) : run.name; }

std::string runDetail(const Run& run, const std::optional<engine::Dynamics>& inForce) {
    const engine::TrainingSettings& settings = run.settings;
    QStringList words;
    if (isNoisy(settings.method)) {
        const engine::NoiseSchedule* sigma = settings.sigma ? &*settings.sigma : inForce ? &inForce->sigma : nullptr;
        QString noise = Words::tr("noise σ");
        if (sigma)
            noise += QLatin1Char(' ') + shortNumber(sigma->start) +
                     (sigma->isConstant() ? QString() : QStringLiteral("–") + shortNumber(sigma->end));
        words += noise;
        if (run.noise)
            words += Words::tr("shown at %1").arg(shortNumber(*run.noise));
    }
    if (isWeighted(settings.method)) {
        const auto lambda = settings.lambda ? settings.lambda : inForce ? std::optional(inForce->lambda) : std::nullopt;
        words += Words::tr("growth λ") + (lambda ? QLatin1Char(' ') + shortNumber(*lambda) : QString());
    }
    if (settings.method == engine::Method::ConvexCost)
        words += Words::tr("cost %1").arg(QString::fromStdString(name(settings.cost)));
    QString detail = words.isEmpty() ? Words::tr("deterministic") : words.join(QStringLiteral(", "));
    if (run.stored)
        detail = Words::tr("stored %1, %2").arg(QString::fromStdString(shortName(settings.method)), detail);
    return detail.toStdString();
}

} // namespace ui
