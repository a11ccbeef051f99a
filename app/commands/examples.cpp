#include "app/commands/commands.h"
#include "engine/core/text.h"
#include "engine/data/synthetic.h"

#include <cstdio>

namespace app {

namespace {

std::string timesOf(const engine::SyntheticExample& example) {
    std::string times;
    for (const engine::Real time : example.times)
        times += (times.empty() ? "" : ", ") + engine::shortNumber(time);
    return times;
}

void run(const Arguments&, Console& console) {
    console.json["examples"] = nlohmann::ordered_json::array();
    for (const engine::SyntheticExample& example : engine::syntheticExamples()) {
        const auto energy = example.process ? example.process->kineticEnergy() : std::nullopt;
        console.json["examples"].push_back({{"name", example.name},
                                            {"title", example.title},
                                            {"description", example.description},
                                            {"dimension", example.dimension},
                                            {"times", example.times},
                                            {"points_per_snapshot", example.pointsPerSnapshot},
                                            {"held_out", example.heldOut},
                                            {"kinetic_energy", energy ? nlohmann::ordered_json(*energy) : nullptr}});
        char line[256];
        std::snprintf(line, sizeof line, "%-18s %d-D  times %s  %s", example.name.c_str(), example.dimension,
                      timesOf(example).c_str(), energy ? ("K = " + engine::shortNumber(*energy)).c_str() : "");
        console.result(line);
        console.result("                   " + example.description);
    }
}

} // namespace

Command examplesCommand() {
    Command command;
    command.name = "examples";
    command.summary = "lists the generated examples: dimension, times, the true kinetic energy K where it is known";
    command.example = "kinetoscope examples";
    command.details = "Train one with: kinetoscope train example:NAME -o P.kino";
    command.run = run;
    return command;
}

} // namespace app
