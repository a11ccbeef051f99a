#pragma once

#include "engine/data/dataset.h"
#include "engine/metrics/cloud_distances.h"

namespace engine {

/// Where a population goes without any model: the training snapshots around its time are paired by optimal transport,
/// and every point moves by the mean displacement of its nearest neighbours in the earlier one, in proportion to time.
/// What a learned flow must beat.
class TransportBaseline {
public:
    /// Of the snapshots that are neither held out nor empty.
    /// Errors: as exactTransport; Precondition: at least two such snapshots.
    explicit TransportBaseline(const Dataset& training, int neighbours = 10);

    /// `start` moved from its time to `time`, straight on beyond the last snapshot. Weights stay.
    WeightedCloud moved(const WeightedCloud& start, Real startTime, Real time) const;

private:
    /// From one snapshot to the next. Shape: points, velocity d×n.
    struct Stage {
        Real time;
        Points points, velocity;
    };
    std::vector<Stage> m_stages;
    int m_neighbours;
};

} // namespace engine
