#include "ui/document/example_project.h"

#include "engine/data/synthetic.h"

namespace ui {

namespace {

/// Strong enough to be seen as random paths, weak enough to keep the two lobes apart; growth cheap beside carrying mass
/// across, so that it is seen. Units: data units.
constexpr double kNoise = 0.4, kGrowth = 4;

std::vector<Run> threeWays() {
    Run plain, entropic, unbalanced;
    entropic.id = 1;
    entropic.settings.method = engine::Method::Entropic;
    entropic.settings.sigma = engine::NoiseSchedule{kNoise, kNoise};
    unbalanced.id = 2;
    unbalanced.settings.method = engine::Method::Unbalanced;
    unbalanced.settings.lambda = kGrowth;
    return {plain, entropic, unbalanced};
}

} // namespace

Project exampleProject(const std::string& name) {
    Project project;
    project.dataset = engine::makeDataset(engine::syntheticExample(name));
    if (name == "three-ways")
        project.runs = threeWays();
    return project;
}

Project drawingProject(const std::string& title, const std::vector<std::string>& axisNames) {
    Project project;
    project.dataset.title = title;
    project.dataset.axisNames = axisNames;
    for (const double time : {0.0, 1.0}) {
        engine::Snapshot snapshot;
        snapshot.time = time;
        project.dataset.snapshots.push_back(snapshot);
    }
    return project;
}

} // namespace ui
