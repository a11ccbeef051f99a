#pragma once

#include "engine/data/dataset.h"
#include "engine/data/normalization.h"
#include "engine/path/coupling.h"
#include "engine/path/path.h"
#include "engine/training/training_settings.h"

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace engine {

/// Turns a dataset and the settings into the path a training samples. Everything it makes is a pure function of
/// dataset, settings and round, so the window and the command line see the same pairs.
/// Thread: const use from any thread.
class PathSource {
public:
    /// Errors: Error{UnusableInput} when the dataset cannot be trained on, Error{InvalidArgument} for a path the data
    /// does not have.
    PathSource(std::shared_ptr<const Dataset> dataset, const TrainingSettings& settings,
               const Normalization& normalization);

    PathKind kind() const { return m_kind; }
    /// What is worth saying about the choice, e.g. that large snapshots are paired within blocks; may be empty.
    const std::string& note() const { return m_note; }
    /// The true K of this path, or what stands in its place for the method (§1.1): K + G with growth, the convex cost of
    /// the motion. Where it is known, and the loss can reach it. Units: data units.
    std::optional<Real> kineticEnergy() const { return m_kineticEnergy; }
    /// Whether pairs are renewed while training: every kRenewalSteps another round.
    bool renews() const { return m_renews; }
    static constexpr std::int64_t kRenewalSteps = 2000;
    std::uint64_t roundOf(std::int64_t step) const { return m_renews ? std::uint64_t(step / kRenewalSteps) : 0; }

    /// The path of a round. May take seconds: `progress` hears the part done.
    /// Errors: Error{Cancelled}.
    std::shared_ptr<const Path> make(std::uint64_t round, std::stop_token stop = {},
                                     const std::function<void(double)>& progress = {}) const;
    /// Something close to it at once (pairs within small blocks of a part of the points), for the instant preview.
    std::shared_ptr<const Path> makeQuickly() const;

private:
    std::shared_ptr<const Coupling> exactCoupling(std::size_t gap, const PointSet& a, const PointSet& b) const;
    bool usesExactPairs() const;
    bool isSmall(const Snapshot& a, const Snapshot& b) const;
    /// With the blur the settings ask for.
    std::shared_ptr<const Path> smoothed(std::shared_ptr<const Path> path) const;
    /// The path of this kind through pairs of the snapshots.
    std::shared_ptr<const Path> joined(std::vector<std::shared_ptr<const Coupling>> couplings) const;
    std::shared_ptr<const Path> makeUnbalanced(std::stop_token stop, const std::function<void(double)>& progress) const;
    SinkhornSettings sinkhornSettings() const;

    std::shared_ptr<const Dataset> m_dataset;
    TrainingSettings m_settings;
    Normalization m_normalization;
    PathKind m_kind;
    std::string m_note;
    std::optional<Real> m_kineticEnergy;
    bool m_renews = false;

    /// Exact plans are the same in every round: made once.
    mutable std::mutex m_exactMutex;
    mutable std::vector<std::shared_ptr<const Coupling>> m_exact;
};

} // namespace engine
