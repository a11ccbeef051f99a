#include "app/commands/commands.h"
#include "app/commands/input.h"
#include "app/commands/shared.h"
#include "engine/core/text.h"
#include "engine/data/synthetic.h"
#include "engine/metrics/action_gap.h"
#include "engine/metrics/brenier_step.h"
#include "engine/metrics/cloud_distances.h"
#include "engine/metrics/exact_field.h"
#include "engine/metrics/kinetic_energy.h"
#include "engine/session/stage_motion.h"
#include "engine/training/path_source.h"
#include "engine/trajectory/integrator.h"
#include "engine/trajectory/resampling.h"

#include <algorithm>
#include <cmath>
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
using engine::Snapshot;
using engine::Trajectories;
using engine::WeightedCloud;
using Json = nlohmann::ordered_json;

namespace {

constexpr std::uint64_t kEnergyStream = 77, kBoundStream = 78, kPlanStream = 79, kGapStream = 80; ///< of the seed

/// Particles started from one snapshot at the times of others.
class Simulation {
public:
    Simulation(const TrainedProject& trained, engine::WorkerPool& pool, std::uint64_t seed, std::stop_token stop)
        : m_model(*trained.model), m_pool(pool), m_stop(std::move(stop)) {
        m_settings.seed = seed;
    }

    /// Motion backward with noise needs the pair.
    bool reaches(const Snapshot& start, Real time) const {
        return time >= start.time || !engine::isNoisy(m_model.dynamics.method) || m_model.companion;
    }
    /// Where the points of `start` are at `time`, with their weights.
    WeightedCloud at(const Snapshot& start, Real time) const {
        engine::Times times(2);
        times << start.time, time;
        const Trajectories moved = integrated(start, times);
        const int level = moved.startLevel == 0 ? 1 : 0;
        return {moved.positions[std::size_t(level)].cast<Real>(), moved.weightsAt(level)};
    }
    /// All the way, at an odd number of equally spaced levels.
    Trajectories through(const Snapshot& start, Real end) const {
        constexpr int kLevels = 101;
        return integrated(start, engine::evenTimes(start.time, end, kLevels));
    }

private:
    Trajectories integrated(const Snapshot& start, const engine::Times& times) const {
        engine::IntegrationSettings settings = m_settings;
        settings.startWeights = start.points.weights();
        return engine::integrate(m_model, m_pool, start.points.points(), times, settings, m_stop);
    }

    const engine::ActionModel& m_model;
    engine::WorkerPool& m_pool;
    engine::IntegrationSettings m_settings;
    std::stop_token m_stop;
};

Json orNull(const std::optional<Real>& value) { return value ? Json(*value) : Json(); }

/// What is known of a network whose path is: the known path of an untouched example, where its method has a closed
/// form.
class Truth {
public:
    Truth(const TrainedProject& trained, engine::WorkerPool& pool, std::uint64_t seed)
        : m_model(*trained.model), m_pool(pool), m_seed(seed) {
        const auto dataset = std::make_shared<const Dataset>(trained.project.dataset);
        if (dataset->exampleName.empty())
            return;
        const engine::PathSource source(dataset, trained.checkpoint->settings, trained.checkpoint->normalization);
        if (source.kind() != engine::PathKind::Analytic)
            return;
        m_process = engine::syntheticExample(dataset->exampleName).process;
        m_field = engine::exactField(m_process, m_model.dynamics, m_model.normalization);
    }

    /// K + L of the loss: the ACTION-, E-, U- or Bregman gap, on fresh samples.
    std::optional<engine::Estimate> gap() const {
        if (!m_field)
            return {};
        constexpr engine::Index kSamples = 20'000;
        const Real duration = m_model.normalization.duration;
        engine::Rng rng(m_seed, kGapStream);
        engine::Times times(kSamples);
        Points x(m_model.dimension(), kSamples);
        for (engine::Index i = 0; i < kSamples; ++i) {
            times[i] = m_model.firstTime() + duration * (Real(i) + rng.uniform()) / Real(kSamples);
            draw(rng, times[i], x.col(i));
        }
        const engine::Estimate gap = engine::actionGap(m_model, m_pool, *m_field, duration, times, x);
        return std::isfinite(gap.value) ? std::optional(gap) : std::nullopt; // beyond a speed limit there is no truth
    }
    /// On W2 at the last time (App. A.1), from samples of the true population.
    std::optional<Real> boundOnW2() const {
        if (!m_field || engine::isWeighted(m_model.dynamics.method))
            return {};
        constexpr int kLevels = 33;
        constexpr engine::Index kSamples = 500;
        engine::Rng rng(m_seed, kBoundStream);
        std::vector<engine::TimedPoints> samples;
        for (int k = 0; k < kLevels; ++k) {
            engine::TimedPoints level{m_model.normalization.timeToData(Real(k) / (kLevels - 1)),
                                      Points(m_model.dimension(), kSamples)};
            for (engine::Index i = 0; i < kSamples; ++i)
                draw(rng, level.time, level.x.col(i));
            samples.push_back(std::move(level));
        }
        const Real bound = engine::wassersteinBound(m_model, m_pool, *m_field, samples);
        return std::isfinite(bound) ? std::optional(bound) : std::nullopt;
    }

private:
    void draw(engine::Rng& rng, Real time, Eigen::Ref<engine::Vector> x) const {
        engine::Vector unused(x.size());
        m_process->sample(rng, time, x, unused);
    }

    const engine::ActionModel& m_model;
    engine::WorkerPool& m_pool;
    std::uint64_t m_seed;
    std::shared_ptr<const engine::SyntheticProcess> m_process;
    std::optional<engine::ExactField> m_field;
};

/// How far steps x + h∇s from each snapshot are from the optimal map to the next, on average over the snapshots.
std::optional<Real> brenierError(const TrainedProject& trained, const Dataset& observed, engine::WorkerPool& pool,
                                 std::uint64_t seed) {
    if (trained.model->dynamics.method != engine::Method::ActionMatching)
        return {};
    constexpr engine::Index kMostPoints = 1000;
    engine::Rng rng(seed, kPlanStream);
    Real sum = 0;
    for (std::size_t k = 1; k < observed.snapshots.size(); ++k) {
        const Snapshot &now = observed.snapshots[k - 1], &later = observed.snapshots[k];
        sum += engine::compareWithTransport(*trained.model, pool, now.time,
                                            WeightedCloud::of(now).thinned(kMostPoints, rng), later.time,
                                            WeightedCloud::of(later).thinned(kMostPoints, rng))
                   .relativeError;
    }
    return sum / Real(observed.snapshots.size() - 1);
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
    std::optional<CloudDistances> distances; ///< empty where the simulation cannot go
    Real floor, floorOfMmd;
};

Row compared(const Snapshot& target, const Snapshot& start, const Simulation& simulation, std::uint64_t seed) {
    const WeightedCloud observed = WeightedCloud::of(target);
    Row row{&target, &start == &target, {}, engine::floorOfW1(observed, seed), engine::floorOfMmd(observed, seed)};
    if (row.isStart) // there the particles are the points themselves
        row.distances = CloudDistances();
    else if (simulation.reaches(start, target.time))
        row.distances = engine::distancesBetween(simulation.at(start, target.time), observed, seed);
    return row;
}

void print(const Row& row, Console& console) {
    char line[256];
    const auto field = [&](Real CloudDistances::*member, int digits) {
        char text[32];
        std::snprintf(text, sizeof text, "%10.*g", digits, row.distances ? (*row.distances).*member : 0.0);
        return row.distances ? std::string(text) : std::string("         -");
    };
    std::snprintf(line, sizeof line, "%8s %8lld %s %s %s %s %10.5g%s", engine::shortNumber(row.target->time).c_str(),
                  static_cast<long long>(row.target->points.size()), field(&CloudDistances::w1, 5).c_str(),
                  field(&CloudDistances::w2, 5).c_str(), field(&CloudDistances::slicedW2, 5).c_str(),
                  field(&CloudDistances::mmd, 3).c_str(), row.floor,
                  row.isStart           ? "  start"
                  : row.target->heldOut ? "  held out"
                                        : "");
    console.result(line);
}

Json jsonOf(const Row& row) {
    const auto value = [&](Real CloudDistances::*member) {
        return row.distances ? Json((*row.distances).*member) : Json();
    };
    return {{"t", row.target->time},
            {"n", row.target->points.size()},
            {"held_out", row.target->heldOut},
            {"w1", value(&CloudDistances::w1)},
            {"w2", value(&CloudDistances::w2)},
            {"sliced_w2", value(&CloudDistances::slicedW2)},
            {"mmd", value(&CloudDistances::mmd)},
            {"floor_w1", row.floor},
            {"floor_mmd", row.floorOfMmd}};
}

/// Mean W1 of the rows that were simulated and for which `counts` holds; empty when there are none.
template <class Counts> std::optional<Real> meanW1(const std::vector<Row>& rows, Counts counts) {
    Real sum = 0;
    int count = 0;
    for (const Row& row : rows)
        if (!row.isStart && row.distances && counts(*row.target)) {
            sum += row.distances->w1;
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
    const Simulation simulation(trained, pool, seed, console.stop());
    const std::vector<Row> rows = compareAll(observed, from == "first", first, simulation, seed, console);
    const auto mean = meanW1(rows, [](const Snapshot&) { return true; }),
               heldOut = meanW1(rows, [](const Snapshot&s) { return s.heldOut; });
    const bool isThinned =
        std::any_of(rows.begin(), rows.end(), [](const Row& r) { return r.distances && r.distances->isThinned; });

    const bool isUnreached = std::any_of(rows.begin(), rows.end(), [](const Row& r) { return !r.distances; });

    const Snapshot& start = observed.snapshots[first];
    const engine::Dynamics& dynamics = trained.model->dynamics;
    const std::optional<Real> bound = trained.checkpoint->energyBound;
    const Truth truth(trained, pool, seed);
    const std::optional<engine::Estimate> gap = truth.gap();
    const Trajectories moved = simulation.through(start, observed.lastTime());
    const engine::SimulatedEnergies simulated = engine::simulatedEnergies(moved, *trained.model);
    const bool isWeighted = engine::isWeighted(dynamics.method);
    const auto growth = isWeighted ? std::optional(simulated.growth) : std::nullopt;
    const auto balance =
        isWeighted ? std::optional(engine::meanGrowth(moved, *trained.model).cwiseAbs().maxCoeff()) : std::nullopt;
    const Real effective = moved.logWeights.empty() ? Real(moved.particles())
                                                    : engine::effectiveSampleSize(moved.logWeights.back().cast<Real>());
    const auto boundOnDistance = gap ? truth.boundOnW2() : std::nullopt;
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
                         {"kinetic_energy", simulated.kinetic},
                         {"growth_energy", orNull(growth)},
                         {"action_gap", gap ? Json(gap->value) : Json()},
                         {"action_gap_error", gap ? Json(gap->standardError) : Json()},
                         {"w2_floor", least},
                         {"w2_bound", orNull(boundOnDistance)},
                         {"effective_sample_size", effective},
                         {"largest_mean_growth", orNull(balance)},
                         {"brenier_error", orNull(brenierError(trained, observed, pool, seed))},
                         {"from", from},
                         {"thinned", isThinned}});
    if (isThinned)
        console.note("Large snapshots were thinned at random for the exact distances.");
    if (isUnreached)
        console.note(
            "Snapshots before the start were left out: motion backward with noise needs the pair, eam together "
            "with am on the same path.");
    if (mean)
        console.result("mean W1 " + shown(*mean, 5) + (heldOut ? ", held out " + shown(*heldOut, 5) : ""));
    console.result("energy bound " + (bound ? shown(*bound, 5) : "unknown") +
                   (gap ? ", gap " + shown(gap->value) : "") + ", kinetic energy " + shown(simulated.kinetic, 5) +
                   ", at least " + shown(least, 5) + " for any motion");
    if (growth)
        console.result("growth energy " + shown(*growth, 5) + ", effective sample size " + shown(effective, 5) +
                       " of " + std::to_string(moved.particles()));
    if (boundOnDistance)
        console.result("W2 from the true population at the end at most " + shown(*boundOnDistance, 5));
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
        "halves of the snapshot: what two draws of the same population differ by; floor_mmd is that of MMD^2.\n"
        "With noise (eam, euam) every seed gives other paths; with growth (uam, euam) the particles carry weights.\n"
        "The energy bound -L is a lower bound on the energy of the path that was learned: K, with growth K + G, of "
        "cam\n"
        "the cost of the motion. For an example trained on its known path, where the method's own field is known in\n"
        "closed form, action_gap is the energy minus the bound, measured as the distance of the two fields on 20,000\n"
        "fresh samples (ACTION-GAP, E-gap, U-gap or Bregman gap), and w2_bound is that of App. A.1 of the paper;\n"
        "elsewhere both are null. The least energy for any motion is half the sum of W2^2/h over the snapshots.";
    command.run = run;
    return command;
}

} // namespace app
