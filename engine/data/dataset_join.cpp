#include "engine/data/dataset_join.h"

#include "engine/core/error.h"

#include <algorithm>

namespace engine {

namespace {

using Names = std::vector<std::string>;

[[noreturn]] void refuse(const std::string& what) {
    throw Error(ErrorCode::UnusableInput, what,
                "Files of one population need the same columns: choose their roles alike, or leave one out.");
}

Names namesOf(const std::vector<AttributeColumn>& attributes) {
    Names names;
    for (const AttributeColumn& attribute : attributes)
        names.push_back(attribute.name);
    return names;
}

std::size_t placeOf(const std::string& name, const Names& names) {
    return std::size_t(std::find(names.begin(), names.end(), name) - names.begin());
}

/// Where the second has what the first has. Both have the same names, in any order.
std::vector<Index> placesByName(const Names& first, const std::string& firstName, const Names& second,
                                const std::string& secondName, const std::string& what) {
    std::vector<Index> places;
    for (const std::string& name : first) {
        const std::size_t place = placeOf(name, second);
        if (place == second.size())
            refuse(secondName + " has no " + what + " " + name + ", which " + firstName + " has.");
        places.push_back(Index(place));
    }
    for (const std::string& name : second)
        if (placeOf(name, first) == first.size())
            refuse(secondName + " has the " + what + " " + name + ", which " + firstName + " does not have.");
    return places;
}

/// The second population told in the columns of the first.
class Translation {
public:
    Translation(Dataset& first, const std::string& firstName, const Dataset& second, const std::string& secondName) {
        if (second.dimension() != first.dimension())
            refuse(secondName + " has " + std::to_string(second.dimension()) + " coordinates, " + firstName + " has " +
                   std::to_string(first.dimension()) + ".");
        if (!first.axisNames.empty() && !second.axisNames.empty())
            m_axes = placesByName(first.axisNames, firstName, second.axisNames, secondName, "coordinate");
        m_attributes =
            placesByName(namesOf(first.attributes), firstName, namesOf(second.attributes), secondName, "column");
        for (std::size_t k = 0; k < m_attributes.size(); ++k) {
            Names& categories = first.attributes[k].categories;
            const Names& more = second.attributes[std::size_t(m_attributes[k])].categories;
            if (categories.empty() != more.empty())
                refuse("The column " + first.attributes[k].name + " holds " + (more.empty() ? "numbers" : "words") +
                       " in " + secondName + " and " + (more.empty() ? "words" : "numbers") + " in " + firstName + ".");
            std::vector<Real> codes;
            for (const std::string& category : more) {
                codes.push_back(Real(placeOf(category, categories)));
                if (codes.back() == Real(categories.size()))
                    categories.push_back(category);
            }
            m_codes.push_back(std::move(codes));
        }
    }

    PointSet operator()(const PointSet& set) const {
        const Points points = set.points();
        const Matrix attributes = set.attributes();
        Points movedPoints = points;
        for (std::size_t k = 0; k < m_axes.size(); ++k)
            movedPoints.row(Index(k)) = points.row(m_axes[k]);
        Matrix movedAttributes(attributes.rows(), attributes.cols());
        for (std::size_t k = 0; k < m_attributes.size(); ++k)
            movedAttributes.row(Index(k)) = attributes.row(m_attributes[k]).unaryExpr([&](Real value) {
                return m_codes[k].empty() || !(value >= 0) ? value : m_codes[k][std::size_t(value)];
            });
        return PointSet(movedPoints, set.weights(), movedAttributes);
    }

private:
    std::vector<Index> m_axes;              ///< empty: as they are
    std::vector<Index> m_attributes;        ///< per attribute of the first, its place in the second
    std::vector<std::vector<Real>> m_codes; ///< per attribute of the first, what categories of the second become
};

bool hasWeights(const Dataset& dataset) {
    return std::any_of(dataset.snapshots.begin(), dataset.snapshots.end(),
                       [](const Snapshot& snapshot) { return snapshot.points.hasWeights(); });
}

} // namespace

Dataset joined(const Dataset& first, const std::string& firstName, const Dataset& second,
               const std::string& secondName) {
    Dataset all = first;
    if (first.pointCount() == 0) { // nothing to agree with yet
        all.axisNames = second.axisNames;
        all.attributes = second.attributes;
        all.snapshots.insert(all.snapshots.end(), second.snapshots.begin(), second.snapshots.end());
        all.sortByTime();
        return all;
    }
    if (hasWeights(first) != hasWeights(second))
        refuse((hasWeights(first) ? firstName : secondName) + " has weights, " +
               (hasWeights(first) ? secondName : firstName) + " has none.");
    const Translation translated(all, firstName, second, secondName);
    for (const Snapshot& snapshot : second.snapshots) {
        const auto same = std::find_if(all.snapshots.begin(), all.snapshots.end(),
                                       [&](const Snapshot& other) { return other.time == snapshot.time; });
        if (same != all.snapshots.end()) {
            same->points = same->points.appended(translated(snapshot.points));
            if (same->mass && snapshot.mass)
                *same->mass += *snapshot.mass;
            continue;
        }
        all.snapshots.push_back(snapshot);
        all.snapshots.back().points = translated(snapshot.points);
    }
    if (all.axisNames.empty())
        all.axisNames = second.axisNames;
    all.exampleName.clear();
    all.sortByTime();
    return all;
}

Real nextTime(const Dataset& dataset) {
    std::vector<Real> times;
    for (const Snapshot& snapshot : dataset.snapshots)
        times.push_back(snapshot.time);
    std::sort(times.begin(), times.end());
    times.erase(std::unique(times.begin(), times.end()), times.end());
    if (times.empty())
        return 0;
    return times.back() + (times.size() == 1 ? 1 : (times.back() - times.front()) / Real(times.size() - 1));
}

} // namespace engine
