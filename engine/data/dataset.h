#pragma once

#include "engine/data/snapshot.h"

#include <memory>
#include <vector>

namespace engine {

struct PrincipalComponents;

/// All snapshots, in order of time, and what their columns mean. A cheap value: the points are shared.
/// Units: everything as in the file; `timeUnit` and axis names are labels only.
struct Dataset {
    std::string title;
    std::vector<Snapshot> snapshots;
    std::vector<std::string> axisNames;      ///< one per coordinate, may be empty
    std::vector<AttributeColumn> attributes; ///< one per row of PointChunk::attributes
    std::string timeUnit;
    /// Name of the generated example these points are, untouched; empty once a point or a time was edited.
    /// The known truth (kinetic energy, velocity) belongs to it: see SyntheticProcess.
    std::string exampleName;
    /// What the coordinates are when they are principal components of measured ones; null: as measured.
    std::shared_ptr<const PrincipalComponents> components;

    int dimension() const;
    Index pointCount() const;
    bool isEmpty() const { return snapshots.empty(); }
    Real firstTime() const { return snapshots.front().time; }
    Real lastTime() const { return snapshots.back().time; }

    /// Ascending times; call after any change of a time.
    void sortByTime();
    /// Why nothing can be learned from it yet, or why it makes no sense: fewer than two snapshots that are not held
    /// out, equal times, unequal dimensions, an empty snapshot, numbers that are not finite.
    /// Errors: Error{UnusableInput} with place and remedy.
    void requireTrainable() const;

    bool operator==(const Dataset&) const = default;
};

/// A name for every axis: those given, then x, y, z, or x1, x2, … where there are more than three.
std::vector<std::string> namesOfAxes(const std::vector<std::string>& given, int dimension);

/// Least box around all points. Shape: d. Empty vectors for an empty dataset.
struct Bounds {
    Vector lower, upper;
    bool isEmpty() const { return lower.size() == 0; }
    Vector center() const { return (lower + upper) / 2; }
};
Bounds boundsOf(const Dataset& dataset);

} // namespace engine
