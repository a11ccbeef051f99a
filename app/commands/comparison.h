#pragma once

#include "app/commands/shared.h"
#include "app/console.h"
#include "engine/metrics/cloud_distances.h"
#include "engine/metrics/mmd.h"
#include "engine/metrics/transport_baseline.h"
#include "engine/trajectory/integrator.h"

#include <nlohmann/json.hpp>
#include <optional>
#include <stop_token>
#include <vector>

namespace app {

/// Particles started from one snapshot at the times of others.
class Simulation {
public:
    Simulation(const TrainedProject& trained, engine::WorkerPool& pool, std::uint64_t seed, std::stop_token stop)
        : m_model(*trained.model), m_pool(pool), m_stop(std::move(stop)) {
        m_settings.seed = seed;
    }

    /// Motion backward with noise needs the pair.
    bool reaches(const engine::Snapshot& start, engine::Real time) const {
        return time >= start.time || !engine::isNoisy(m_model.dynamics.method) || m_model.companion;
    }
    /// Where the points of `start` are at `time`, with their weights.
    engine::WeightedCloud at(const engine::Snapshot& start, engine::Real time) const;
    /// All the way, at an odd number of equally spaced levels.
    engine::Trajectories through(const engine::Snapshot& start, engine::Real end) const;

private:
    engine::Trajectories integrated(const engine::Snapshot& start, const engine::Times& times) const;

    const engine::ActionModel& m_model;
    engine::WorkerPool& m_pool;
    engine::IntegrationSettings m_settings;
    std::stop_token m_stop;
};

/// What is compared, and with what.
struct ComparisonSettings {
    bool fromFirst = true; ///< simulated from the first training snapshot, otherwise each from the one before
    std::optional<engine::MmdKernel> kernel;             ///< only MMD², with this kernel
    const engine::TransportBaseline* baseline = nullptr; ///< motion without a model, compared as well
    std::uint64_t seed = 0;
};

/// One snapshot beside what was simulated for it.
struct ComparisonRow {
    const engine::Snapshot* target;
    bool isStart;
    std::optional<engine::CloudDistances> distances; ///< empty where the simulation cannot go
    std::optional<engine::Real> floorOfW1;
    engine::Real floorOfMmd;
    std::optional<engine::Real> previousW1, transportW1; ///< of the baselines
};

/// Errors: Error{Cancelled}.
std::vector<ComparisonRow> compareAll(const engine::Dataset& observed, const Simulation& simulation,
                                      const ComparisonSettings& settings, Console& console);

/// The rows as a table for people, and as the key `snapshots`.
void report(const std::vector<ComparisonRow>& rows, const ComparisonSettings& settings, Console& console);

} // namespace app
