#include "engine/data/dataset_join.h"

#include "engine/core/error.h"

#include <algorithm>
#include <cmath>

namespace engine {

namespace {

using Names = std::vector<std::string>;

[[noreturn]] void refuse(const Sentence& what) {
    throw Error(
        ErrorCode::UnusableInput, what,
        Sentence::of("Files of one population need the same columns: choose their roles alike, or leave one out."));
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
                                const std::string& secondName, const Sentence& what) {
    std::vector<Index> places;
    for (const std::string& name : first) {
        const std::size_t place = placeOf(name, second);
        if (place == second.size())
            refuse(Sentence::of("%1 has no %2 %3, which %4 has.", secondName, what, name, firstName));
        places.push_back(Index(place));
    }
    for (const std::string& name : second)
        if (placeOf(name, first) == first.size())
            refuse(Sentence::of("%1 has the %2 %3, which %4 does not have.", secondName, what, name, firstName));
    return places;
}

Real missingIn(const AttributeColumn& attribute) { return attribute.categories.empty() ? std::nan("") : -1; }

/// The points with attributes more, of which they have no values.
PointSet widened(const PointSet& set, const std::vector<AttributeColumn>& attributes) {
    const Matrix before = set.attributes();
    Matrix after(Index(attributes.size()), set.size());
    for (Index k = 0; k < after.rows(); ++k)
        if (k < before.rows())
            after.row(k) = before.row(k);
        else
            after.row(k).setConstant(missingIn(attributes[std::size_t(k)]));
    return PointSet(set.points(), set.weights(), after);
}

/// The second population told in the columns of the first.
class Translation {
public:
    Translation(Dataset& first, const std::string& firstName, const Dataset& second, const std::string& secondName) {
        if (second.dimension() != first.dimension())
            refuse(Sentence::of("%1 has %2 coordinates, %3 has %4.", secondName, second.dimension(), firstName,
                                first.dimension()));
        if (!first.axisNames.empty() && !second.axisNames.empty())
            m_axes = placesByName(first.axisNames, firstName, second.axisNames, secondName, Sentence::of("coordinate"));
        const Names own = namesOf(first.attributes), theirs = namesOf(second.attributes);
        for (const AttributeColumn& attribute : second.attributes)
            if (placeOf(attribute.name, own) == own.size())
                first.attributes.push_back({attribute.name, attribute.categories});
        for (std::size_t k = 0; k < first.attributes.size(); ++k) {
            Names& categories = first.attributes[k].categories;
            const std::size_t place = placeOf(first.attributes[k].name, theirs);
            m_attributes.push_back(place < theirs.size() ? Index(place) : -1);
            m_codes.emplace_back();
            m_missing.push_back(missingIn(first.attributes[k]));
            if (place == theirs.size())
                continue;
            const Names& more = second.attributes[place].categories;
            if (categories.empty() != more.empty())
                refuse(more.empty() ? Sentence::of("The column %1 holds numbers in %2 and words in %3.",
                                                   first.attributes[k].name, secondName, firstName)
                                    : Sentence::of("The column %1 holds words in %2 and numbers in %3.",
                                                   first.attributes[k].name, secondName, firstName));
            for (const std::string& category : more) {
                m_codes.back().push_back(Real(placeOf(category, categories)));
                if (m_codes.back().back() == Real(categories.size()))
                    categories.push_back(category);
            }
        }
    }

    PointSet operator()(const PointSet& set) const {
        const Points points = set.points();
        const Matrix attributes = set.attributes();
        Points movedPoints = points;
        for (std::size_t k = 0; k < m_axes.size(); ++k)
            movedPoints.row(Index(k)) = points.row(m_axes[k]);
        Matrix movedAttributes(Index(m_attributes.size()), m_attributes.empty() ? 0 : points.cols());
        for (std::size_t k = 0; k < m_attributes.size(); ++k)
            if (m_attributes[k] < 0 || m_attributes[k] >= attributes.rows()) // drawn points have none
                movedAttributes.row(Index(k)).setConstant(m_missing[k]);
            else
                movedAttributes.row(Index(k)) = attributes.row(m_attributes[k]).unaryExpr([&](Real value) {
                    return m_codes[k].empty() || !(value >= 0) ? value : m_codes[k][std::size_t(value)];
                });
        return PointSet(movedPoints, set.weights(), movedAttributes);
    }

private:
    std::vector<Index> m_axes;              ///< empty: as they are
    // Per attribute of the first, those of the second alone included:
    std::vector<Index> m_attributes;        ///< its place in the second, −1 where it has none
    std::vector<std::vector<Real>> m_codes; ///< what categories of the second become
    std::vector<Real> m_missing;            ///< what says that there is no value
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
        all.components = second.components;
        all.snapshots.insert(all.snapshots.end(), second.snapshots.begin(), second.snapshots.end());
        all.sortByTime();
        return all;
    }
    if (hasWeights(first) != hasWeights(second))
        refuse(Sentence::of("%1 has weights, %2 has none.", hasWeights(first) ? firstName : secondName,
                            hasWeights(first) ? secondName : firstName));
    const Translation translated(all, firstName, second, secondName);
    if (all.attributes.size() > first.attributes.size())
        for (Snapshot& snapshot : all.snapshots)
            if (!snapshot.points.isEmpty())
                snapshot.points = widened(snapshot.points, all.attributes);
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
