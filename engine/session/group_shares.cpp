#include "engine/session/group_shares.h"

#include "engine/core/random.h"
#include "engine/data/sampling.h"

#include <algorithm>
#include <cmath>

namespace engine {

namespace {
constexpr Index kMostPoints = 2000; ///< of a snapshot that are searched
constexpr std::uint64_t kDraw = 0x6057;
} // namespace

std::vector<GroupShares> groupShares(const Dataset& dataset, int column, const PathsThrough& paths) {
    const std::size_t categories = dataset.attributes[std::size_t(column)].categories.size();
    std::vector<GroupShares> result;
    Eigen::MatrixXf positions;
    Eigen::RowVectorXf weights;
    for (std::size_t k = 0; k < dataset.snapshots.size(); ++k) {
        const Snapshot& snapshot = dataset.snapshots[k];
        const auto reaches = [&snapshot](const auto& of) {
            return of && of->firstTime() <= snapshot.time && snapshot.time <= of->lastTime();
        };
        const Trajectories* of = reaches(paths.future) ? paths.future.get()
                                 : reaches(paths.past) ? paths.past.get()
                                                       : nullptr;
        if (!of || snapshot.points.isEmpty() || snapshot.points.attributeCount() <= column)
            continue;
        Rng rng(0, kDraw, k);
        const auto chosen = drawIndices(snapshot, std::min(kMostPoints, snapshot.points.size()), rng);
        const Eigen::MatrixXf points = snapshot.points.points()(Eigen::all, chosen).cast<float>();
        const RowVector groups = snapshot.points.attributes().row(column)(chosen);
        of->positionsAt(snapshot.time, positions);
        of->weightsAt(snapshot.time, weights);
        GroupShares shares{snapshot.time, std::vector<double>(categories, 0), 0, {}};
        double total = 0;
        for (Index i = 0; i < positions.cols(); ++i) {
            Index nearest = 0;
            (points.colwise() - positions.col(i)).colwise().squaredNorm().minCoeff(&nearest);
            const double weight = weights.size() > 0 ? double(weights[i]) : 1, group = groups[nearest];
            const bool known = std::isfinite(group) && group >= 0 && group < double(categories);
            (known ? shares.shares[std::size_t(group)] : shares.unknown) += weight;
            shares.groups.push_back(known ? int(group) : -1);
            total += weight;
        }
        if (!(total > 0))
            continue;
        for (double& share : shares.shares)
            share /= total;
        shares.unknown /= total;
        result.push_back(std::move(shares));
    }
    return result;
}

} // namespace engine
