#include "engine/path/entropic_plan.h"

#include "engine/core/error.h"
#include "engine/core/random.h"
#include "engine/path/exact_transport.h"
#include "engine/path/sinkhorn_iteration.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace engine {

namespace {

using namespace sinkhorn;

constexpr std::uint64_t kFirstGuess = 0x51c0, kKeptEntries = 0x51c1;
constexpr Index kGuessPoints = 1000;
constexpr double kLargestLoss = 60;

/// At most `count` points drawn without replacement among those with weight.
std::vector<Index> someOf(const Side& side, Index count, Rng& rng) {
    std::vector<Index> chosen;
    for (Index i = 0; i < side.size(); ++i)
        if (side.weight[i] > 0)
            chosen.push_back(i);
    const Index most = Index(chosen.size()), kept = std::min(count, most);
    for (Index i = 0; i < kept && kept < most; ++i)
        std::swap(chosen[std::size_t(i)], chosen[std::size_t(i) + rng.below(std::uint64_t(most - i))]);
    chosen.resize(std::size_t(kept));
    return chosen;
}

/// Rows of the dense plan, thinned out.
std::vector<EntropicPlan::Entry> keptEntries(Iteration& iteration, const Side& source, const Side& target,
                                             const Eigen::ArrayXd& logRows, const Eigen::ArrayXd& logColumns,
                                             const SinkhornSettings& settings) {
    std::vector<EntropicPlan::Entry> entries;
    iteration.prepare(target);
    const Row columns = logColumns.transpose().cast<float>();
    Row logMass, share;
    for (Index i = 0; i < source.size(); ++i) {
        if (source.weight[i] == 0)
            continue;
        logMass = iteration.logPlan(source, i);
        // Mass over the threshold min(row, column)/partners. Entries below it are drawn with this probability, by one
        // systematic sweep along the row, and count as the threshold.
        share = (logMass - columns.min(float(logRows[i]))).max(-80.f).exp() * float(settings.partners);
        double carry = Rng(settings.seed, kKeptEntries, std::uint64_t(i)).uniform();
        for (Index j = 0; j < target.size(); ++j) {
            const double part = share[j];
            if (target.weight[j] == 0)
                continue;
            if (part >= 1) {
                entries.push_back({std::int32_t(i), std::int32_t(j), std::exp(double(logMass[j]))});
            } else if ((carry += part) >= 1) {
                carry -= 1;
                const double threshold = std::exp(std::min(logRows[i], logColumns[j])) / settings.partners;
                entries.push_back({std::int32_t(i), std::int32_t(j), threshold});
            }
        }
    }
    return entries;
}

/// Scales rows and columns in turn until both have the wanted sums.
void scaleTo(std::vector<EntropicPlan::Entry>& entries, const Eigen::ArrayXd& rows, const Eigen::ArrayXd& columns) {
    Eigen::ArrayXd rowSums(rows.size()), columnSums(columns.size());
    const auto sums = [&] {
        rowSums.setZero();
        columnSums.setZero();
        for (const auto& e : entries) {
            rowSums[e.source] += e.mass;
            columnSums[e.target] += e.mass;
        }
    };
    for (int sweep = 0; sweep < 100; ++sweep) {
        sums();
        if ((rowSums - rows).abs().sum() < 1e-6 * rows.sum() && (columnSums - columns).abs().sum() < 1e-6 * rows.sum())
            return;
        for (auto& e : entries)
            e.mass *= columns[e.target] / columnSums[e.target];
        sums();
        for (auto& e : entries)
            e.mass *= rows[e.source] / rowSums[e.source];
    }
}

void requireInRange(bool holds, const Sentence& what) {
    if (!holds)
        throw Error(ErrorCode::InvalidArgument, Sentence::of("The %1 must be a positive number.", what));
}

} // namespace

EntropicPlan entropicPlan(const Points& source, const Points& target, const RowVector& sourceWeights,
                          const RowVector& targetWeights, std::optional<double> penalty,
                          const SinkhornSettings& settings, std::stop_token stop,
                          const std::function<void(double)>& progress) {
    requireUsableCloud(source, sourceWeights, Sentence::of("first"));
    requireUsableCloud(target, targetWeights, Sentence::of("second"));
    requireInRange(settings.epsilon > 0 && std::isfinite(settings.epsilon), Sentence::of("blur of the pairs"));
    requireInRange(!penalty || (*penalty > 0 && std::isfinite(*penalty)), Sentence::of("penalty of growth"));
    assert(source.rows() == target.rows());

    // With both clouds about their own centres the plan of squared distances stays the same, and single precision
    // resolves the shapes; when mass may also be left behind the distance counts.
    const Vector sourceCenter = source.rowwise().mean(), targetCenter = target.rowwise().mean();
    const Vector shift = penalty ? Vector((sourceCenter + targetCenter) / 2) : sourceCenter;
    Side a(source.colwise() - shift, sourceWeights),
        b(target.colwise() - (penalty ? shift : targetCenter), targetWeights);
    const double spread = (source.colwise() - sourceCenter).colwise().squaredNorm().mean() +
                          (target.colwise() - targetCenter).colwise().squaredNorm().mean();
    const double epsilon = settings.epsilon * (spread > 0 ? spread : 1);

    Iteration iteration(penalty, stop);
    {
        // From as blurred as the clouds are large down to ε, on a part of the points.
        Rng rng(settings.seed, kFirstGuess);
        const auto sources = someOf(a, kGuessPoints, rng), targets = someOf(b, kGuessPoints, rng);
        Side someA(a, sources), someB(b, targets);
        for (iteration.epsilon = std::max(epsilon, spread); iteration.epsilon > epsilon;) {
            for (int sweep = 0; sweep < 4; ++sweep)
                iteration.sweep(someA, someB);
            iteration.epsilon = std::max(epsilon, iteration.epsilon / 2);
        }
        for (int done = 0; done < 500 && iteration.sweep(someA, someB) > settings.tolerance;)
            done += 1 + iteration.sweepWhereItCounts(someA, someB, settings.tolerance / 2, 500);
        iteration.update(b, someA);
        iteration.update(a, someB);
    }

    // Sweeps over the few entries that count, between sweeps over all of them that tell whether it is enough.
    EntropicPlan plan;
    double first = 0;
    for (;;) {
        plan.change = iteration.sweep(a, b);
        if (plan.sweeps++ == 0)
            first = plan.change;
        if (plan.change < settings.tolerance || plan.sweeps >= settings.maximumSweeps)
            break;
        if (progress && plan.sweeps > 1)
            progress(std::clamp(std::log(plan.change / first) / std::log(settings.tolerance / first), 0.0, 1.0));
        plan.sweeps += iteration.sweepWhereItCounts(a, b, settings.tolerance / 2, settings.maximumSweeps - plan.sweeps);
    }

    // At the fixed point the dense plan has the rows a_i e^{−f_i/ρ} and the columns b_j e^{−g_j/ρ}; without a penalty a
    // and b. Rows and columns that keep less than e^{−60} of their weight are lifted to that: still nothing to their
    // partners, but a number.
    const double inverse = penalty ? 1 / *penalty : 0;
    const Eigen::ArrayXd rowLift = (a.potential * inverse - kLargestLoss).max(0),
                         columnLift = (b.potential * inverse - kLargestLoss).max(0);
    const Eigen::ArrayXd logRows = a.weight.log() - a.potential * inverse + rowLift,
                         logColumns = b.weight.log() - b.potential * inverse + columnLift;
    a.potential += iteration.epsilon * rowLift;
    b.potential += iteration.epsilon * columnLift;
    plan.entries = keptEntries(iteration, a, b, logRows, logColumns, settings);
    scaleTo(plan.entries, logRows.exp(), logColumns.exp());
    return plan;
}

} // namespace engine
