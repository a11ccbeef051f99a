// All paths between snapshots against the same demands: they pass through the snapshots, and their velocities, rates
// and weights satisfy the continuity equation.
#include "engine/path/bridge_path.h"
#include "engine/path/linear_path.h"
#include "engine/path/mixture_path.h"
#include "engine/path/smoothed_path.h"
#include "engine/path/spline_path.h"
#include "tests/engine/path/path_checks.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace engine;

class SnapshotPathsTest : public QObject {
    Q_OBJECT

    using Couplings = std::vector<std::shared_ptr<const Coupling>>;
    using Square = std::function<double(double)>;

    struct Row {
        const char* name;
        std::shared_ptr<const Path> path;
        const Dataset* dataset;
        Square square = [](double) { return 0.0; };
    };

    Dataset m_plain = tests::threeSnapshots(), m_weighted = tests::threeSnapshots(true);
    std::vector<Row> m_rows;

    static Couplings exactCouplings(const Dataset& dataset) {
        Couplings couplings;
        for (std::size_t k = 0; k + 1 < dataset.snapshots.size(); ++k) {
            const PointSet &a = dataset.snapshots[k].points, &b = dataset.snapshots[k + 1].points;
            couplings.push_back(
                std::make_shared<Coupling>(optimalCoupling(a.points(), b.points(), a.weights(), b.weights())));
        }
        return couplings;
    }

private slots:
    void initTestCase() {
        const Normalization units = tests::sameUnits();
        const Couplings pairs = exactCouplings(m_plain), weightedPairs = exactCouplings(m_weighted);
        const auto constant = [](double) { return 0.36; };
        const auto linear = [](double t) { return std::pow(0.2 + 0.7 * t, 2); };
        const auto fading = [](double t) { return std::pow(0.8 * (1 - t), 2); };
        using Velocity = BridgePath::Velocity;
        const auto bridge = [&](const Couplings& couplings, double from, double to, Velocity velocity) {
            return std::make_shared<BridgePath>(m_plain, units, couplings, from, to, velocity);
        };
        m_rows = {
            {"linear, exact", std::make_shared<LinearPath>(m_plain, units, pairs), &m_plain},
            {"linear, independent", std::make_shared<LinearPath>(m_plain, units, Couplings{}), &m_plain},
            {"linear, weighted", std::make_shared<LinearPath>(m_weighted, units, weightedPairs), &m_weighted},
            {"bridge", bridge(pairs, 0.6, 0.6, Velocity::Drift), &m_plain, constant},
            {"bridge, independent", bridge({}, 0.6, 0.6, Velocity::Drift), &m_plain, constant},
            {"bridge, rising noise", bridge(pairs, 0.2, 0.9, Velocity::Drift), &m_plain, linear},
            {"bridge, fading noise", bridge(pairs, 0.8, 0, Velocity::Drift), &m_plain, fading},
            {"bridge, weighted",
             std::make_shared<BridgePath>(m_weighted, units, weightedPairs, 0.6, 0.6, Velocity::Drift), &m_weighted,
             constant},
            {"bridge, motion", bridge(pairs, 0.6, 0.6, Velocity::Motion), &m_plain},
            {"bridge, motion, rising noise", bridge(pairs, 0, 0.9, Velocity::Motion), &m_plain},
            {"mixture", std::make_shared<MixturePath>(m_plain, units), &m_plain},
            {"mixture, weighted", std::make_shared<MixturePath>(m_weighted, units), &m_weighted},
            {"spline, exact", std::make_shared<SplinePath>(m_plain, units, pairs), &m_plain},
            {"spline, independent", std::make_shared<SplinePath>(m_plain, units, Couplings{}), &m_plain},
            {"spline, weighted", std::make_shared<SplinePath>(m_weighted, units, weightedPairs), &m_weighted},
        };
    }

    void pathsPassThroughTheSnapshots() {
        for (const Row& row : m_rows) {
            const double worst = tests::knotBreach(*row.path, *row.dataset, 40'000);
            QVERIFY2(worst < 4.5, qPrintable(QString("%1: %2 standard errors").arg(row.name).arg(worst)));
        }
        // The measure can fail: unweighted pairs against weighted snapshots.
        QVERIFY(tests::knotBreach(*m_rows[0].path, m_weighted, 40'000) > 10);
    }

    void theContinuityEquationHolds() {
        for (const Row& row : m_rows) {
            const double worst = tests::continuityBreach(*row.path, *row.dataset, 400'000, row.square);
            QVERIFY2(worst < 4.5, qPrintable(QString("%1: %2 standard errors").arg(row.name).arg(worst)));
            QCOMPARE(row.path->velocityIncludesNoise(), row.square(0.5) > 0);
        }
    }

    void theContinuityEquationCanFail() {
        const Row &linear = m_rows[0], &bridge = m_rows[3];
        QVERIFY(tests::continuityBreach(*linear.path, m_plain, 400'000, linear.square, 1.03) > 10);
        QVERIFY(tests::continuityBreach(*bridge.path, m_plain, 400'000, linear.square) > 10);
    }

    void samplingIsRepeatableAndAllocatesNothing() {
        for (const Row& row : m_rows)
            tests::checkDeterminismAndAllocation(*row.path);
    }

    // Single-precision times fall on knots; a stratum's last one may even be 1.
    void timesOnTheKnotsAreHarmless() {
        for (const Row& row : m_rows) {
            PathSamples<float> samples(2, 6);
            samples.interior = 6;
            Rng rng(8);
            for (int round = 0; round < 20; ++round) {
                samples.t << 0, std::nextafter(0.3f, 0.f), 0.3f, std::nextafter(0.3f, 1.f), std::nextafter(1.f, 0.f), 1;
                row.path->sampleInterior(rng, samples);
                QVERIFY2(samples.x.allFinite() && samples.dx_dt.allFinite() && samples.weight.allFinite() &&
                             samples.logWeightRate.allFinite() && samples.weight.minCoeff() >= 0,
                         row.name);
                QVERIFY2(samples.t.minCoeff() >= 0 && samples.t.maxCoeff() <= 1, row.name);
                QVERIFY2(samples.x.cwiseAbs().maxCoeff() < 10, row.name);
            }
        }
    }

    /// One Gaussian shift a sample, at the ends too; everything else is that of the path below.
    void smoothingShiftsWholeCurves() {
        constexpr int kSamples = 20'000;
        constexpr double kWidth = 0.4;
        const std::shared_ptr<const Path> below = m_rows[0].path, bridge = m_rows[3].path;
        const SmoothedPath smoothed(below, float(kWidth));
        PathSamples<float> plain(2, kSamples, kSamples), blurred(2, kSamples, kSamples);
        for (PathSamples<float>* samples : {&plain, &blurred}) {
            samples->interior = samples->boundary = kSamples;
            for (int j = 0; j < kSamples; ++j)
                samples->t[j] = (float(j) + 0.5F) / kSamples;
        }
        Rng first(8, 1), second(8, 1), third(8, 2), fourth(8, 2);
        below->sampleInterior(first, plain);
        smoothed.sampleInterior(second, blurred);
        below->sampleBoundary(third, plain);
        smoothed.sampleBoundary(fourth, blurred);
        QVERIFY((plain.dx_dt.array() == blurred.dx_dt.array()).all());
        QVERIFY((plain.weight.array() == blurred.weight.array()).all());
        QVERIFY((plain.logWeightRate.array() == blurred.logWeightRate.array()).all());
        for (const Eigen::MatrixXd& shift : {Eigen::MatrixXd((blurred.x - plain.x).cast<double>()),
                                             Eigen::MatrixXd((blurred.boundaryX - plain.boundaryX).cast<double>())}) {
            const Eigen::Matrix2d covariance = shift * shift.transpose() / kSamples;
            QVERIFY(shift.rowwise().mean().norm() < 0.02);
            QVERIFY((covariance - kWidth * kWidth * Eigen::Matrix2d::Identity()).norm() < 0.01);
            QVERIFY((shift.leftCols(kSamples - 1).array() * shift.rightCols(kSamples - 1).array()).mean() < 0.01);
        }
        const SmoothedPath noisy(bridge, 0.1F);
        QVERIFY(noisy.velocityIncludesNoise() && noisy.withoutNoise());
        QVERIFY(!smoothed.velocityIncludesNoise() && !smoothed.withoutNoise());
    }
};

KINETOSCOPE_TEST(SnapshotPathsTest)

class BridgePathTest : public QObject {
    Q_OBJECT

    /// Two single points: all that is left is the bridge.
    static Dataset points(double time0, double time1) {
        Dataset dataset;
        for (const double t : {time0, time1}) {
            Snapshot snapshot;
            snapshot.time = t;
            snapshot.points = PointSet(Points::Constant(2, 1, t == time0 ? -1 : 2));
            dataset.snapshots.push_back(snapshot);
        }
        return dataset;
    }
    static BridgePath bridge(double from, double to, BridgePath::Velocity velocity = BridgePath::Velocity::Drift) {
        return BridgePath(points(0, 1), tests::sameUnits(), {}, from, to, velocity);
    }

private slots:
    void theDriftOfConstantNoisePointsAtTheEnd() {
        tests::forSamples(bridge(0.5, 0.5), 2000, 1, [](double t, const auto& x, const auto& u, double, double weight) {
            // Single precision: x_1 − x_t loses digits near the end.
            const Eigen::Vector2d expected = (Eigen::Vector2d(2, 2) - x) / (1 - t);
            QVERIFY((u - expected).norm() < 1e-6 * (1 + x.norm()) / (1 - t) * (1 + 1 / weight));
        });
    }

    void theDriftOfAScheduleIsTimeChanged() {
        // σ = 0.3 + 0.9 t: what remains of ∫σ² is (1.2³ − σ³)/(3 · 0.9).
        tests::forSamples(bridge(0.3, 1.2), 2000, 1, [](double t, const auto& x, const auto& u, double, double) {
            const double level = 0.3 + 0.9 * t, rest = (std::pow(1.2, 3) - std::pow(level, 3)) / 2.7;
            if (rest < 1e-3)
                return;
            const Eigen::Vector2d expected = level * level * (Eigen::Vector2d(2, 2) - x) / rest;
            QVERIFY((u - expected).norm() < 1e-5 * (1 + expected.norm()) / rest);
        });
    }

    void varianceIsThatOfTheBridge() {
        // Over the moved times: E over uniform t of (x − mean)² is ∫ σ² t(1 − t) dt = σ²/6.
        for (const auto velocity : {BridgePath::Velocity::Drift, BridgePath::Velocity::Motion}) {
            tests::Estimate variance, mass;
            tests::forSamples(bridge(0.6, 0.6, velocity), 200'000, 2,
                              [&](double t, const auto& x, const auto&, double, double weight) {
                                  variance.add(weight * std::pow(x[0] - (3 * t - 1), 2));
                                  mass.add(weight);
                              });
            QVERIFY(variance.deviations(0.06) < 4.5 && variance.error() < 0.001);
            QVERIFY(std::abs(mass.mean() - 1) < 0.005);
        }
    }

    // A second moment that grows without bound would show in the largest term of many samples.
    void weightedTargetsHaveBoundedVariance() {
        for (const auto velocity : {BridgePath::Velocity::Drift, BridgePath::Velocity::Motion}) {
            double largest = 0;
            tests::forSamples(bridge(1, 1, velocity), 400'000, 3,
                              [&](double, const auto&, const auto& u, double, double weight) {
                                  largest = std::max(largest, weight * u.norm());
                              });
            // 2√(1−τ) σ√(τ/(1−τ)) ‖ε‖ ≤ 2σ‖ε‖, and ‖ε‖ < 6 for this many; plus 2 or π times the straight velocity.
            QVERIFY2(largest < 12 + 3.15 * 3 * std::numbers::sqrt2, qPrintable(QString::number(largest)));
        }
    }
};

KINETOSCOPE_TEST(BridgePathTest)

class SplinePathTest : public QObject {
    Q_OBJECT

    static Dataset onePointEach(const std::vector<double>& times, const std::function<double(double)>& at) {
        Dataset dataset;
        for (const double t : times) {
            Snapshot snapshot;
            snapshot.time = t;
            snapshot.points = PointSet((Points(2, 1) << at(t), -2 * at(t)).finished());
            dataset.snapshots.push_back(snapshot);
        }
        return dataset;
    }
    /// x and ẋ of the first coordinate.
    static std::pair<double, double> at(const SplinePath& path, double t) {
        PathSamples<float> samples(2, 1);
        samples.interior = 1;
        samples.t[0] = float(t);
        Rng rng(1);
        path.sampleInterior(rng, samples);
        return {samples.x(0, 0), samples.dx_dt(0, 0)};
    }

private slots:
    void linesAreKept() {
        const auto line = [](double t) { return 3 * t - 1; };
        const SplinePath path(onePointEach({0, 0.2, 0.7, 1}, line), tests::sameUnits(), {});
        for (const double t : {0.0, 0.1, 0.2, 0.5, 0.9, 1.0}) {
            QVERIFY(std::abs(at(path, t).first - line(t)) < 1e-6);
            QVERIFY(std::abs(at(path, t).second - 3) < 1e-5);
        }
    }

    void parabolasAreKeptAwayFromTheEnds() {
        const auto parabola = [](double t) { return 2 * t * t - t; };
        const SplinePath path(onePointEach({0, 0.2, 0.7, 1}, parabola), tests::sameUnits(), {});
        for (const double t : {0.2, 0.3, 0.5, 0.69}) {
            QVERIFY(std::abs(at(path, t).first - parabola(t)) < 1e-6);
            QVERIFY(std::abs(at(path, t).second - (4 * t - 1)) < 1e-5);
        }
    }

    void velocitiesAreDerivativesAndContinuous() {
        const auto wave = [](double t) { return std::sin(7 * t); };
        const SplinePath path(onePointEach({0, 0.25, 0.4, 0.8, 1}, wave), tests::sameUnits(), {});
        for (double t = 0.02; t < 0.99; t += 0.03) {
            const double h = 2e-3;
            const double slope = (at(path, t + h).first - at(path, t - h).first) / (2 * h);
            QVERIFY2(std::abs(slope - at(path, t).second) < 0.02, qPrintable(QString::number(t)));
        }
        for (const double knot : {0.25, 0.4, 0.8})
            QVERIFY(std::abs(at(path, knot - 1e-5).second - at(path, knot + 1e-5).second) < 2e-3);
    }

    void twoSnapshotsGiveStraightLines() {
        const SplinePath path(onePointEach({0, 1}, [](double t) { return t; }), tests::sameUnits(), {});
        QVERIFY(std::abs(at(path, 0.3).first - 0.3) < 1e-6 && std::abs(at(path, 0.3).second - 1) < 1e-6);
    }

    // Two clusters that keep to themselves: a chain never mixes them, though random pairs would.
    void chainsFollowThePairs() {
        Dataset dataset;
        for (int k = 0; k < 4; ++k) {
            Rng rng(5, std::uint64_t(k));
            Points x(2, 60);
            for (Index j = 0; j < 60; ++j) {
                x(0, j) = k + 0.1 * rng.normal();
                x(1, j) = (j < 30 ? 4 : -4) + 0.1 * rng.normal();
            }
            Snapshot snapshot;
            snapshot.time = k / 3.0;
            snapshot.points = PointSet(x);
            dataset.snapshots.push_back(snapshot);
        }
        std::vector<std::shared_ptr<const Coupling>> pairs;
        for (std::size_t k = 0; k < 3; ++k)
            pairs.push_back(std::make_shared<Coupling>(
                optimalCoupling(dataset.snapshots[k].points.points(), dataset.snapshots[k + 1].points.points())));
        const SplinePath path(dataset, tests::sameUnits(), pairs);
        tests::forSamples(path, 5000, 9, [](double, const auto& x, const auto& u, double, double) {
            QVERIFY(std::abs(std::abs(x[1]) - 4) < 1 && std::abs(u[1]) < 5);
        });
    }
};

KINETOSCOPE_TEST(SplinePathTest)

#include "snapshot_paths_test.moc"
