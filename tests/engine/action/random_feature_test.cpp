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
