#pragma once

#include "engine/data/dataset.h"
#include "engine/path/path.h"
#include "tests/support/allocation_counter.h"

#include <QTest>
#include <array>
#include <cmath>
#include <functional>
#include <numbers>
#include <vector>

/// What every path between snapshots must satisfy, in training units.
namespace tests {

/// Mean and its standard error.
struct Estimate {
    double sum = 0, squares = 0;
    int n = 0;
    void add(double x) {
        sum += x;
        squares += x * x;
        ++n;
    }
    double mean() const { return sum / n; }
    double error() const { return std::sqrt(std::max(0.0, squares / n - mean() * mean()) / n); }
    /// Distance from `expected` in standard errors.
    double deviations(double expected, double slack = 1e-6) const {
        return std::abs(mean() - expected) / (error() + slack);
    }
};

/// Three snapshots at uneven times 0, 0.3, 1 of different shapes and sizes, in training units as they are.
inline engine::Dataset threeSnapshots(bool weights = false) {
    engine::Dataset dataset;
    const std::array<double, 3> times = {0, 0.3, 1};
    const std::array<int, 3> sizes = {150, 200, 240};
    for (int k = 0; k < 3; ++k) {
        engine::Rng rng(31, std::uint64_t(k));
        engine::Points x(2, sizes[std::size_t(k)]);
        engine::RowVector w(x.cols());
        for (engine::Index j = 0; j < x.cols(); ++j) {
            x(0, j) = 1.2 * k + (0.5 + 0.2 * k) * rng.normal();
            x(1, j) = (k == 2 ? 0.8 * rng.sign() : 0.1 * k) + 0.3 * rng.normal();
            w[j] = x(1, j) > 0 ? 3 : 1;
        }
        engine::Snapshot snapshot;
        snapshot.time = times[std::size_t(k)];
        snapshot.points = weights ? engine::PointSet(x, w) : engine::PointSet(x);
        dataset.snapshots.push_back(snapshot);
    }
    return dataset;
}
/// Units that leave such a dataset as it is.
inline engine::Normalization sameUnits() {
    engine::Normalization units;
    units.center = engine::Vector::Zero(2);
    return units;
}

/// Test functions ψ(t) f(x) with all derivatives the equations need.
struct TestFunction {
    double value, timeSlope, laplacian;
    Eigen::Vector2d slope;
};
constexpr int kTestFunctions = 18;
inline TestFunction testFunction(int index, double t, const Eigen::Vector2d& x) {
    double f = 0, laplacian = 0, psi = 1, psiRate = 0;
    Eigen::Vector2d slope(0, 0);
    const double wave = 2 * x[0] + x[1], bump = std::exp(-x.squaredNorm());
    switch (index % 6) {
    case 0:
        f = x[0];
        slope = {1, 0};
        break;
    case 1:
        f = x[1] * x[1];
        slope = {0, 2 * x[1]};
        laplacian = 2;
        break;
    case 2:
        f = x[0] * x[1];
        slope = {x[1], x[0]};
        break;
    case 3:
        f = std::sin(wave);
        slope = std::cos(wave) * Eigen::Vector2d(2, 1);
        laplacian = -5 * f;
        break;
    case 4:
        f = bump;
        slope = -2 * bump * x;
        laplacian = (4 * x.squaredNorm() - 4) * bump;
        break;
    default:
        f = 1;
    }
    if (index / 6 == 1) { // near the first segment's end
        psi = std::exp(-std::pow((t - 0.27) / 0.04, 2));
        psiRate = -2 * (t - 0.27) / (0.04 * 0.04) * psi;
    } else if (index / 6 == 2) {
        psi = std::cos(3 * t + 1);
        psiRate = -3 * std::sin(3 * t + 1);
    }
    return {psi * f, psiRate * f, psi * laplacian, psi * slope};
}

/// Calls `use(t, x, dx_dt, rate, weight)` for about `count` stratified samples.
inline void
forSamples(const engine::Path& path, int count, std::uint64_t seed,
           const std::function<void(double, const Eigen::Vector2d&, const Eigen::Vector2d&, double, double)>& use) {
    constexpr int kTile = 50;
    engine::PathSamples<float> samples(2, kTile);
    samples.interior = kTile;
    const int tiles = count / kTile;
    for (int tile = 0; tile < tiles; ++tile) {
        engine::Rng rng(seed, 5, std::uint64_t(tile));
        for (int j = 0; j < kTile; ++j)
            samples.t[j] = float((j + rng.uniform()) / kTile);
        path.sampleInterior(rng, samples);
        for (int j = 0; j < kTile; ++j)
            use(samples.t[j], samples.x.col(j).cast<double>(), samples.dx_dt.col(j).cast<double>(),
                samples.logWeightRate[j], samples.weight[j]);
    }
}

/// E_q of a test function at a snapshot.
inline double snapshotMean(const engine::Snapshot& snapshot, int function, double t) {
    const engine::Points x = snapshot.points.points();
    const engine::RowVector w =
        snapshot.points.hasWeights() ? snapshot.points.weights() : engine::RowVector(engine::RowVector::Ones(x.cols()));
    double sum = 0;
    for (engine::Index j = 0; j < x.cols(); ++j)
        sum += w[j] * testFunction(function, t, x.col(j)).value;
    return sum / w.sum();
}

/// The largest deviation, in standard errors, of the continuity equation in weak form,
///     E_{q_1}[F] − E_{q_0}[F] = ∫ E[w (∂F/∂t + ∇F·u + F r + (σ²/2) ΔF)] dt,
/// σ² = `square(t)` for paths whose velocity includes noise; `distort` multiplies u. Both ends must be the snapshots.
inline double continuityBreach(
    const engine::Path& path, const engine::Dataset& dataset, int count,
    const std::function<double(double)>& square = [](double) { return 0.0; }, double distort = 1) {
    std::array<Estimate, kTestFunctions> balance;
    std::array<double, kTestFunctions> tileSums{};
    int inTile = 0;
    // Samples of a tile are stratified and not independent: one number a tile.
    forSamples(path, count, 77, [&](double t, const auto& x, const auto& u, double rate, double weight) {
        for (int i = 0; i < kTestFunctions; ++i) {
            const TestFunction f = testFunction(i, t, x);
            tileSums[std::size_t(i)] +=
                weight * (f.timeSlope + distort * f.slope.dot(u) + f.value * rate + square(t) / 2 * f.laplacian);
        }
        if (++inTile == 50) {
            for (int i = 0; i < kTestFunctions; ++i)
                balance[std::size_t(i)].add(tileSums[std::size_t(i)] / 50);
            tileSums.fill(0);
            inTile = 0;
        }
    });
    double worst = 0;
    for (int i = 0; i < kTestFunctions; ++i) {
        const double change =
            snapshotMean(dataset.snapshots.back(), i, 1) - snapshotMean(dataset.snapshots.front(), i, 0);
        worst = std::max(worst, balance[std::size_t(i)].deviations(change, 1e-5));
    }
    return worst;
}

/// The largest deviation, in standard errors, of weighted samples at each snapshot's time from the snapshot.
inline double knotBreach(const engine::Path& path, const engine::Dataset& dataset, int count) {
    double worst = 0;
    constexpr int kTile = 64;
    engine::PathSamples<float> samples(2, kTile);
    samples.interior = kTile;
    for (std::size_t k = 0; k < dataset.snapshots.size(); ++k)
        for (const float offset : {-2e-6f, 2e-6f}) {
            const float t = float(dataset.snapshots[k].time) + offset;
            if (t < 0 || t >= 1)
                continue;
            std::array<Estimate, 6> means;
            for (int tile = 0; tile < count / kTile; ++tile) {
                engine::Rng rng(6, k, std::uint64_t(tile));
                samples.t.setConstant(t);
                path.sampleInterior(rng, samples);
                // Weights that hold a change of density are constant here: divide by the mass of the tile.
                for (int i = 0; i < 6; ++i) {
                    double sum = 0;
                    for (int j = 0; j < kTile; ++j)
                        sum += double(samples.weight[j]) * testFunction(i, 0, samples.x.col(j).cast<double>()).value;
                    means[std::size_t(i)].add(sum / kTile);
                }
            }
            const double mass = means[5].mean();
            for (int i = 0; i < 5; ++i) {
                Estimate& mean = means[std::size_t(i)];
                const double expected = mass * snapshotMean(dataset.snapshots[k], i, 0);
                worst = std::max(worst, mean.deviations(expected, 2e-3 * mass));
            }
        }
    return worst;
}

/// Whether equal seeds give equal samples, unequal seeds others, and sampling touches no heap.
inline void checkDeterminismAndAllocation(const engine::Path& path) {
    const auto sampled = [&](std::uint64_t seed) {
        engine::PathSamples<float> samples(2, 40, 20);
        samples.interior = 40;
        samples.boundary = 20;
        engine::Rng rng(seed);
        for (int j = 0; j < 40; ++j)
            samples.t[j] = float((j + rng.uniform()) / 40);
        const std::size_t before = allocationCount();
        path.sampleInterior(rng, samples);
        path.sampleBoundary(rng, samples);
        const std::size_t allocated = allocationCount() - before;
        return std::pair(samples, allocated);
    };
    const auto [first, allocated] = sampled(3);
    const auto second = sampled(3).first, other = sampled(4).first;
    QCOMPARE(allocated, std::size_t(0));
    QVERIFY(first.x == second.x && first.dx_dt == second.dx_dt && first.weight == second.weight);
    QVERIFY(first.t == second.t && first.logWeightRate == second.logWeightRate);
    QVERIFY(first.boundaryX == second.boundaryX && first.x != other.x);
}

} // namespace tests
