#include "engine/data/dataset.h"

#include "engine/core/error.h"
#include "engine/core/text.h"
#include "engine/data/chunk_facts.h"

#include <algorithm>
#include <cmath>

namespace engine {

namespace {

Sentence nameOf(const Snapshot& snapshot) {
    return snapshot.name.empty() ? Sentence::of("The snapshot at time %1", shortNumber(snapshot.time))
                                 : Sentence::of("Snapshot \"%1\"", snapshot.name);
}

[[noreturn]] void refuse(const Sentence& what, const Sentence& remedy) {
    throw Error(ErrorCode::UnusableInput, what, remedy);
}

void requireUsable(const Snapshot& snapshot) {
    if (!std::isfinite(snapshot.time))
        refuse(Sentence::of("A snapshot has no finite time."), Sentence::of("Give it a time."));
    if (snapshot.points.isEmpty())
        refuse(Sentence::of("%1 has no points.", nameOf(snapshot)), Sentence::of("Add points to it or remove it."));
    Index index = 0;
    Real total = 0;
    for (const auto& chunk : snapshot.points.chunks()) {
        if (const auto facts = factsOf(chunk); facts->isFinite && facts->isWeighable) {
            index += chunk->points.cols();
            total += facts->weight;
            continue;
        }
        for (Index j = 0; j < chunk->points.cols(); ++j, ++index) {
            if (!chunk->points.col(j).allFinite())
                refuse(Sentence::of("%1 has a coordinate that is not a finite number, in point %2.", nameOf(snapshot),
                                    index + 1),
                       Sentence::of("Correct or remove the point."));
            if (chunk->weights.size() == 0)
                continue;
            const Real weight = chunk->weights[j];
            if (!std::isfinite(weight) || weight < 0)
                refuse(
                    Sentence::of("%1 has the weight %2 in point %3.", nameOf(snapshot), shortNumber(weight), index + 1),
                    Sentence::of("Weights must be finite and not negative."));
            total += weight;
        }
    }
    if (snapshot.points.hasWeights() && !(total > 0))
        refuse(Sentence::of("%1 has only weights of zero.", nameOf(snapshot)),
               Sentence::of("Give some point a positive weight."));
    if (snapshot.mass && !(std::isfinite(*snapshot.mass) && *snapshot.mass > 0))
        refuse(Sentence::of("%1 has the mass %2.", nameOf(snapshot), shortNumber(*snapshot.mass)),
               Sentence::of("A mass must be positive."));
}

} // namespace

int Dataset::dimension() const {
    for (const Snapshot& snapshot : snapshots)
        if (!snapshot.points.isEmpty())
            return snapshot.points.dimension();
    return 0;
}

Index Dataset::pointCount() const {
    Index n = 0;
    for (const Snapshot& snapshot : snapshots)
        n += snapshot.points.size();
    return n;
}

void Dataset::sortByTime() {
    std::stable_sort(snapshots.begin(), snapshots.end(),
                     [](const Snapshot& a, const Snapshot& b) { return a.time < b.time; });
}

void Dataset::requireTrainable() const {
    const auto used = std::count_if(snapshots.begin(), snapshots.end(), [](const Snapshot& s) { return !s.heldOut; });
    if (used == 0)
        refuse(snapshots.empty() ? Sentence::of("There are no snapshots yet.")
                                 : Sentence::of("Every snapshot is held out."),
               Sentence::of("At least two snapshots at different times are needed."));
    if (used == 1)
        refuse(snapshots.size() == 1 ? Sentence::of("There is only one snapshot.")
                                     : Sentence::of("All snapshots but one are held out."),
               Sentence::of(
                   "At least two snapshots at different times are needed: add one, or choose another time column."));
    std::vector<Real> times;
    for (const Snapshot& snapshot : snapshots) {
        requireUsable(snapshot);
        if (snapshot.points.dimension() != dimension())
            refuse(Sentence::of("%1 has %2 coordinates, the ones before it have %3.", nameOf(snapshot),
                                snapshot.points.dimension(), dimension()),
                   Sentence::of("All snapshots must have the same coordinates."));
        times.push_back(snapshot.time);
    }
    std::sort(times.begin(), times.end());
    if (const auto twice = std::adjacent_find(times.begin(), times.end()); twice != times.end())
        refuse(Sentence::of("Two snapshots have the same time %1.", shortNumber(*twice)),
               Sentence::of("Give one of them another time, or join them."));
}

std::vector<std::string> namesOfAxes(const std::vector<std::string>& given, int dimension) {
    std::vector<std::string> names = given;
    for (int k = int(names.size()); k < dimension; ++k)
        names.push_back(dimension <= 3 ? std::string(1, "xyz"[k]) : "x" + std::to_string(k + 1));
    names.resize(std::size_t(dimension));
    return names;
}

Bounds boundsOf(const Dataset& dataset) {
    Bounds bounds;
    for (const Snapshot& snapshot : dataset.snapshots)
        for (const auto& chunk : snapshot.points.chunks()) {
            const auto facts = factsOf(chunk);
            bounds.lower = bounds.isEmpty() ? facts->lower : Vector(bounds.lower.cwiseMin(facts->lower));
            bounds.upper = bounds.upper.size() == 0 ? facts->upper : Vector(bounds.upper.cwiseMax(facts->upper));
        }
    return bounds;
}

} // namespace engine
