#include "app/commands/commands.h"
#include "app/commands/input.h"
#include "app/commands/shared.h"
#include "engine/core/text.h"
#include "engine/metrics/cloud_distances.h"
#include "engine/metrics/kinetic_energy.h"
#include "engine/session/stage_motion.h"
#include "engine/training/path_source.h"
#include "engine/trajectory/integrator.h"

#include <algorithm>
#include <cstdio>
#include <vector>

namespace app {

using engine::CloudDistances;
using engine::Dataset;
using engine::Error;
using engine::ErrorCode;
using engine::Points;
using engine::Real;
using engine::Rng;
using engine::RowVector;
using engine::Snapshot;
using engine::Trajectories;
using engine::WeightedCloud;
using Json = nlohmann::ordered_json;

namespace {

constexpr std::uint64_t kEnergyStream = 77; ///< of the seed, apart from those of the distances

/// Particles started from one snapshot at the times of others.
class Simulation {
public:
    Simulation(const TrainedProject& trained, engine::WorkerPool& pool, std::stop_token stop)
        : m_trained(trained), m_pool(pool), m_stop(std::move(stop)) {}

    /// Where the points of `start` are at `time`.
    Points at(const Snapshot& start, Real time) const {
        engine::Times times(2);
        times << start.time, time;
        const Trajectories moved =
            engine::integrate(*m_trained.model, m_pool, start.points.points(), times, {}, m_stop);
        return moved.positions[moved.startLevel == 0 ? 1 : 0].cast<Real>();
    }

    Real kineticEnergy(const Snapshot& start, Real end) const {
        constexpr int kLevels = 101;
        const Trajectories moved = engine::integrate(*m_trained.model, m_pool, start.points.points(),
                                                     engine::evenTimes(start.time, end, kLevels), {}, m_stop);
        return engine::simulatedKineticEnergy(moved, start.points.weights());
    }

private:
    const TrainedProject& m_trained;
    engine::WorkerPool& m_pool;
    std::stop_token m_stop;
};

Real effectiveSampleSize(const Snapshot& start) {
    if (!start.points.hasWeights())
        return Real(start.points.size());
    const RowVector weights = start.points.weights();
    return weights.sum() * weights.sum() / weights.squaredNorm();
}

Json orNull(const std::optional<Real>& value) { return value ? Json(*value) : Json(); }

std::optional<Real> trueEnergy(const TrainedProject& trained) {
    const auto dataset = std::make_shared<const Dataset>(trained.project.dataset);
    if (dataset->exampleName.empty())
        return {};
    return engine::PathSource(dataset, trained.checkpoint->settings, trained.checkpoint->normalization).kineticEnergy();
}

Dataset observedData(const Arguments& arguments, Console& console, const TrainedProject& trained) {
    const auto file = arguments.text("data");
    if (!file)
        return trained.project.dataset;
    return readInputLike(*file, trained.project.dataset, arguments, console).project.dataset;
}

/// One line of the result.
struct Row {
    const Snapshot* target;
    bool isStart;
    CloudDistances distances;
    Real floor;
};

Row compared(const Snapshot& target, const Snapshot& start, const Simulation& simulation, std::uint64_t seed) {
    const WeightedCloud observed = WeightedCloud::of(target);
    Row row{&target, &start == &target, {}, engine::floorOfW1(observed, seed)};
    if (!row.isStart) // there the particles are the points themselves
        row.distances =
            engine::distancesBetween({simulation.at(start, target.time), start.points.weights()}, observed, seed);
    return row;
}

void print(const Row& row, Console& console) {
    const CloudDistances& d = row.distances;
    char line[256];
    std::snprintf(line, sizeof line, "%8s %8lld %10.5g %10.5g %10.5g %10.3g %10.5g%s",
                  engine::shortNumber(row.target->time).c_str(), static_cast<long long>(row.target->points.size()),
                  d.w1, d.w2, d.slicedW2, d.mmd, row.floor,
                  row.isStart           ? "  start"
                  : row.target->heldOut ? "  held out"
                                        : "");
    console.result(line);
}

Json jsonOf(const Row& row) {
    const CloudDistances& d = row.distances;
    return {{"t", row.target->time},
            {"n", row.target->points.size()},
            {"held_out", row.target->heldOut},
            {"w1", d.w1},
            {"w2", d.w2},
            {"sliced_w2", d.slicedW2},
            {"mmd", d.mmd},
            {"floor_w1", row.floor}};
}

/// Mean W1 of the rows that were simulated and for which `counts` holds; empty when there are none.
template <class Counts> std::optional<Real> meanW1(const std::vector<Row>& rows, Counts counts) {
    Real sum = 0;
    int count = 0;
    for (const Row& row : rows)
        if (!row.isStart && counts(*row.target)) {
            sum += row.distances.w1;
            ++count;
        }
    return count ? std::optional(sum / count) : std::nullopt;
}

std::vector<Row> compareAll(const Dataset& observed, bool fromFirst, std::size_t first, const Simulation& simulation,
                            std::uint64_t seed, Console& console) {
    Progress progress(console, "Comparing");
    std::vector<Row> rows;
    const std::size_t count = observed.snapshots.size();
    for (std::size_t k = 0; k < count; ++k) {
        if (console.isInterrupted())
            throw Error(ErrorCode::Cancelled, "Interrupted.");
        progress.update(double(k) / double(count),
                        "snapshot " + std::to_string(k + 1) + " of " + std::to_string(count));
        const std::size_t start = fromFirst ? first : k == 0 ? 0 : k - 1;
        rows.push_back(compared(observed.snapshots[k], observed.snapshots[start], simulation, seed + k));
    }
    progress.update(1);
    return rows;
}

void run(const Arguments& arguments, Console& console) {
    const std::string from = arguments.text("from").value_or("first");
    if (from != "first" && from != "previous")
        throw Error(ErrorCode::InvalidArgument, "--from " + from + ": first or previous is needed.");
    const TrainedProject trained = readTrained(arguments.operands().front());
    const Dataset observed = observedData(arguments, console, trained);
    observed.requireTrainable();
    const std::uint64_t seed = arguments.seed("seed").value_or(0);
    const std::size_t first =
        from == "first" ? std::size_t(&engine::firstTrainingSnapshot(observed) - observed.snapshots.data()) : 0;

    engine::WorkerPool pool(threadsFrom(arguments));
    const Simulation simulation(trained, pool, console.stop());
    const std::vector<Row> rows = compareAll(observed, from == "first", first, simulation, seed, console);
    const auto mean = meanW1(rows, [](const Snapshot&) { return true; }),
               heldOut = meanW1(rows, [](const Snapshot&s) { return s.heldOut; });
    const bool isThinned = std::any_of(rows.begin(), rows.end(), [](const Row& r) { return r.distances.isThinned; });

    const Snapshot& start = observed.snapshots[first];
    const std::optional<Real> bound = trained.checkpoint->energyBound, energy = trueEnergy(trained);
    const std::optional<Real> gap = bound && energy ? std::optional(*energy - *bound) : std::nullopt;
    const Real simulated = simulation.kineticEnergy(start, observed.lastTime());
    engine::Rng subsets(seed, kEnergyStream);
    const Real least = engine::leastKineticEnergy(observed, subsets);

    console.json["snapshots"] = Json::array();
    console.result("       t        n         W1         W2  sliced W2      MMD^2   floor W1");
    for (const Row& row : rows) {
        console.json["snapshots"].push_back(jsonOf(row));
        print(row, console);
    }
    console.json.update({{"mean_w1", orNull(mean)},
                         {"mean_w1_held_out", orNull(heldOut)},
                         {"energy_bound", orNull(bound)},
                         {"kinetic_energy", simulated},
                         {"growth_energy", nullptr},
                         {"action_gap", orNull(gap)},
                         {"w2_floor", least},
                         {"w2_bound", nullptr},
                         {"effective_sample_size", effectiveSampleSize(start)},
                         {"from", from},
                         {"thinned", isThinned}});
    if (isThinned)
        console.note("Large snapshots were thinned at random for the exact distances.");
    if (mean)
        console.result("mean W1 " + shown(*mean, 5) + (heldOut ? ", held out " + shown(*heldOut, 5) : ""));
    console.result("energy bound " + (bound ? shown(*bound, 5) : "unknown") + (gap ? ", gap " + shown(*gap) : "") +
                   ", kinetic energy " + shown(simulated, 5) + ", at least " + shown(least, 5) + " for any motion");
}

} // namespace

Command evaluateCommand() {
    Command command;
    command.name = "evaluate";
    command.operands = "P.kino";
    command.summary = "distances between simulated and observed snapshots";
    command.options = {
        {"data", "F", "compare with the snapshots of this file instead of the project's"},
        {"from", "first|previous", "simulate from the first snapshot (default), or each from the one before"},
        {"time", "COLUMN", "of F: column with the times (default: guessed)"},
        {"coordinates", "A,B[,C...]", "of F: columns with the coordinates (default: guessed)"},
        {"weight", "COLUMN", "of F: column with the weights (default: guessed)"},
    };
    command.leastOperands = command.mostOperands = 1;
    command.example = "kinetoscope train example:split --steps 500 -o split.kino && kinetoscope evaluate split.kino";
    command.details =
        "W1 and W2 are exact (Euclidean distance, network simplex), weighted where points carry weights; above\n"
        "50 million pairs both clouds are thinned at random first, which is said. Sliced W2 takes 200 directions.\n"
        "MMD^2 is unbiased, with Gaussian kernels around the median distance. The floor is W1 between two random\n"
        "halves of the snapshot: what two draws of the same population differ by.\n"
        "The energy bound -L is a lower bound on the kinetic energy K of the path that was learned; the action gap is\n"
        "K - (-L) where K is known. The least energy for any motion is half the sum of W2^2/h over the snapshots.";
    command.run = run;
    return command;
}

} // namespace app
