#include "ui/panels/result_row.h"

#include "engine/core/text.h"
#include "engine/io/table_text.h"
#include "ui/document/run_words.h"

#include <algorithm>
#include <array>

namespace ui {

namespace {

constexpr std::array kMeasures = {ResultMeasure::W1, ResultMeasure::W2, ResultMeasure::Mmd};
constexpr std::array kMeasureNames = {"w1", "w2", "mmd2"};

} // namespace

double valueOf(const engine::CloudDistances& distances, ResultMeasure measure) {
    switch (measure) {
    case ResultMeasure::W1:
        return distances.w1;
    case ResultMeasure::W2:
        return distances.w2;
    case ResultMeasure::Mmd:
        break;
    }
    return distances.mmd;
}

std::optional<double> meanOf(const ResultRow& row, ResultMeasure measure) {
    const bool holdsOut = std::any_of(row.snapshots.begin(), row.snapshots.end(), [](const auto& s) { return s.heldOut; });
    double sum = 0;
    int count = 0;
    for (std::size_t k = 0; k < row.snapshots.size(); ++k)
        if (holdsOut ? row.snapshots[k].heldOut : k > 0) {
            sum += valueOf(row.snapshots[k].distances, measure);
            ++count;
        }
    return count > 0 ? std::optional(sum / count) : std::nullopt;
}

ResultRow resultRow(const Run& run, const engine::RunUpdate* update) {
    ResultRow row;
    row.pane = runTitle(run);
    row.settings = run.settings;
    const engine::Dynamics* inForce = update && update->model ? &update->model->dynamics : nullptr;
    if (isNoisy(run.settings.method))
        row.sigma = run.settings.sigma ? run.settings.sigma : inForce ? std::optional(inForce->sigma) : std::nullopt;
    if (isWeighted(run.settings.method))
        row.lambda = run.settings.lambda ? run.settings.lambda : inForce ? std::optional(inForce->lambda) : std::nullopt;
    if (update) {
        row.steps = update->step;
        row.seconds = update->seconds;
        row.bound = update->energyBound;
        row.gap = update->gap();
    }
    return row;
}

std::string resultsText(const std::vector<ResultRow>& rows, char separator) {
    const auto longest = std::max_element(rows.begin(), rows.end(), [](const ResultRow& a, const ResultRow& b) {
        return a.snapshots.size() < b.snapshots.size();
    });
    std::vector<std::string> heads = {"pane", "method", "sigma", "lambda",  "cost",         "path",
                                      "seed", "steps",  "seconds", "energy_bound", "gap"};
    const std::size_t snapshots = longest == rows.end() ? 0 : longest->snapshots.size();
    for (std::size_t m = 0; m < kMeasures.size(); ++m)
        for (std::size_t k = 0; k < snapshots; ++k)
            heads.push_back(std::string(kMeasureNames[m]) + " t=" + engine::exactNumber(longest->snapshots[k].time) +
                            (longest->snapshots[k].heldOut ? " held out" : ""));
    std::string text;
    const auto line = [&](const std::vector<std::string>& fields) {
        for (std::size_t i = 0; i < fields.size(); ++i)
            text += (i ? std::string(1, separator) : std::string()) + engine::csvField(fields[i], separator);
        text += '\n';
    };
    line(heads);
    const auto number = [](std::optional<double> value) { return value ? engine::exactNumber(*value) : std::string(); };
    for (const ResultRow& row : rows) {
        const engine::TrainingSettings& s = row.settings;
        std::vector<std::string> fields = {row.pane,
                                           std::string(engine::name(s.method)),
                                           row.sigma ? engine::name(*row.sigma) : std::string(),
                                           number(row.lambda),
                                           s.method == engine::Method::ConvexCost ? engine::name(s.cost) : std::string(),
                                           s.path ? std::string(engine::name(*s.path)) : "automatic",
                                           std::to_string(s.seed),
                                           std::to_string(row.steps),
                                           number(row.seconds),
                                           number(row.bound),
                                           number(row.gap)};
        for (const ResultMeasure measure : kMeasures)
            for (std::size_t k = 0; k < snapshots; ++k)
                fields.push_back(k < row.snapshots.size() ? number(valueOf(row.snapshots[k].distances, measure))
                                                          : std::string());
        line(fields);
    }
    return text;
}

} // namespace ui
