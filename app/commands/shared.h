#pragma once

#include "app/command_line.h"
#include "engine/action/action_model.h"
#include "engine/core/parallel.h"
#include "engine/data/dataset.h"
#include "engine/io/table.h"
#include "ui/document/project.h"

#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

/// What several commands need.
namespace app {

/// The value of --threads, 0 for all cores.
int threadsFrom(const Arguments& arguments);

/// Index of the snapshot at this time, to nine digits of the time range.
/// Errors: Error{InvalidArgument} naming the option and the times there are.
std::size_t snapshotAt(const engine::Dataset& dataset, double time, const std::string& option);

/// A project with a trained network.
struct TrainedProject {
    ui::Project project;
    std::shared_ptr<const engine::Checkpoint> checkpoint;
    std::shared_ptr<const engine::ActionModel> model;
};
/// Errors: Error{UnusableInput} for a file that is no project or holds no trained network.
TrainedProject readTrained(const std::string& path);

bool hasSuffix(const std::string& path, const std::string& suffix);

/// As JSON, null where there is none.
nlohmann::ordered_json orNull(const std::optional<double>& value);

/// The first line of a CSV file: these names, and behind them those of columns that go along, all different.
std::string csvHeader(std::vector<std::string> names, const std::vector<engine::TableColumn>& columns);

/// What principal components the coordinates of a dataset are: names and parts of the variance; null where they are as
/// measured.
nlohmann::ordered_json componentsJson(const engine::Dataset& dataset);

/// Times as a person reads them: "0, 0.5 and 1".
std::string listOfTimes(const engine::Dataset& dataset);

} // namespace app
