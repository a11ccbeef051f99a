#include "app/commands/commands.h"
#include "app/commands/input.h"
#include "engine/core/text.h"

#include <cstdio>

namespace app {

using Json = nlohmann::ordered_json;

namespace {

std::string joined(const std::vector<std::string>& words) {
    std::string line;
    for (const std::string& word : words)
        line += (line.empty() ? "" : ", ") + word;
    return line;
}

void tellSnapshots(const engine::Dataset& dataset, Console& console) {
    console.json["snapshots"] = Json::array();
    console.result("       t        n       mass");
    for (const engine::Snapshot& snapshot : dataset.snapshots) {
        const double mass = snapshot.mass.value_or(1);
        console.json["snapshots"].push_back({{"t", snapshot.time},
                                             {"n", snapshot.points.size()},
                                             {"mass", mass},
                                             {"name", snapshot.name},
                                             {"held_out", snapshot.heldOut},
                                             {"weights", snapshot.points.hasWeights()}});
        char line[200];
        std::snprintf(line, sizeof line, "%8s %8lld %10s%s%s%s", engine::shortNumber(snapshot.time).c_str(),
                      static_cast<long long>(snapshot.points.size()), engine::shortNumber(mass).c_str(),
                      snapshot.points.hasWeights() ? "  weighted" : "", snapshot.heldOut ? "  held out" : "",
                      snapshot.name.empty() ? "" : ("  " + snapshot.name.substr(0, 80)).c_str());
        console.result(line);
    }
}

void tellRuns(const ui::Project& project, Console& console) {
    console.json["runs"] = Json::array();
    for (const ui::Run& run : project.runs) {
        const engine::Checkpoint* checkpoint = run.checkpoint.get();
        const std::string method(engine::name(run.settings.method));
        console.json["runs"].push_back(
            {{"name", run.name},
             {"method", method},
             {"seed", run.settings.seed},
             {"hidden", run.settings.hidden},
             {"steps", checkpoint ? Json(checkpoint->step) : Json()},
             {"loss", checkpoint ? Json(checkpoint->smoothedLoss) : Json()},
             {"energy_bound", checkpoint && checkpoint->energyBound ? Json(*checkpoint->energyBound) : Json()}});
        console.result(method + (run.name.empty() ? "" : " \"" + run.name + "\"") + ": " +
                       (checkpoint
                            ? std::to_string(checkpoint->step) + " steps, loss " + shown(checkpoint->smoothedLoss)
                            : "not trained yet"));
    }
}

void run(const Arguments& arguments, Console& console) {
    const Input input = readInput(arguments.operands().front(), arguments, console);
    const engine::Dataset& dataset = input.project.dataset;
    std::vector<std::string> columns = input.columns;
    if (columns.empty()) {
        columns = dataset.axisNames;
        for (const engine::AttributeColumn& attribute : dataset.attributes)
            columns.push_back(attribute.name);
    }
    const std::string kind = input.isProject ? "project" : "data";
    console.json = {{"kind", kind}, {"title", dataset.title}, {"dimension", dataset.dimension()}};
    console.result(kind + (dataset.title.empty() ? "" : " \"" + dataset.title + "\"") + ", " +
                   std::to_string(dataset.dimension()) + " dimensions, " + std::to_string(dataset.snapshots.size()) +
                   " snapshots, " + std::to_string(dataset.pointCount()) + " points");
    tellSnapshots(dataset, console);
    console.json["columns"] = columns;
    console.result("columns: " + joined(columns));
    if (input.isProject)
        tellRuns(input.project, console);
}

} // namespace

Command infoCommand() {
    Command command;
    command.name = "info";
    command.operands = "F";
    command.summary = "what is in a data or project file";
    command.options = {{"time", "COLUMN", "column with the times (default: guessed)"},
                       {"coordinates", "A,B[,C...]", "columns with the coordinates (default: guessed)"},
                       {"weight", "COLUMN", "column with the weights (default: guessed)"}};
    command.leastOperands = command.mostOperands = 1;
    command.example = "kinetoscope info example:split";
    command.run = run;
    return command;
}

} // namespace app
