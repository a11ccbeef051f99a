#include "ui/scene/spark_schedule.h"

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

constexpr double kLeastWeight = 0.25;
constexpr double kMostSparks = 900, kMostEach = 1.5; ///< in all, and for each particle

/// Calls `change(level, particle, before, after)` for each change of a weight from a level to the next.
template <class Change> void forEachChange(const engine::Trajectories& t, Change change) {
    Eigen::RowVectorXf before, after;
    for (int l = 0; l + 1 < t.levels(); ++l) {
        const bool isDrawnAnew =
            std::find(t.resampledAfter.begin(), t.resampledAfter.end(), l) != t.resampledAfter.end();
        if (isDrawnAnew)
            continue; // columns are other particles from there on
        t.weightsAt(t.times[l], before);
        t.weightsAt(t.times[l + 1], after);
        for (Eigen::Index i = 0; i < after.size(); ++i)
            change(l, i, double(before[i]), double(after[i]));
    }
}

/// Where in its first amount a particle begins: evenly spread, in no visible order.
double phaseOf(Eigen::Index particle) {
    constexpr double kGolden = 0.6180339887498949;
    const double turns = kGolden * double(particle + 1);
    return turns - std::floor(turns);
}

} // namespace

double sparkWeight(const engine::Trajectories& trajectories) {
    if (!trajectories.isWeighted())
        return 0;
    double changed = 0;
    forEachChange(trajectories, [&](int, Eigen::Index, double before, double after) {
        changed += std::isfinite(after - before) ? std::abs(after - before) : 0;
    });
    if (!(changed > 0))
        return 0;
    const double most = std::min(kMostSparks, kMostEach * double(trajectories.particles()));
    double weight = kLeastWeight;
    while (changed / weight > most)
        weight *= 2;
    return weight;
}

std::vector<Spark> sparksOf(const engine::Trajectories& t, double weight) {
    std::vector<Spark> sparks;
    if (!(weight > 0) || !t.isWeighted())
        return sparks;
    std::vector<double> sum(std::size_t(t.particles()));
    for (std::size_t i = 0; i < sum.size(); ++i)
        sum[i] = phaseOf(Eigen::Index(i)) * weight;
    forEachChange(t, [&](int l, Eigen::Index i, double before, double after) {
        const double change = std::abs(after - before);
        if (!std::isfinite(change) || change == 0)
            return;
        double& total = sum[std::size_t(i)];
        const double end = total + change;
        for (double at = (std::floor(total / weight) + 1) * weight; at <= end; at += weight) {
            const double part = (at - total) / change;
            Spark spark;
            spark.time = t.times[l] + part * (t.times[l + 1] - t.times[l]);
            const auto &from = t.positions[std::size_t(l)], &to = t.positions[std::size_t(l) + 1];
            const Eigen::Index rows = std::min<Eigen::Index>(3, from.rows());
            spark.place.head(rows) = (from.col(i) + float(part) * (to.col(i) - from.col(i))).head(rows);
            spark.isBirth = after > before;
            sparks.push_back(spark);
        }
        total = end;
    });
    std::stable_sort(sparks.begin(), sparks.end(), [](const Spark& a, const Spark& b) { return a.time < b.time; });
    return sparks;
}

} // namespace ui
