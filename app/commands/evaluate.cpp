#include "app/commands/commands.h"
#include "app/commands/comparison.h"
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

constexpr std::uint64_t kEnergyStream = 77, kBoundStream = 78, kFreshStream = 76, kPlanStream = 79,
                        kGapStream = 80; ///< of the seed

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

/// Fresh points of the population an example is drawn from, at its first time and ten equally spaced ones after it.
Dataset freshData(const TrainedProject& trained, int points, std::uint64_t seed) {
    const std::string& name = trained.project.dataset.exampleName;
    if (name.empty())
        throw Error(ErrorCode::InvalidArgument, "--fresh needs a project trained on an untouched example.",
                    "Compare with a file of yours: --data F.csv.");
    constexpr int kTimes = 10;
    engine::SyntheticExample example = engine::syntheticExample(name);
    const Real first = example.times.front(), last = example.times.back();
    example.times.clear();
    for (int k = 0; k <= kTimes; ++k)
        example.times.push_back(first + (last - first) * k / kTimes);
    example.heldOut.clear();
    example.pointsPerSnapshot = points;
    return engine::makeDataset(example, engine::Rng(seed, kFreshStream)()); // none of those trained on
}

Dataset observedData(const Arguments& arguments, Console& console, const TrainedProject& trained, std::uint64_t seed) {
    const auto file = arguments.text("data");
    const auto fresh = arguments.integer("fresh", 2, 1'000'000);
    if (file && fresh)
        throw Error(ErrorCode::InvalidArgument, "--data and --fresh: only one of them can be compared with.");
    if (fresh)
        return freshData(trained, int(*fresh), seed);
    if (!file)
        return trained.project.dataset;
    return readInputLike(*file, trained.project.dataset, arguments, console).project.dataset;
}

std::optional<engine::MmdKernel> kernelFrom(const Arguments& arguments) {
    const auto texts = arguments.names("kernel");
    if (!texts)
        return {};
    engine::MmdKernel kernel;
    for (const std::string& text : *texts) {
        const auto gamma = parsedNumber(text);
        if (!gamma || *gamma <= 0)
            throw Error(ErrorCode::InvalidArgument, "--kernel " + text + ": numbers greater than zero are needed.");
        kernel.gammas.push_back(*gamma);
    }
    return kernel;
}

/// Mean of a measure over the rows that were simulated and for which `counts` holds; empty when there are none.
template <class Measure, class Counts>
std::optional<Real> meanOf(const std::vector<ComparisonRow>& rows, Measure measure, Counts counts) {
    Real sum = 0;
    int count = 0;
    for (const ComparisonRow& row : rows)
        if (!row.isStart && row.distances && counts(*row.target)) {
            sum += measure(row);
            ++count;
        }
    return count ? std::optional(sum / count) : std::nullopt;
}

bool always(const Snapshot&) { return true; }

void reportDiscrepancies(const std::vector<ComparisonRow>& rows, Console& console) {
    const auto mean = meanOf(
                   rows, [](const ComparisonRow&r) { return std::abs(r.distances->mmd); }, always),
               floor = meanOf(
                   rows, [](const ComparisonRow&r) { return r.floorOfMmd; }, always);
    console.json.update({{"mean_mmd", orNull(mean)}, {"mean_floor_mmd", orNull(floor)}});
    if (mean)
        console.result("mean |MMD^2| " + shown(*mean) + ", of two halves " + shown(*floor));
}

/// Means of the distances, energies, gap and bounds.
void reportMotion(const TrainedProject& trained, const Dataset& observed, const std::vector<ComparisonRow>& rows,
                  const Simulation& simulation, const ComparisonSettings& settings, engine::WorkerPool& pool,
                  Console& console) {
    const auto w1 = [](const ComparisonRow& row) { return row.distances->w1; };
    const auto mean = meanOf(rows, w1, always), heldOut = meanOf(rows, w1, [](const Snapshot&s) { return s.heldOut; });
    const bool isThinned = std::any_of(rows.begin(), rows.end(),
                                       [](const ComparisonRow& r) { return r.distances && r.distances->isThinned; });

    const bool isUnreached = std::any_of(rows.begin(), rows.end(), [](const ComparisonRow& r) { return !r.distances; });

    const Snapshot& start = settings.fromFirst ? engine::firstTrainingSnapshot(observed) : observed.snapshots.front();
    const engine::Dynamics& dynamics = trained.model->dynamics;
    const std::optional<Real> bound = trained.checkpoint->energyBound;
    const Truth truth(trained, pool, settings.seed);
    const std::optional<engine::Estimate> gap = truth.gap();
    const Trajectories moved = simulation.through(start, observed.lastTime());
    const engine::SimulatedEnergies simulated = engine::simulatedEnergies(moved, *trained.model);
    std::optional<Real> growth, balance;
    if (engine::isWeighted(dynamics.method)) {
        growth = simulated.growth;
        balance = engine::meanGrowth(moved, *trained.model).cwiseAbs().maxCoeff();
    }
    const Real effective = moved.logWeights.empty() ? Real(moved.particles())
                                                    : engine::effectiveSampleSize(moved.logWeights.back().cast<Real>());
    const auto boundOnDistance = gap ? truth.boundOnW2() : std::nullopt;
    engine::Rng subsets(settings.seed, kEnergyStream);
    const Real least = engine::leastKineticEnergy(observed, subsets);

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
                         {"brenier_error", orNull(brenierError(trained, observed, pool, settings.seed))},
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

void run(const Arguments& arguments, Console& console) {
    const std::string from = arguments.text("from").value_or("first");
    if (from != "first" && from != "previous")
        throw Error(ErrorCode::InvalidArgument, "--from " + from + ": first or previous is needed.");
    const TrainedProject trained = readTrained(arguments.operands().front());
    const std::uint64_t seed = arguments.seed("seed").value_or(0);
    const Dataset observed = observedData(arguments, console, trained, seed);
    observed.requireTrainable();
    engine::WorkerPool pool(threadsFrom(arguments));
    const Simulation simulation(trained, pool, seed, console.stop());
    std::optional<engine::TransportBaseline> baseline;
    if (arguments.has("baselines"))
        baseline.emplace(trained.project.dataset);
    const ComparisonSettings settings{from == "first", kernelFrom(arguments), baseline ? &*baseline : nullptr, seed};
    const std::vector<ComparisonRow> rows = compareAll(observed, simulation, settings, console);
    console.json["from"] = from;
    report(rows, settings, console);
    if (settings.kernel)
        reportDiscrepancies(rows, console);
    else
        reportMotion(trained, observed, rows, simulation, settings, pool, console);
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
        {"fresh", "N", "compare with N fresh points of the example's population at ten times"},
        {"kernel", "G[,G...]", "only MMD^2, with the sum of the kernels exp(-G |x-y|^2)"},
        {"baselines", "", "also W1 of two motions without a model"},
    };
    const auto more = dataOptions("of F: ");
    command.options.insert(command.options.end(), more.begin(), more.end());
    command.leastOperands = command.mostOperands = 1;
    command.example = "kinetoscope train example:split --steps 500 -o split.kino && kinetoscope evaluate split.kino";
    command.details =
        "W1 and W2 are exact (Euclidean distance, network simplex), weighted where points carry weights; above\n"
        "50 million pairs both clouds are thinned at random first, which is said. Sliced W2 takes 200 directions.\n"
        "MMD^2 is unbiased, with Gaussian kernels around the median distance. The floor is W1 between two random\n"
        "halves of the snapshot: what two draws of the same population differ by; floor_mmd is that of MMD^2.\n"
        "The baselines: the points left where they are, and each moved by the mean displacement of its ten nearest\n"
        "pairs of the optimal transport between the training snapshots around its time.\n"
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
