#include "engine/trajectory/resampling.h"

#include "engine/trajectory/integrator.h"
#include "tests/engine/support/closed_form_model.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace engine;

class ResamplingTest : public QObject {
    Q_OBJECT

private slots:
    void effectiveSampleSizes() {
        QVERIFY(std::abs(effectiveSampleSize(RowVector::Constant(7, -900)) - 7) < 1e-12);
        RowVector one = RowVector::Constant(5, -1e4);
        one[2] = 800; // e^800 would overflow
        QVERIFY(std::abs(effectiveSampleSize(one) - 1) < 1e-12);
        // Weights 1, 2, 3: 36/14.
        const RowVector weights = Eigen::RowVector3d(1, 2, 3).array().log();
        QVERIFY(std::abs(effectiveSampleSize(weights) - 36.0 / 14) < 1e-12);
        QVERIFY(std::abs(logMeanWeight(weights.array() + 2000) - 2000 - std::log(2)) < 1e-9);
    }

    void everyParticleComesOutByItsWeight() {
        Rng rng(3);
        const Index n = 500;
        RowVector logWeights(n);
        for (Index i = 0; i < n; ++i)
            logWeights[i] = 2 * rng.normal();
        const RowVector weights = logWeights.array().exp();
        const RowVector expected = weights * (double(n) / weights.sum());
        const std::vector<Index> ancestors = resampled(logWeights, rng);
        QCOMPARE(ancestors.size(), std::size_t(n));
        std::vector<int> copies(std::size_t(n), 0);
        for (std::size_t i = 0; i < ancestors.size(); ++i)
            ++copies[std::size_t(ancestors[i])];
        for (std::size_t i = 0; i < std::size_t(n); ++i) {
            QVERIFY(std::abs(copies[i] - expected[Index(i)]) < 1 + 1e-9);
            if (copies[i] > 0)
                QCOMPARE(ancestors[i], Index(i)); // survivors keep their place
        }
    }

    void theMeanNumberOfCopiesIsTheWeight() {
        const RowVector weights = Eigen::RowVector3d(0.5, 1.2, 1.3), logWeights = weights.array().log();
        Eigen::RowVector3d sum = Eigen::RowVector3d::Zero();
        const int draws = 20'000;
        for (int k = 0; k < draws; ++k) {
            Rng rng(static_cast<std::uint64_t>(k));
            for (const Index i : resampled(logWeights, rng))
                sum[i] += 1.0 / draws;
        }
        QVERIFY((sum - weights).cwiseAbs().maxCoeff() < 0.02);
    }

    void aSimulationKeepsItsMassAndMoments() {
        // U2 far enough for the weights to become uneven: D = (3, 0), v = ½, λ = 1.
        const double lambda = 1, variance = 0.5;
        const Vector shift = Eigen::Vector2d(3, 0), b = shift / (1 + lambda * variance);
        const auto form = tests::quadratic([](double) { return 0.0; }, [=](double t) { return Vector(t * shift); },
                                           [b](double) { return b; });
        const ActionModel model = tests::modelOf(form, tests::oddUnits(2), {Method::Unbalanced, {}, lambda, {}});
        const Index n = 20'000;
        const Points start = tests::gaussianCloud(Vector::Zero(2), variance, n);
        WorkerPool one(1), three(3);
        IntegrationSettings settings{{}, 0.02};
        const Trajectories without = integrate(model, one, start, evenTimes(0, 1, 3), settings);
        settings.resample = true;
        settings.seed = 4;
        const Trajectories with = integrate(model, one, start, evenTimes(0, 1, 3), settings),
                           again = integrate(model, three, start, evenTimes(0, 1, 3), settings);
        QVERIFY(with.positions == again.positions && with.logWeights == again.logWeights);
        QVERIFY(!with.resampledAfter.empty() && without.resampledAfter.empty());
        const RowVector logWeights = with.logWeights.back().cast<double>();
        QVERIFY(effectiveSampleSize(without.logWeights.back().cast<double>()) < double(n) / 4);
        QVERIFY(effectiveSampleSize(logWeights) > 0.49 * double(n));
        // Against the same particles with all their weights, whose own sampling error does not matter here.
        const RowVector weights = logWeights.array().exp(),
                        all = without.logWeights.back().cast<double>().array().exp();
        QVERIFY2(std::abs(weights.mean() - all.mean()) < 0.02, qPrintable(QString::number(weights.mean())));
        const auto moments = tests::momentsOf(with.positions.back(), weights),
                   expected = tests::momentsOf(without.positions.back(), all);
        QVERIFY((moments.mean - expected.mean).norm() < 0.04);
        QVERIFY2(std::abs(moments.variance - expected.variance) < 0.04,
                 qPrintable(QString("%1 %2").arg(moments.variance).arg(expected.variance)));
        QVERIFY((moments.mean - shift).norm() < 0.15);
        // Everyone knows from whom it descends: the motion is the same for all, up to the steps between.
        QVERIFY(without.ancestors.empty() && without.ancestor(2, 7) == 7);
        QCOMPARE(with.ancestors.size(), std::size_t(3));
        QVERIFY(with.ancestors[0] == Eigen::RowVectorXi::LinSpaced(n, 0, int(n) - 1));
        QVERIFY(with.ancestors[2] != with.ancestors[0]);
        Real farthest = 0;
        for (Index i = 0; i < n; ++i)
            farthest = std::max(
                farthest, Real((with.positions[2].col(i) - without.positions[2].col(with.ancestor(2, i))).norm()));
        QVERIFY2(farthest < 1e-3, qPrintable(QString::number(farthest)));
    }

    void nothingIsDrawnWhileWeightsAreEven() {
        const auto form = tests::quadratic([](double) { return 1.0; }, [](double) { return Vector(Vector::Zero(2)); });
        WorkerPool pool(1);
        const Points start = tests::gaussianCloud(Vector::Zero(2), 1, 100);
        IntegrationSettings settings;
        settings.resample = true;
        const auto moved =
            integrate(tests::modelOf(form, tests::oddUnits(2)), pool, start, evenTimes(0, 1, 3), settings);
        QVERIFY(moved.resampledAfter.empty());
        QVERIFY(effectiveSampleSize(moved.logWeights.back().cast<double>()) > 99.999);
    }
};

KINETOSCOPE_TEST(ResamplingTest)

#include "resampling_test.moc"
