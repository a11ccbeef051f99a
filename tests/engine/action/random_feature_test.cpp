#include "engine/action/random_feature_solver.h"
#include "engine/data/closed_forms.h"
#include "engine/nn/mlp.h"
#include "tests/engine/support/accuracy.h"
#include "tests/support/test_registry.h"

#include <QElapsedTimer>
#include <QTest>

using namespace engine;

class RandomFeatureTest : public QObject {
    Q_OBJECT

private slots:
    void derivativesAreThoseOfTheValue() {
        WorkerPool pool(2);
        const auto process = closed_forms::randomPairs(Eigen::Vector2d(2, 1), 0.5);
        const AnalyticPath path(process, tests::normalizationOf(*process));
        const auto action = solveRandomFeatures(path, {}, pool);
        auto workspace = action->makeWorkspace();
        Eigen::MatrixXf u = Eigen::MatrixXf::Random(3, 6), slope(3, 6), unused(3, 6);
        u.row(2) = u.row(2).cwiseAbs();
        Eigen::RowVectorXf s(6), laplacian(6), up(6), down(6);
        Eigen::MatrixXf axes(2, 12);
        for (int j = 0; j < 6; ++j)
            axes.middleCols(2 * j, 2).setIdentity();
        action->secondDerivatives(*workspace, u, axes, s, slope, laplacian);
        Eigen::RowVectorXf second = Eigen::RowVectorXf::Zero(6);
        for (int k = 0; k < 3; ++k) {
            const float h = 0.02f;
            Eigen::MatrixXf moved = u, slopeUp(3, 6), slopeDown(3, 6);
            moved.row(k).array() += h;
            action->slope(*workspace, moved, up, slopeUp);
            moved.row(k).array() -= 2 * h;
            action->slope(*workspace, moved, down, slopeDown);
            QVERIFY(((up - down) / (2 * h) - slope.row(k)).cwiseAbs().maxCoeff() < 0.02f);
            if (k < 2)
                second += (slopeUp.row(k) - slopeDown.row(k)) / (2 * h);
        }
        QVERIFY((second - laplacian).cwiseAbs().maxCoeff() < 0.03f * (1 + laplacian.cwiseAbs().maxCoeff()));
    }

    void previewIsTrueEnough_data() {
        QTest::addColumn<int>("index");
        QTest::newRow("T3") << 0;
        QTest::newRow("T8") << 1;
        QTest::newRow("T9") << 2;
    }

    void previewIsTrueEnough() {
        QFETCH(int, index);
        const std::vector<std::shared_ptr<const SyntheticProcess>> processes = {
            closed_forms::randomPairs(Eigen::Vector2d(2, 1), 0.5), closed_forms::split(1, 0.3),
            closed_forms::fourCorners(0.1)};
        const auto process = processes[std::size_t(index)];
        WorkerPool pool;
        const Normalization units = tests::normalizationOf(*process);
        const AnalyticPath path(process, units);
        QElapsedTimer timer;
        timer.start();
        const auto action = solveRandomFeatures(path, {}, pool);
        const double seconds = double(timer.nsecsElapsed()) * 1e-9;
        const double error = tests::relativeVelocityError(
            *process, std::make_shared<const ActionModel>(ActionModel{action, units}), pool);
        // The action gap is ½ ∫ E‖∇s − ∇s*‖² = error² · K.
        qInfo("gap %.1f %% of K, velocity error %.1f %%, %.3f s", 100 * error * error, 100 * error, seconds);
        QVERIFY(error * error <= 0.25);
    }

    void previewKnowsNoiseAndGrowth_data() {
        QTest::addColumn<bool>("noise");
        QTest::newRow("T5") << true;
        QTest::newRow("U2") << false;
    }

    /// s and ∇s against the closed forms, where both are known: without growth s only up to a function of t.
    void previewKnowsNoiseAndGrowth() {
        QFETCH(bool, noise);
        const Vector D = Eigen::Vector2d(2, 0);
        const auto process =
            noise ? closed_forms::ornsteinUhlenbeck(D, 0.25, Vector::Zero(2), 1, 1) : closed_forms::translation(D, 0.5);
        const Normalization units = tests::normalizationOf(*process);
        Dynamics dynamics;
        dynamics.method = noise ? Method::Entropic : Method::Unbalanced;
        if (noise)
            dynamics.sigma = {1, 1};
        else
            dynamics.lambda = 1;
        const Dynamics inUnits = inTrainingUnits(dynamics, units);
        LossTerms terms;
        terms.sigma = inUnits.sigma;
        terms.lambda = inUnits.lambda;
        WorkerPool pool(2);
        const AnalyticPath path(process, units);
        ModelEvaluator evaluator(std::make_shared<const ActionModel>(
                                     ActionModel{solveRandomFeatures(path, {}, pool, terms), units, dynamics}),
                                 pool);
        Rng rng(2);
        constexpr int n = 2000;
        Times times(n);
        Points x(2, n), velocity(2, n);
        RowVector growth = RowVector::Zero(n);
        Vector at(2), unused(2);
        for (int i = 0; i < n; ++i) {
            times[i] = rng.uniform();
            process->sample(rng, times[i], at, unused);
            x.col(i) = at;
            velocity.col(i) = noise ? Vector(-at) : Vector(D / 1.25);
            growth[i] = noise ? 0 : D.dot(at - times[i] * D) / 1.25;
        }
        const ActionValues values = evaluator.evaluate(times, x);
        const double error = (values.velocity - velocity).norm() / velocity.norm();
        QVERIFY2(error < 0.1, qPrintable(QString("velocity error %1").arg(error)));
        if (!noise)
            QVERIFY((values.growth - growth).norm() < 0.1 * growth.norm());
    }

    void previewIsRepeatable() {
        const auto process = closed_forms::split(1, 0.3);
        const AnalyticPath path(process, tests::normalizationOf(*process));
        WorkerPool one(1), three(3);
        const auto a = solveRandomFeatures(path, {}, one), b = solveRandomFeatures(path, {}, three);
        Eigen::MatrixXf u = Eigen::MatrixXf::Random(3, 5), slopeA(3, 5), slopeB(3, 5);
        Eigen::RowVectorXf s(5);
        auto workspace = a->makeWorkspace();
        a->slope(*workspace, u, s, slopeA);
        b->slope(*workspace, u, s, slopeB);
        QCOMPARE(slopeA, slopeB);
    }
};

KINETOSCOPE_TEST(RandomFeatureTest)

#include "random_feature_test.moc"
