#include "engine/trajectory/integrator.h"

#include "engine/action/network_action.h"
#include "tests/engine/support/closed_form_model.h"
#include "tests/support/expect_error.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace engine;

namespace {

constexpr double kLambda = 1.5, kVariance = 0.25, kStart = 1, kDuration = 2;

Vector shift() { return Eigen::Vector2d(2, -1); }

/// U2: mass 1, N(uD, vI) with u = (t − start)/duration; s^ = b·(x − uD) with b = D/(T(1 + λv)).
ActionModel weightedTranslation(Method method = Method::Unbalanced, NoiseSchedule sigma = {}) {
    const Vector b = shift() / (kDuration * (1 + kLambda * kVariance));
    const auto form = tests::quadratic([](double) { return 0.0; },
                                       [](double t) { return Vector((t - kStart) / kDuration * shift()); },
                                       [b](double) { return b; });
    return tests::modelOf(form, tests::oddUnits(2, kStart, kDuration), {method, sigma, kLambda, {}});
}

RowVector weightsAt(const Trajectories& t, int level) {
    return t.logWeights[std::size_t(level)].cast<double>().array().exp();
}

} // namespace

class IntegratorTest : public QObject {
    Q_OBJECT

private slots:
    void plainMotionIsRungeKuttaOfTheSlope() {
        // To the bit: nothing that other methods need is felt here.
        Rng rng(4);
        const MlpShape shape{2, {16, 16}, Activation::SiLU};
        const auto action = std::make_shared<NetworkAction>(Mlp<float>(shape, rng));
        const ActionModel model{action, tests::oddUnits(2, kStart, kDuration)};
        const Points start = tests::gaussianCloud(shift(), 1, 150);
        WorkerPool pool(2);
        for (const Solver solver : {Solver::Euler, Solver::Heun, Solver::Rk4, Solver::DormandPrince}) {
            const Trajectories moved = integrate(model, pool, start, evenTimes(kStart, 3, 4), {solver, 0.07, 1e-5});
            QVERIFY(moved.logWeights.empty() && moved.smooth);
            const auto workspace = action->makeWorkspace();
            const auto field = [&](double t, RungeKutta::Block x, RungeKutta::Block v) {
                Eigen::MatrixXf u(3, x.cols()), slope(3, x.cols());
                Eigen::RowVectorXf s(x.cols());
                u << x.cast<float>(), Eigen::RowVectorXf::Constant(x.cols(), float(t));
                action->slope(*workspace, u, s, slope);
                v = slope.topRows(2).cast<double>();
            };
            const auto& units = model.normalization;
            for (Index begin = 0; begin < 150; begin += 64) {
                Points x =
                    (start.middleCols(begin, std::min<Index>(64, 150 - begin)).colwise() - units.center) / units.scale;
                RungeKutta method(solver, 2, 64);
                for (int l = 1; l < 4; ++l) {
                    method.advance(field, {x.data(), 2, x.cols()}, units.toTraining(moved.times[l - 1]),
                                   units.toTraining(moved.times[l]), 0.07, 1e-5);
                    const Eigen::MatrixXf expected = units.toData(x).cast<float>();
                    QVERIFY(moved.positions[std::size_t(l)].middleCols(begin, x.cols()) == expected);
                }
            }
        }
    }

    void backwardUndoesForward() {
        const auto form = tests::quadratic([](double t) { return 1 + t; }, [](double) { return shift(); });
        const ActionModel model = tests::modelOf(form, tests::oddUnits(2));
        const Points start = tests::gaussianCloud(shift(), 1, 100);
        WorkerPool pool(1);
        const auto there = integrate(model, pool, start, evenTimes(0, 1, 3), {});
        const auto back = integrate(model, pool, there.positions.back().cast<double>(), evenTimes(1, 0, 3), {});
        QCOMPARE(back.startLevel, 2);
        QVERIFY((back.positions.front().cast<double>() - start).cwiseAbs().maxCoeff() < 1e-5);
        QVERIFY((back.positions[1] - there.positions[1]).cwiseAbs().maxCoeff() < 1e-5f);
    }

    void weightsFollowTheClosedForm_data() {
        QTest::addColumn<int>("solver");
        QTest::addColumn<double>("step");
        QTest::addColumn<double>("tolerance");
        QTest::newRow("euler") << int(Solver::Euler) << 1e-3 << 2e-3;
        QTest::newRow("heun") << int(Solver::Heun) << 1e-2 << 2e-5;
        QTest::newRow("rk4") << int(Solver::Rk4) << 1e-1 << 2e-6;
        QTest::newRow("dopri5") << int(Solver::DormandPrince) << 1e-1 << 2e-5;
        QTest::newRow("euler-maruyama without noise") << int(Solver::EulerMaruyama) << 1e-3 << 2e-3;
        QTest::newRow("stochastic-heun without noise") << int(Solver::StochasticHeun) << 1e-2 << 2e-5;
    }
    void weightsFollowTheClosedForm() {
        // U2: x(t) = x_0 + u D/(1 + λv), log w = λ u b·y_0 − ½ λ² v u² ‖b‖² with b = D/(1 + λv) and time scaled to u.
        QFETCH(int, solver);
        QFETCH(double, step);
        QFETCH(double, tolerance);
        const ActionModel model = weightedTranslation();
        const Points start = tests::gaussianCloud(Vector::Zero(2), kVariance, 200);
        WorkerPool pool(2);
        const Trajectories moved =
            integrate(model, pool, start, evenTimes(kStart, kStart + kDuration, 5), {Solver(solver), step, 1e-7});
        // In data units s carries 1/T and so does g: λs dt over the duration is free of T.
        const Vector b = shift() / (1 + kLambda * kVariance);
        for (int l = 0; l < 5; ++l) {
            const double u = l / 4.0;
            for (Index i = 0; i < 200; ++i) {
                const Vector x = start.col(i) + u * b;
                const double logWeight =
                    kLambda * u * b.dot(start.col(i)) - 0.5 * kLambda * kLambda * kVariance * u * u * b.squaredNorm();
                QVERIFY((moved.positions[std::size_t(l)].col(i).cast<double>() - x).norm() < 1e-5);
                QVERIFY(std::abs(moved.logWeights[std::size_t(l)][i] - logWeight) < 5 * tolerance);
            }
        }
    }

    void weightedMomentsAreThoseOfThePath() {
        const Index n = 40'000;
        const ActionModel model = weightedTranslation();
        WorkerPool pool(2);
        const Trajectories moved = integrate(model, pool, tests::gaussianCloud(Vector::Zero(2), kVariance, n),
                                             evenTimes(kStart, kStart + kDuration, 2), {Solver::Rk4, 0.25});
        const RowVector weights = weightsAt(moved, 1);
        QVERIFY(std::abs(weights.mean() - 1) < 0.03);
        const auto moments = tests::momentsOf(moved.positions[1], weights);
        QVERIFY((moments.mean - shift()).norm() < 0.03);
        QVERIFY(std::abs(moments.variance - kVariance) < 0.02);
    }

    void noiseAndWeightsTogether() {
        // U4 with constant variance: c = −σ²/(2v + λv²), b as in U2, a = −½ c d v for constant mass.
        const double sigma = 0.5, c = -sigma * sigma / (2 * kVariance + kLambda * kVariance * kVariance);
        const Vector b = shift() / (kDuration * (1 + kLambda * kVariance));
        const auto form = tests::quadratic([c](double) { return c; },
                                           [](double t) { return Vector((t - kStart) / kDuration * shift()); },
                                           [b](double) { return b; }, [c](double) { return -c * kVariance; });
        const ActionModel model = tests::modelOf(form, tests::oddUnits(2, kStart, kDuration),
                                                 {Method::EntropicUnbalanced, {sigma, sigma}, kLambda, {}});
        WorkerPool pool(2);
        const Trajectories moved = integrate(model, pool, tests::gaussianCloud(Vector::Zero(2), kVariance, 40'000),
                                             evenTimes(kStart, kStart + kDuration, 2), {{}, 0.02});
        const RowVector weights = weightsAt(moved, 1);
        QVERIFY(std::abs(weights.mean() - 1) < 0.03);
        const auto moments = tests::momentsOf(moved.positions[1], weights);
        QVERIFY((moments.mean - shift()).norm() < 0.03);
        QVERIFY(std::abs(moments.variance - kVariance) < 0.02);
    }

    void startingWeightsAreKept() {
        WorkerPool pool(1);
        const Points start = tests::gaussianCloud(Vector::Zero(2), kVariance, 3);
        IntegrationSettings settings;
        settings.startWeights = Eigen::RowVector3d(0.5, 1, 4);
        const auto plain = tests::quadratic([](double) { return 1.0; }, [](double) { return shift(); });
        const Trajectories moved =
            integrate(tests::modelOf(plain, tests::oddUnits(2)), pool, start, evenTimes(0, 1, 2), settings);
        QVERIFY((weightsAt(moved, 1) - settings.startWeights).norm() < 1e-6);
        const Times times = evenTimes(kStart, kStart + kDuration, 2);
        const auto without = integrate(weightedTranslation(), pool, start, times, {}),
                   with = integrate(weightedTranslation(), pool, start, times, settings);
        QVERIFY((weightsAt(with, 1).array() - weightsAt(without, 1).array() * settings.startWeights.array())
                    .matrix()
                    .norm() < 1e-5);
        settings.startWeights = Eigen::RowVector2d(1, 1);
        EXPECT_ERROR(integrate(weightedTranslation(), pool, start, times, settings), ErrorCode::InvalidArgument,
                     "2 weights");
    }

    void speedsUnderAConvexCost() {
        // C2: under ‖v‖³/3 the action |a'/a| (a'/a) ‖x‖³/3 scales the cloud by a(t).
        const auto rate = [](double t) { return 1 / (1 + t); }; // a = 1 + t
        tests::ClosedForm form;
        form.s = [=](double t, const Vector& x) { return rate(t) * rate(t) * std::pow(x.norm(), 3) / 3; };
        form.gradient = [=](double t, const Vector& x) { return Vector(rate(t) * rate(t) * x.norm() * x); };
        Dynamics dynamics{Method::ConvexCost, {}, 0, {ConvexCost::Kind::Power, 3, {}}};
        const Points start = tests::gaussianCloud(shift(), 1, 80);
        WorkerPool pool(2);
        const auto moved =
            integrate(tests::modelOf(form, tests::oddUnits(2), dynamics), pool, start, evenTimes(0, 1, 3), {});
        QVERIFY((moved.positions[2].cast<double>() - 2 * start).cwiseAbs().maxCoeff() < 2e-5);
        QVERIFY((moved.velocities[1].cast<double>() - start).cwiseAbs().maxCoeff() < 2e-5);
    }

    void refusals() {
        WorkerPool pool(1);
        const Points start = Points::Zero(2, 3);
        const ActionModel model = weightedTranslation();
        EXPECT_ERROR(integrate(model, pool, start, (Times(3) << 0, 1, 1).finished(), {}), ErrorCode::InvalidArgument,
                     "one direction");
        EXPECT_ERROR(integrate(model, pool, Points::Zero(3, 3), evenTimes(0, 1, 2), {}), ErrorCode::InvalidArgument,
                     "3 coordinates");
        std::stop_source stop;
        stop.request_stop();
        EXPECT_ERROR(integrate(model, pool, start, evenTimes(0, 1, 2), {}, stop.get_token()), ErrorCode::Cancelled,
                     "cancelled");
        const auto explosive = tests::quadratic([](double) { return 1e6; }, [](double) { return shift(); });
        for (const Solver solver : {Solver::Rk4, Solver::DormandPrince})
            EXPECT_ERROR(integrate(tests::modelOf(explosive, tests::oddUnits(2)), pool, start, evenTimes(0, 1, 2),
                                   {solver, 0.001}),
                         ErrorCode::WorkFailed, "leave every bound");
    }

    void solversHaveNames() {
        for (const char* known : {"rk4", "dopri5", "euler", "heun", "euler-maruyama", "stochastic-heun"})
            QCOMPARE(name(solverNamed(known)), std::string_view(known));
        EXPECT_ERROR(solverNamed("rk5"), ErrorCode::InvalidArgument, "euler-maruyama");
    }
};

KINETOSCOPE_TEST(IntegratorTest)

#include "integrator_test.moc"
