#include "ui/export/pane_difference.h"

#include "ui/scene/density_estimate.h"

#include <algorithm>

namespace ui {

namespace {

using engine::PlaneQuantity;
using engine::PlaneSamples;
using engine::Trajectories;

constexpr int kLevels = 17;
constexpr int kFiner = 3;
constexpr Eigen::Index kMostParticles = 2000, kMostWays = 400;

SceneBounds planeOf(const engine::Dataset& dataset) {
    const engine::Bounds of = engine::boundsOf(dataset);
    SceneBounds bounds;
    bounds.lower = bounds.upper = Eigen::Vector3d::Zero();
    bounds.lower.head<2>() = of.lower.head<2>();
    bounds.upper.head<2>() = of.upper.head<2>();
    return bounds;
}

/// Every so many-th column, at most `most` of them.
template <class Matrix> Matrix thinned(const Matrix& all, Eigen::Index most) {
    const Eigen::Index step = std::max<Eigen::Index>(1, (all.cols() + most - 1) / most);
    Matrix part(all.rows(), (all.cols() + step - 1) / step);
    for (Eigen::Index i = 0; i < part.cols(); ++i)
        part.col(i) = all.col(i * step);
    return part;
}

/// Particles of all times together: where anything is known of the model.
DensityEstimate waysOf(const Trajectories& motion, const SceneBounds& bounds) {
    std::vector<Eigen::MatrixXf> levels;
    Eigen::Index count = 0;
    for (const Eigen::MatrixXf& level : motion.positions) {
        levels.push_back(thinned(level, kMostWays));
        count += levels.back().cols();
    }
    Eigen::MatrixXf all(motion.dimension(), count);
    Eigen::Index at = 0;
    for (const Eigen::MatrixXf& level : levels) {
        all.middleCols(at, level.cols()) = level;
        at += level.cols();
    }
    DensityEstimate estimate;
    estimate.make(all, {}, bounds);
    return estimate;
}

void setReach(PlaneSamples& samples, const SceneResults& first, const SceneResults& other, const SceneBounds& bounds) {
    const DensityEstimate a = waysOf(*first.trajectories, bounds), b = waysOf(*other.trajectories, bounds);
    samples.reach.resize(Eigen::Index(samples.nx) * samples.ny);
    for (Eigen::Index i = 0; i < samples.reach.size(); ++i) {
        const Eigen::Vector2f place = samples.position(i).cast<float>();
        samples.reach[i] = std::max(a.presence(place.x(), place.y()), b.presence(place.x(), place.y()));
    }
}

/// Finer than the velocities were sampled, so that where it fades out one does not see the cells.
void velocityApart(PlaneSamples& samples, const engine::FieldSamples& first, const engine::FieldSamples& other) {
    samples.lower = other.lower;
    samples.upper = other.upper;
    samples.nx = (other.nx - 1) * kFiner + 1;
    samples.ny = (other.ny - 1) * kFiner + 1;
    samples.times = other.times;
    const PlaneLookup inFirst({first.lower, first.upper, first.nx, first.ny});
    const PlaneLookup inOther({other.lower, other.upper, other.nx, other.ny});
    Eigen::Matrix2Xf before;
    for (std::size_t l = 0; l < other.velocities.size(); ++l) {
        first.velocitiesAt(other.times[engine::Index(l)], before);
        const auto was = [&before](Eigen::Index k) { return Eigen::Vector2f(before.col(k)); };
        const auto is = [&](Eigen::Index k) { return Eigen::Vector2f(other.velocities[l].col(k)); };
        Eigen::RowVectorXf apart(Eigen::Index(samples.nx) * samples.ny);
        for (Eigen::Index i = 0; i < apart.size(); ++i) {
            const Eigen::Vector2f place = samples.position(i).cast<float>();
            apart[i] = (inOther(is, place.x(), place.y()) - inFirst(was, place.x(), place.y())).norm();
        }
        samples.of(PlaneQuantity::VelocityApart).push_back(std::move(apart));
    }
}

void densityApart(PlaneSamples& samples, const Trajectories& first, const Trajectories& other,
                  const SceneBounds& bounds) {
    samples.times = engine::Times::LinSpaced(kLevels, std::min(first.firstTime(), other.firstTime()),
                                             std::max(first.lastTime(), other.lastTime()));
    DensityEstimate estimate;
    Eigen::MatrixXf positions;
    Eigen::RowVectorXf weights;
    const auto densityOf = [&](const Trajectories& motion, double time) -> const Eigen::RowVectorXf& {
        motion.positionsAt(time, positions);
        motion.weightsAt(time, weights);
        estimate.make(thinned(positions, kMostParticles), thinned(weights, kMostParticles), bounds);
        return estimate.values();
    };
    for (const double time : samples.times) {
        const Eigen::RowVectorXf before = densityOf(first, time);
        const Eigen::RowVectorXf& now = densityOf(other, time);
        if (before.size() != now.size()) // one of them has died out
            return samples.of(PlaneQuantity::DensityApart).clear();
        samples.of(PlaneQuantity::DensityApart).push_back(now - before);
    }
    samples.lower = estimate.grid().lower;
    samples.upper = estimate.grid().upper;
    samples.nx = estimate.grid().nx;
    samples.ny = estimate.grid().ny;
}

bool movesInPlane(const SceneResults& results) {
    return results.trajectories && results.trajectories->levels() > 0 && results.trajectories->dimension() == 2 &&
           results.trajectories->particles() > 0;
}

} // namespace

std::shared_ptr<const PlaneSamples> PaneDifference::between(const SceneResults& first, const SceneResults& other,
                                                            PlaneQuantity quantity, const engine::Dataset& dataset) {
    Key key{first.trajectories, other.trajectories, first.field, other.field, quantity};
    if (key == m_key)
        return m_samples;
    m_key = std::move(key);
    m_samples.reset();
    const bool isVelocity = quantity == PlaneQuantity::VelocityApart;
    if (dataset.isEmpty() || dataset.dimension() != 2 || !movesInPlane(first) || !movesInPlane(other) ||
        (isVelocity && (!first.field || !other.field)))
        return m_samples;
    const SceneBounds bounds = planeOf(dataset);
    auto samples = std::make_shared<PlaneSamples>();
    if (isVelocity)
        velocityApart(*samples, *first.field, *other.field);
    else
        densityApart(*samples, *first.trajectories, *other.trajectories, bounds);
    if (!samples->has(quantity))
        return m_samples;
    setReach(*samples, first, other, bounds);
    m_samples = std::move(samples);
    return m_samples;
}

} // namespace ui
