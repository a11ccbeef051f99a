#include "engine/data/dataset_reduction.h"

#include "engine/core/error.h"

#include <algorithm>

namespace engine {

namespace {

constexpr Real kEnough = 0.9; ///< of the variance
constexpr int kFewest = 2, kSuggestedMost = 20;

template <class Change> PointSet changed(const PointSet& set, Change&& change) {
    std::vector<std::shared_ptr<const PointChunk>> chunks;
    for (const auto& chunk : set.chunks())
        chunks.push_back(
            std::make_shared<const PointChunk>(PointChunk{change(chunk->points), chunk->weights, chunk->attributes}));
    return PointSet::ofChunks(std::move(chunks));
}

} // namespace

PrincipalComponents principalComponents(const Dataset& dataset, std::stop_token stop) {
    const int dimension = dataset.dimension();
    for (const Snapshot& snapshot : dataset.snapshots)
        if (!snapshot.points.isEmpty() && snapshot.points.dimension() != dimension)
            throw Error(ErrorCode::UnusableInput, Sentence::of("The snapshots have different numbers of coordinates."),
                        Sentence::of("All snapshots must have the same coordinates."));
    return principalComponents({namesOfAxes(dataset.axisNames, dimension), dimension, dataset.pointCount(),
                                [&](const std::function<void(const Points&)>& work) {
                                    for (const Snapshot& snapshot : dataset.snapshots)
                                        for (const auto& chunk : snapshot.points.chunks())
                                            work(chunk->points);
                                }},
                               std::move(stop));
}

int suggestedCount(const PrincipalComponents& components) {
    int count = std::min(kFewest, components.count());
    while (count < std::min(kSuggestedMost, components.count()) && components.explained(count) < kEnough)
        ++count;
    return count;
}

std::vector<Index> placesIn(const std::vector<std::string>& names, const PrincipalComponents& components) {
    std::vector<Index> places;
    for (const std::string& name : components.names) {
        const auto found = std::find(names.begin(), names.end(), name);
        if (found == names.end() || names.size() != components.names.size())
            throw Error(
                ErrorCode::UnusableInput,
                Sentence::of("The principal components were computed from %1 coordinates, %2 to %3; here are %4, %5",
                             components.names.size(), components.names.front(), components.names.back(), names.size(),
                             found == names.end() ? Sentence::of("%1 not among them.", name)
                                                  : Sentence::of("some of them others.")),
                Sentence::of("Give the data the same columns."));
        places.push_back(found - names.begin());
    }
    return places;
}

Dataset reduced(const Dataset& dataset, const std::shared_ptr<const PrincipalComponents>& components) {
    const std::vector<Index> places = placesIn(namesOfAxes(dataset.axisNames, dataset.dimension()), *components);
    Dataset result = dataset;
    for (Snapshot& snapshot : result.snapshots)
        snapshot.points = changed(
            snapshot.points, [&](const Points& x) { return components->toComponents(Points(x(places, Eigen::all))); });
    result.axisNames = components->componentNames();
    result.components = components;
    result.exampleName.clear();
    return result;
}

Dataset restored(const Dataset& dataset) {
    Dataset result = dataset;
    if (!dataset.components)
        return result;
    for (Snapshot& snapshot : result.snapshots)
        snapshot.points =
            changed(snapshot.points, [&](const Points& y) { return dataset.components->toCoordinates(y); });
    result.axisNames = dataset.components->names;
    result.components.reset();
    return result;
}

} // namespace engine
