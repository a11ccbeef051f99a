#pragma once

#include "engine/data/point_set.h"

namespace engine {

/// What is worth knowing of a chunk of points without going through them again.
struct ChunkFacts {
    Vector lower, upper;     ///< least box around what is finite; a coordinate without a finite value is upside down
    bool isFinite = true;    ///< every coordinate
    bool isWeighable = true; ///< every weight is finite and not negative
    Real weight = 0;         ///< of all; 0 without weights
};

/// Found out when a chunk is first asked for and remembered as long as it lives: ten million points are gone through
/// once, in the background where they are read, and never where a window waits.
/// Thread: any.
std::shared_ptr<const ChunkFacts> factsOf(const std::shared_ptr<const PointChunk>& chunk);

} // namespace engine
