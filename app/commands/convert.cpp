#include "app/commands/commands.h"
#include "app/commands/input.h"
#include "app/commands/shared.h"
#include "engine/data/dataset_reduction.h"
#include "engine/io/snapshot_writer.h"

#include <algorithm>

namespace app {

using engine::Dataset;
using engine::Error;
using engine::ErrorCode;

namespace {

void requireKnownEnding(const std::string& path) {
    if (engine::isSnapshotFile(path))
        return;
    std::string endings;
    for (const std::string& suffix : engine::snapshotSuffixes())
        endings += (endings.empty() ? "." : ", .") + suffix;
    throw Error(ErrorCode::InvalidArgument, "Snapshots cannot be written as " + path + ".",
                "Use one of the endings " + endings + ".");
}

/// What no file but a project keeps is worth a word.
void noteLosses(const Dataset& dataset, Console& console) {
    const bool isMarked = std::any_of(dataset.snapshots.begin(), dataset.snapshots.end(), [](const auto& snapshot) {
        return snapshot.heldOut || snapshot.hidden || snapshot.mass.has_value();
    });
    if (isMarked)
        console.note("Total masses, and which snapshots are hidden or held out, stay behind: only projects keep them.");
}

void run(const Arguments& arguments, Console& console) {
    const std::string output = *arguments.text("output");
    requireKnownEnding(output);
    const Input input = readInput(arguments.operands(), arguments, console);
    const Dataset dataset = arguments.has("measured") ? engine::restored(input.project.dataset) : input.project.dataset;
    if (!input.understanding.empty())
        console.note(input.understanding);
    noteLosses(dataset, console);
    engine::writeSnapshots(dataset, output);

    auto snapshots = nlohmann::ordered_json::array();
    for (const engine::Snapshot& snapshot : dataset.snapshots)
        snapshots.push_back({{"t", snapshot.time}, {"n", snapshot.points.size()}});
    console.json = {{"dimension", dataset.dimension()},
                    {"components", componentsJson(dataset)},
                    {"points", dataset.pointCount()},
                    {"snapshots", snapshots},
                    {"output", output}};
    console.result("Wrote " + std::to_string(dataset.pointCount()) + " points at " + listOfTimes(dataset) + " to " +
                   output);
}

} // namespace

Command convertCommand() {
    Command command;
    command.name = "convert";
    command.operands = "F... -o G";
    command.summary = "snapshots from one format to another; several files become one";
    command.options = {{"output", "G", "the file to write: .csv, .tsv, .npz, .vtp or .pvd", 'o'},
                       {"measured", "",
                        "principal components told in the coordinates they were computed from: what lies outside\n"
                        "                                  them is lost"}};
    const auto more = dataOptions();
    command.options.insert(command.options.end(), more.begin(), more.end());
    command.leastOperands = 1;
    command.mostOperands = kMostFiles;
    command.required = {"output"};
    command.example = "kinetoscope convert example:split -o split.npz && kinetoscope convert split.npz -o split.csv";
    command.details =
        "F is a data file of any format Kinetoscope reads, a project or example:NAME. Labels, ids, weights and other\n"
        "columns go along, and reading G gives the same points again. Of meshes, points spread evenly over the\n"
        "surface are taken, of pictures points as dense as they are dark. The time of a file with one snapshot and no\n"
        "time is read from its name, else it comes behind the files before it.";
    command.run = run;
    return command;
}

} // namespace app
