#include "app/commands/commands.h"
#include "app/commands/input.h"
#include "app/commands/shared.h"
#include "engine/core/text.h"
#include "engine/data/principal_components.h"

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

void tellComponents(const engine::Dataset& dataset, Console& console) {
    console.json["components"] = componentsJson(dataset);
    if (!dataset.components)
        return;
    console.result("component   variance   part   together");
    const engine::PrincipalComponents& components = *dataset.components;
    for (int k = 0; k < components.count(); ++k) {
        char line[100];
        std::snprintf(line, sizeof line, "PC%-8d %9s %5.1f %% %8.1f %%", k + 1, shown(components.variances[k], 4).c_str(),
                      100 * components.part(k), 100 * components.explained(k + 1));
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
    const Input input = readInput(arguments.operands(), arguments, console);
    const engine::Dataset& dataset = input.project.dataset;
    const std::string kind = input.isProject ? "project" : input.isOverlay ? "lines" : "data";
    console.json = {{"kind", kind}, {"title", dataset.title}, {"dimension", dataset.dimension()}};
    console.result(kind + (dataset.title.empty() ? "" : " \"" + dataset.title + "\"") + ", " +
                   std::to_string(dataset.dimension()) + " dimensions, " + std::to_string(dataset.snapshots.size()) +
                   " snapshots, " + std::to_string(dataset.pointCount()) + " points");
    tellSnapshots(dataset, console);
    tellComponents(dataset, console);
    console.json["columns"] = input.columns;
    console.result("columns: " + joined(input.columns));
    if (!input.understanding.empty()) {
        console.json["understanding"] = input.understanding;
        console.result("understood as " + input.understanding);
    }
    if (input.isProject)
        tellRuns(input.project, console);
}

} // namespace

Command infoCommand() {
    Command command;
    command.name = "info";
    command.operands = "F [F...]";
    command.summary = "what is in a data or project file, or in several data files together";
    command.options = dataOptions();
    command.leastOperands = 1;
    command.mostOperands = kMostFiles;
    command.example = "kinetoscope info example:split";
    command.run = run;
    return command;
}

} // namespace app
