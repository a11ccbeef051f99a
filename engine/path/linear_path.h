#pragma once

#include "engine/data/dataset.h"
#include "engine/data/normalization.h"
#include "engine/path/coupling.h"
#include "engine/path/path.h"

#include <memory>
#include <vector>

namespace engine {

/// Straight lines between pairs of points of consecutive snapshots: x_t = (1−τ) x_i + τ x_{i+1}, ẋ = (x_{i+1} − x_i)/h.
/// Paper:  §1.5, linear, independent or optimal-transport pairs.
class LinearPath : public Path {
public:
    /// Snapshots that are not held out. `couplings[k]` pairs snapshot k with k + 1; null: independent pairs.
    LinearPath(const Dataset& dataset, const Normalization& normalization,
               std::vector<std::shared_ptr<const Coupling>> couplings);

    int dimension() const override { return int(m_snapshots.front().points.rows()); }
    void sampleInterior(Rng& rng, PathSamples<float>& samples) const override;
    void sampleBoundary(Rng& rng, PathSamples<float>& samples) const override;

private:
    struct Cloud {
        float time;
        Eigen::MatrixXf points;
        std::vector<double> cumulative; ///< of the weights; empty when all are equal
        Index draw(Rng& rng) const;
    };
    std::vector<Cloud> m_snapshots;
    std::vector<std::shared_ptr<const Coupling>> m_couplings;
};

} // namespace engine
