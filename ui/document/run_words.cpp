#include "ui/document/run_words.h"

#include <sstream>

namespace ui {

namespace {

std::string shortNumber(double value) {
    std::ostringstream text;
    text.precision(3);
    text << value;
    return text.str();
}

} // namespace

std::string runTitle(const Run& run) {
    if (!run.name.empty())
        return run.name;
    switch (run.settings.method) {
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

std::string runDetail(const Run& run, const std::optional<engine::Dynamics>& inForce) {
    const engine::TrainingSettings& settings = run.settings;
    std::string words;
    const auto add = [&words](const std::string& more) { words += (words.empty() ? "" : ", ") + more; };
    if (isNoisy(settings.method)) {
        const auto sigma = settings.sigma ? settings.sigma : inForce ? std::optional(inForce->sigma) : std::nullopt;
        std::string noise = "noise σ";
        if (sigma)
            noise += " " + shortNumber(sigma->start) + (sigma->isConstant() ? "" : "–" + shortNumber(sigma->end));
        add(noise);
        if (run.noise)
            add("shown at " + shortNumber(*run.noise));
    }
    if (isWeighted(settings.method)) {
        const auto lambda = settings.lambda ? settings.lambda : inForce ? std::optional(inForce->lambda) : std::nullopt;
        add("growth λ" + (lambda ? " " + shortNumber(*lambda) : ""));
    }
    if (settings.method == engine::Method::ConvexCost)
        add("cost " + name(settings.cost));
    return words.empty() ? "deterministic" : words;
}

} // namespace ui
