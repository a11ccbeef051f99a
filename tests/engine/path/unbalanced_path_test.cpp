#include "engine/path/unbalanced_path.h"
#include "tests/engine/path/path_checks.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace engine;

class UnbalancedPathTest : public QObject {
    Q_OBJECT

    static UnbalancedPath pathOf(const Dataset& dataset, double penalty) {
        std::vector<std::shared_ptr<const UnbalancedCoupling>> couplings;
        for (std::size_t k = 0; k + 1 < dataset.snapshots.size(); ++k) {
            const PointSet &a = dataset.snapshots[k].points, &b = dataset.snapshots[k + 1].points;
            couplings.push_back(std::make_shared<UnbalancedCoupling>(
                unbalancedCoupling(a.points(), b.points(), a.weights(), b.weights(), penalty)));
        }
        return {dataset, tests::sameUnits(), couplings};
    }

private slots:
    void weightedSamplesAtTheKnotsAreTheSnapshots() {
        for (const bool weighted : {false, true})
            for (const double penalty : {0.5, 4.0}) {
                const Dataset dataset = tests::threeSnapshots(weighted);
                const double worst = tests::knotBreach(pathOf(dataset, penalty), dataset, 60'000);
                QVERIFY2(worst < 4.5, qPrintable(QString::number(worst)));
            }
    }

    // Not only in the mean: every point's own weight.
    void histogramsAtBothEndsAreTheSnapshots() {
        const Dataset dataset = tests::threeSnapshots(true);
        const UnbalancedPath path = pathOf(dataset, 1);
        for (const std::size_t end : {std::size_t(0), std::size_t(2)}) {
            const Points x = dataset.snapshots[end].points.points();
            const RowVector weights = dataset.snapshots[end].points.weights();
            RowVector seen = RowVector::Zero(x.cols());
            constexpr int kTile = 1000, kTiles = 300;
            PathSamples<float> samples(2, kTile);
            samples.interior = kTile;
            samples.t.setConstant(end == 0 ? 0.f : 1.f);
            Rng rng(4);
            for (int tile = 0; tile < kTiles; ++tile) {
                path.sampleInterior(rng, samples);
                for (int j = 0; j < kTile; ++j) {
                    Index nearest;
                    (x.colwise() - samples.x.col(j).cast<double>()).colwise().squaredNorm().minCoeff(&nearest);
                    seen[nearest] += double(samples.weight[j]) / (kTile * kTiles);
                }
            }
            const RowVector expected = weights / weights.sum();
            const double error = ((seen - expected).array() / expected.array()).square().mean();
            // Weights of at most 2 and about 300,000 / n draws a point.
            QVERIFY2(std::sqrt(error) < std::sqrt(2.5 * double(x.cols()) / (kTile * kTiles)),
                     qPrintable(QString::number(std::sqrt(error))));
            QVERIFY(std::abs(seen.sum() - 1) < 5e-3);
        }
    }

    void theContinuityEquationHolds() {
        for (const bool weighted : {false, true})
            for (const double penalty : {0.5, 4.0}) {
                const Dataset dataset = tests::threeSnapshots(weighted);
                const UnbalancedPath path = pathOf(dataset, penalty);
                const double worst = tests::continuityBreach(path, dataset, 400'000);
                QVERIFY2(worst < 4.5, qPrintable(QString::number(worst)));
                QVERIFY(tests::continuityBreach(
                            path, dataset, 400'000, [](double) { return 0.0; }, 1.05) > 6);
            }
    }

    void massStaysOne() {
        const UnbalancedPath path = pathOf(tests::threeSnapshots(), 0.5);
        std::array<tests::Estimate, 10> mass, rate;
        double largest = 0;
        tests::forSamples(path, 400'000, 2, [&](double t, const auto&, const auto&, double r, double w) {
            const auto bin = std::size_t(std::min(9.0, t * 10));
            mass[bin].add(w);
            rate[bin].add(w * r);
            largest = std::max(largest, w);
        });
        for (std::size_t bin = 0; bin < 10; ++bin)
            QVERIFY(mass[bin].deviations(1, 1e-4) < 4.5 && rate[bin].deviations(0, 1e-4) < 4.5);
        QVERIFY(largest < 4);
    }

    void identicalSnapshotsStandStill() {
        Dataset dataset;
        Points grid(2, 100);
        for (Index i = 0; i < 100; ++i)
            grid.col(i) = Eigen::Vector2d(double(i % 10), double(i / 10));
        for (const double t : {0.0, 1.0}) {
            Snapshot snapshot;
            snapshot.time = t;
            snapshot.points = PointSet(grid);
            dataset.snapshots.push_back(snapshot);
        }
        SinkhornSettings settings;
        settings.epsilon = 0.002;
        const auto coupling = std::make_shared<UnbalancedCoupling>(unbalancedCoupling(grid, grid, {}, {}, 4, settings));
        tests::forSamples(UnbalancedPath(dataset, tests::sameUnits(), {coupling}), 5000, 3,
                          [](double, const auto&, const auto& u, double rate, double weight) {
                              QVERIFY(u.norm() == 0 && std::abs(rate) < 1e-4 && std::abs(weight - 1) < 1e-4);
                          });
    }

    void samplingIsRepeatableAndAllocatesNothing() {
        tests::checkDeterminismAndAllocation(pathOf(tests::threeSnapshots(true), 1));
    }

    void pointsThatDieAtOnceHaveFiniteWeights() {
        Dataset dataset = tests::threeSnapshots();
        Points x = dataset.snapshots[0].points.points();
        x.col(3) = Eigen::Vector2d(60, 0);
        dataset.snapshots[0].points = PointSet(x);
        const UnbalancedPath path = pathOf(dataset, 1);
        bool usable = true;
        tests::forSamples(path, 40'000, 4, [&](double, const auto& x, const auto& u, double rate, double weight) {
            usable &= x.allFinite() && u.allFinite() && std::isfinite(rate) && weight >= 0 && weight < 6;
        });
        QVERIFY(usable);
        QVERIFY(tests::continuityBreach(path, dataset, 400'000) < 4.5);
    }
};

KINETOSCOPE_TEST(UnbalancedPathTest)

#include "unbalanced_path_test.moc"
