#include "app/commands/comparison.h"

#include "engine/core/error.h"
#include "engine/core/text.h"
#include "engine/metrics/wasserstein.h"
#include "engine/session/stage_motion.h"

#include <cstdio>

namespace app {

using engine::CloudDistances;
using engine::Dataset;
using engine::Error;
using engine::ErrorCode;
using engine::Real;
using engine::Snapshot;
using engine::Trajectories;
using engine::WeightedCloud;
using Json = nlohmann::ordered_json;

namespace {

/// The same distance as that of the simulated particles, so that both can be compared.
Real w1Of(const WeightedCloud& moved, const WeightedCloud& observed, std::uint64_t seed) {
    return engine::distancesBetween(moved, observed, seed).w1;
}

ComparisonRow compared(const Snapshot& target, const Snapshot& start, const Simulation& simulation,
                       const ComparisonSettings& settings, std::uint64_t seed) {
    const WeightedCloud observed = WeightedCloud::of(target);
    ComparisonRow row{&target, &start == &target, {}, {}, engine::floorOfMmd(observed, seed, settings.kernel), {}, {}};
    if (!settings.kernel)
        row.floorOfW1 = engine::floorOfW1(observed, seed);
    if (row.isStart) { // there the particles are the points themselves
        row.distances = CloudDistances();
        return row;
    }
    if (settings.baseline) {
        const WeightedCloud from = WeightedCloud::of(start);
        row.previousW1 = w1Of(from, observed, seed);
        row.transportW1 = w1Of(settings.baseline->moved(from, start.time, target.time), observed, seed);
    }
    if (!simulation.reaches(start, target.time))
        return row;
    const WeightedCloud moved = simulation.at(start, target.time);
    if (settings.kernel) {
        row.distances = CloudDistances();
        row.distances->mmd =
            engine::mmdSquared(moved.points, observed.points, *settings.kernel, moved.weights, observed.weights);
    } else {
        row.distances = engine::distancesBetween(moved, observed, seed);
    }
    return row;
}

/// A measure of a row, where it was taken.
std::optional<Real> taken(const ComparisonRow& row, const ComparisonSettings& settings, Real CloudDistances::*member) {
    if (!row.distances || (settings.kernel && member != &CloudDistances::mmd))
        return {};
    return (*row.distances).*member;
}

std::string field(const std::optional<Real>& value, int digits) {
    char text[32];
    std::snprintf(text, sizeof text, "%10.*g", digits, value.value_or(0));
    return value ? std::string(text) : std::string("         -");
}

Json jsonOf(const ComparisonRow& row, const ComparisonSettings& settings) {
    const auto value = [&](Real CloudDistances::*member) { return orNull(taken(row, settings, member)); };
    Json json = {{"t", row.target->time},
                 {"n", row.target->points.size()},
                 {"held_out", row.target->heldOut},
                 {"w1", value(&CloudDistances::w1)},
                 {"w2", value(&CloudDistances::w2)},
                 {"sliced_w2", value(&CloudDistances::slicedW2)},
                 {"mmd", value(&CloudDistances::mmd)},
                 {"floor_w1", orNull(row.floorOfW1)},
                 {"floor_mmd", row.floorOfMmd}};
    if (settings.baseline)
        json.update({{"previous_w1", orNull(row.previousW1)}, {"transport_w1", orNull(row.transportW1)}});
    return json;
}

} // namespace

WeightedCloud Simulation::at(const Snapshot& start, Real time) const {
    engine::Times times(2);
    times << start.time, time;
    const Trajectories moved = integrated(start, times);
    const int level = moved.startLevel == 0 ? 1 : 0;
    return {moved.positions[std::size_t(level)].cast<Real>(), moved.weightsAt(level)};
}

Trajectories Simulation::through(const Snapshot& start, Real end) const {
    constexpr int kLevels = 101;
    return integrated(start, engine::evenTimes(start.time, end, kLevels));
}

Trajectories Simulation::integrated(const Snapshot& start, const engine::Times& times) const {
    engine::IntegrationSettings settings = m_settings;
    settings.startWeights = start.points.weights();
    return engine::integrate(m_model, m_pool, start.points.points(), times, settings, m_stop);
}

std::vector<ComparisonRow> compareAll(const Dataset& observed, const Simulation& simulation,
                                      const ComparisonSettings& settings, Console& console) {
    Progress progress(console, "Comparing");
    std::vector<ComparisonRow> rows;
    const std::size_t count = observed.snapshots.size();
    for (std::size_t k = 0; k < count; ++k) {
        if (console.isInterrupted())
            throw Error(ErrorCode::Cancelled, "Interrupted.");
        progress.update(double(k) / double(count),
                        "snapshot " + std::to_string(k + 1) + " of " + std::to_string(count));
        const Snapshot& start =
            settings.fromFirst ? engine::firstTrainingSnapshot(observed) : observed.snapshots[k == 0 ? 0 : k - 1];
        rows.push_back(compared(observed.snapshots[k], start, simulation, settings, settings.seed + k));
    }
    progress.update(1);
    return rows;
}

void report(const std::vector<ComparisonRow>& rows, const ComparisonSettings& settings, Console& console) {
    console.json["snapshots"] = Json::array();
    console.result(std::string("       t        n         W1         W2  sliced W2      MMD^2   floor W1") +
                   (settings.baseline ? "   previous  transport" : ""));
    for (const ComparisonRow& row : rows) {
        console.json["snapshots"].push_back(jsonOf(row, settings));
        const auto measure = [&](Real CloudDistances::*member, int digits) {
            return " " + field(taken(row, settings, member), digits);
        };
        char start[64];
        std::snprintf(start, sizeof start, "%8s %8lld", engine::shortNumber(row.target->time).c_str(),
                      static_cast<long long>(row.target->points.size()));
        std::string line = start + measure(&CloudDistances::w1, 5) + measure(&CloudDistances::w2, 5) +
                           measure(&CloudDistances::slicedW2, 5) + measure(&CloudDistances::mmd, 3) + " " +
                           field(row.floorOfW1, 5);
        if (settings.baseline)
            line += " " + field(row.previousW1, 5) + " " + field(row.transportW1, 5);
        console.result(line + (row.isStart ? "  start" : row.target->heldOut ? "  held out" : ""));
    }
}

} // namespace app
