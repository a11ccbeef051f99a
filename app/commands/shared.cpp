#include "app/commands/shared.h"

#include "engine/core/error.h"
#include "engine/core/text.h"
#include "engine/data/principal_components.h"
#include "engine/io/table_text.h"
#include "ui/document/project_file.h"

#include <algorithm>
#include <cmath>

namespace app {

using engine::Error;
using engine::ErrorCode;

int threadsFrom(const Arguments& arguments) { return int(arguments.integer("threads", 1, 1024).value_or(0)); }

std::size_t snapshotAt(const engine::Dataset& dataset, double time, const std::string& option) {
    if (!dataset.isEmpty()) {
        const double tolerance = 1e-9 * std::max(std::abs(dataset.firstTime()), std::abs(dataset.lastTime()));
        for (std::size_t i = 0; i < dataset.snapshots.size(); ++i)
            if (std::abs(dataset.snapshots[i].time - time) <= tolerance)
                return i;
    }
    throw Error(ErrorCode::InvalidArgument,
                "--" + option + " " + engine::shortNumber(time) + ": there is no snapshot at this time.",
                "There are snapshots at " + listOfTimes(dataset) + ".");
}

TrainedProject readTrained(const std::string& path) {
    TrainedProject trained{ui::readProject(QString::fromStdString(path)), nullptr, nullptr};
    if (const ui::Run* run = trained.project.trainedRun())
        trained.checkpoint = run->checkpoint;
    if (!trained.checkpoint)
        throw Error(ErrorCode::UnusableInput, "The project " + path + " holds no trained network.",
                    "Train it first: kinetoscope train " + path + " -o " + path);
    trained.model = trained.checkpoint->model();
    return trained;
}

bool hasSuffix(const std::string& path, const std::string& suffix) {
    return path.size() >= suffix.size() &&
           std::equal(suffix.rbegin(), suffix.rend(), path.rbegin(),
                      [](char a, char b) { return a == char(std::tolower(static_cast<unsigned char>(b))); });
}

nlohmann::ordered_json orNull(const std::optional<double>& value) {
    return value ? nlohmann::ordered_json(*value) : nlohmann::ordered_json();
}

std::string csvHeader(std::vector<std::string> names, const std::vector<engine::TableColumn>& columns) {
    for (const engine::TableColumn& column : columns)
        engine::uniqueName(column.name, names);
    std::string header;
    for (const std::string& name : names)
        header += (header.empty() ? "" : ",") + engine::csvField(name);
    return header + "\n";
}

nlohmann::ordered_json componentsJson(const engine::Dataset& dataset) {
    const auto& components = dataset.components;
    if (!components)
        return nullptr;
    std::vector<double> variances, parts;
    for (int k = 0; k < components->count(); ++k) {
        variances.push_back(components->variances[k]);
        parts.push_back(components->part(k));
    }
    return {{"count", components->count()},
            {"of", components->names},
            {"variances", variances},
            {"total_variance", components->totalVariance},
            {"explained_variance_ratio", parts},
            {"explained", components->explained(components->count())}};
}

std::string listOfTimes(const engine::Dataset& dataset) {
    std::string list;
    for (std::size_t i = 0; i < dataset.snapshots.size(); ++i)
        list += (i == 0                              ? ""
                 : i + 1 == dataset.snapshots.size() ? " and "
                                                     : ", ") +
                engine::shortNumber(dataset.snapshots[i].time);
    return list;
}

} // namespace app
