#pragma once

#include "engine/data/dataset.h"

#include <string>

namespace engine {

/// The snapshots of two datasets in one. Coordinates and attributes are matched by name and keep the order of the
/// first; attributes that only one has are without values in the other; categories are united; snapshots of equal times
/// become one.
/// Errors: Error{UnusableInput} naming both sources and what differs: coordinates, weights, an attribute of numbers in
///         one and words in the other.
Dataset joined(const Dataset& first, const std::string& firstName, const Dataset& second,
               const std::string& secondName);

/// The time for one more snapshot behind those there are: the last time and the mean gap, 1 behind a single one, else
/// 0.
Real nextTime(const Dataset& dataset);

} // namespace engine
