#include "engine/trajectory/integrator.h"

#include "engine/metrics/wasserstein.h"
#include "tests/engine/support/closed_form_model.h"
#include "tests/support/expect_error.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace engine;

namespace {

/// T5: Ornstein–Uhlenbeck dX = −θX dt + σ dW from N(start, v_0) over times start … start + duration.
struct OrnsteinUhlenbeck {
    double theta = 1, sigma = 1, variance = 0.25, start = 0.5, duration = 1;
    Vector from = Eigen::Vector2d(2, 0);

    Vector meanAt(double t) const { return std::exp(-theta * (t - start)) * from; }
    double varianceAt(double t) const {
        const double e = std::exp(-2 * theta * (t - start));
        return variance * e + sigma * sigma / (2 * theta) * (1 - e);
    }
    double end() const { return start + duration; }

    ActionModel entropic(bool pair, int tile = 64) const {
        const auto self = *this;
        const Normalization units = tests::oddUnits(int(from.size()), start, duration);
        const auto noisy =
            tests::quadratic([self](double) { return -self.theta; }, [self](double) { return Vector(0 * self.from); });
        ActionModel model = tests::modelOf(noisy, units, {Method::Entropic, {sigma, sigma}, 0, {}}, tile);
        if (pair) { // T5b: s* = s̃ + (σ²/4v)‖x − μ‖²
            const auto plain = tests::quadratic(
                [self](double t) { return -self.theta + self.sigma * self.sigma / (2 * self.varianceAt(t)); },
                [self](double t) { return self.meanAt(t); },
                [self](double t) { return Vector(-self.theta * self.meanAt(t)); });
            model.companion = std::make_shared<ActionModel>(tests::modelOf(plain, units, {}, tile));
        }
        return model;
    }
};

} // namespace

class ParticleEquationTest : public QObject {
    Q_OBJECT

    static void verifyMoments(const Eigen::MatrixXf& x, const Vector& mean, double variance, double slack = 1) {
        const auto moments = tests::momentsOf(x);
        const double error = 4 * slack * std::sqrt(variance / double(x.cols()));
        QVERIFY2((moments.mean - mean).cwiseAbs().maxCoeff() < error,
                 qPrintable(QString("%1 %2").arg(moments.mean[0]).arg(mean[0])));
        QVERIFY2(std::abs(moments.variance - variance) < 1.5 * error * std::sqrt(variance),
                 qPrintable(QString("%1 %2").arg(moments.variance).arg(variance)));
    }

private slots:
    void momentsOfOrnsteinUhlenbeck() {
        const OrnsteinUhlenbeck process;
        WorkerPool pool(2);
        const Points start = tests::gaussianCloud(process.from, process.variance, 5'000);
        for (const Solver solver : {Solver::EulerMaruyama, Solver::StochasticHeun}) {
            const auto moved = integrate(process.entropic(false), pool, start,
                                         evenTimes(process.start, process.end(), 4), {solver, 0.01});
            QVERIFY(!moved.smooth);
            for (int l = 0; l < 4; ++l)
                verifyMoments(moved.positions[std::size_t(l)], process.meanAt(moved.times[l]),
                              process.varianceAt(moved.times[l]), solver == Solver::EulerMaruyama ? 1.5 : 1);
        }
    }

    void halvingTheDefaultStepChangesNothing() {
        OrnsteinUhlenbeck process;
        process.theta = 2;
        WorkerPool pool(2);
        const Index n = 1500;
        const Points start = tests::gaussianCloud(process.from, process.variance, n);
        const auto truth = [&](std::uint64_t seed) {
            return tests::gaussianCloud(process.meanAt(process.end()), process.varianceAt(process.end()), n, seed);
        };
        const auto distance = [&](std::optional<Real> step) {
            const auto moved =
                integrate(process.entropic(false), pool, start, evenTimes(process.start, process.end(), 2), {{}, step});
            return wasserstein(1, moved.positions[1].cast<double>(), truth(7));
        };
        const double floor = wasserstein(1, truth(8), truth(7)), whole = distance({}), half = distance(0.0025);
        QVERIFY2(std::abs(whole - half) < 0.25 * floor && whole < 1.5 * floor,
                 qPrintable(QString("%1 %2 %3").arg(whole).arg(half).arg(floor)));
    }

    void weakOrders_data() {
        QTest::addColumn<int>("solver");
        QTest::addColumn<double>("order");
        QTest::newRow("euler-maruyama") << int(Solver::EulerMaruyama) << 1.0;
        QTest::newRow("stochastic-heun") << int(Solver::StochasticHeun) << 2.0;
    }
    void weakOrders() {
        // Errors of E[x] and E[x²] against the step, fitted by a line in logarithms. From one point far away the error
        // stands out of the sampling error.
        QFETCH(int, solver);
        QFETCH(double, order);
        OrnsteinUhlenbeck process;
        process.from = Vector::Constant(1, 30.0);
        process.variance = 1e-12;
        process.sigma = 3;
        WorkerPool pool(2);
        const Points start = process.from.replicate(1, 200'000);
        const double exactMean = process.meanAt(process.end())[0], exactVariance = process.varianceAt(process.end());
        double sums[2][4] = {};
        for (const int steps : {2, 4, 8}) {
            const auto moved = integrate(process.entropic(false, 256), pool, start,
                                         evenTimes(process.start, process.end(), 2), {Solver(solver), 1.0 / steps});
            const auto moments = tests::momentsOf(moved.positions[1]);
            const double errors[2] = {moments.mean[0] - exactMean, moments.variance - exactVariance};
            for (int k = 0; k < 2; ++k) {
                const double a = -std::log(double(steps)), b = std::log(std::abs(errors[k]));
                sums[k][0] += a;
                sums[k][1] += b;
                sums[k][2] += a * a;
                sums[k][3] += a * b;
            }
        }
        for (int k = 0; k < 2; ++k) {
            const double slope =
                (3 * sums[k][3] - sums[k][0] * sums[k][1]) / (3 * sums[k][2] - sums[k][0] * sums[k][0]);
            QVERIFY2(std::abs(slope - order) < 0.45, qPrintable(QString("moment %1: %2").arg(k + 1).arg(slope)));
        }
    }

    void noiseThatChangesInTime() {
        // Pure diffusion: the variance grows by ∫σ².
        const auto still = tests::quadratic([](double) { return 0.0; }, [](double) { return Vector(Vector::Zero(2)); });
        const ActionModel model = tests::modelOf(still, tests::oddUnits(2, 1, 2), {Method::Entropic, {0, 1.2}, 0, {}});
        WorkerPool pool(2);
        const auto moved = integrate(model, pool, Points::Zero(2, 5'000), evenTimes(1, 3, 3), {{}, 0.1});
        const Vector zero = Vector::Zero(2);
        verifyMoments(moved.positions[1], zero, 1.44 / 24 * 2); // σ = 1.2 u: T ∫σ² du = T·1.44 u³/3
        verifyMoments(moved.positions[2], zero, 1.44 / 3 * 2);
    }

    void everyLevelOfNoiseGivesTheSamePath_data() {
        QTest::addColumn<double>("level");
        QTest::addColumn<bool>("backward");
        for (const double level : {0.0, 0.5, 1.0, 1.6})
            for (const bool backward : {false, true})
                QTest::addRow("%g %s", level, backward ? "backward" : "forward") << level << backward;
    }
    void everyLevelOfNoiseGivesTheSamePath() {
        QFETCH(double, level);
        QFETCH(bool, backward);
        const OrnsteinUhlenbeck process;
        WorkerPool pool(2);
        const double from = backward ? process.end() : process.start, to = backward ? process.start : process.end();
        const Points start = tests::gaussianCloud(process.meanAt(from), process.varianceAt(from), 5'000);
        const auto moved =
            integrate(process.entropic(true), pool, start, evenTimes(from, to, 3), {{}, 0.02, 1e-5, level});
        QCOMPARE(moved.smooth, level == 0);
        for (int l = 0; l < 3; ++l)
            verifyMoments(moved.positions[std::size_t(l)], process.meanAt(moved.times[l]),
                          process.varianceAt(moved.times[l]), 1.3);
    }

    void backwardWithTheOwnNoise() {
        const OrnsteinUhlenbeck process;
        WorkerPool pool(2);
        const Points start =
            tests::gaussianCloud(process.meanAt(process.end()), process.varianceAt(process.end()), 5'000);
        const auto moved =
            integrate(process.entropic(true), pool, start, evenTimes(process.end(), process.start, 2), {});
        verifyMoments(moved.positions[0], process.from, process.variance, 1.3);
    }

    void aChangingNoiseKeepsThePathAtEveryLevel() {
        // Diffusion with σ = 1.2 u: s̃ = 0, s* = (σ²/4v)‖x‖², v = v_0 + ∫σ².
        const Normalization units = tests::oddUnits(1);
        const auto variance = [](double t) { return 0.3 + 0.48 * t * t * t; };
        const auto zero = [](double) { return Vector(Vector::Zero(1)); };
        ActionModel model = tests::modelOf(tests::quadratic([](double) { return 0.0; }, zero), units,
                                           {Method::Entropic, {0, 1.2}, 0, {}});
        model.companion = std::make_shared<ActionModel>(
            tests::modelOf(tests::quadratic([=](double t) { return 1.44 * t * t / (2 * variance(t)); }, zero), units));
        WorkerPool pool(2);
        for (const double level : {0.0, 0.3, 1.0}) {
            const Points start = tests::gaussianCloud(zero(0), 0.3, 5'000),
                         end = tests::gaussianCloud(zero(0), 0.78, 5'000);
            verifyMoments(integrate(model, pool, start, evenTimes(0, 1, 2), {{}, 0.02, 1e-5, level}).positions[1],
                          zero(0), 0.78, 1.3);
            verifyMoments(integrate(model, pool, end, evenTimes(1, 0, 2), {{}, 0.02, 1e-5, level}).positions[0],
                          zero(0), 0.3, 1.3);
        }
    }

    void thePathsDependOnTheSeedAlone() {
        const OrnsteinUhlenbeck process;
        WorkerPool one(1), three(3);
        const Points start = tests::gaussianCloud(process.from, 1, 301);
        const Times times = evenTimes(process.start, process.end(), 3);
        IntegrationSettings settings;
        settings.seed = 5;
        const auto first = integrate(process.entropic(true, 64), one, start, times, settings),
                   second = integrate(process.entropic(true, 17), three, start, times, settings);
        QVERIFY(first.positions == second.positions && first.velocities == second.velocities);
        settings.seed = 6;
        QVERIFY(integrate(process.entropic(true), one, start, times, settings).positions[1] != first.positions[1]);
    }

    void refusals() {
        const OrnsteinUhlenbeck process;
        WorkerPool pool(1);
        const Points start = Points::Zero(2, 2);
        const Times forward = evenTimes(0.5, 1.5, 2), backward = evenTimes(1.5, 0.5, 2);
        const ActionModel alone = process.entropic(false);
        EXPECT_ERROR(integrate(alone, pool, start, backward, {}), ErrorCode::InvalidArgument, "Train the pair");
        EXPECT_ERROR(integrate(alone, pool, start, forward, {{}, {}, 1e-5, 0.5}), ErrorCode::InvalidArgument,
                     "Train the pair");
        QVERIFY(integrate(alone, pool, start, forward, {{}, {}, 1e-5, 1.0}).particles() == 2); // its own level
        EXPECT_ERROR(integrate(alone, pool, start, forward, {Solver::Rk4}), ErrorCode::InvalidArgument,
                     "stochastic-heun");
        EXPECT_ERROR(integrate(alone, pool, start, forward, {{}, {}, 1e-5, -1.0}), ErrorCode::InvalidArgument,
                     "negative");
        ActionModel plain = alone;
        plain.dynamics = {};
        EXPECT_ERROR(integrate(plain, pool, start, forward, {{}, {}, 1e-5, 0.5}), ErrorCode::InvalidArgument, "eam");
        ActionModel both = process.entropic(true);
        both.dynamics.method = Method::EntropicUnbalanced;
        both.dynamics.lambda = 1;
        EXPECT_ERROR(integrate(both, pool, start, backward, {}), ErrorCode::InvalidArgument, "forward");
        QVERIFY(solverFor(alone, {}, false) == Solver::StochasticHeun && solverFor(plain, {}, true) == Solver::Rk4);
    }
};

KINETOSCOPE_TEST(ParticleEquationTest)

#include "particle_equation_test.moc"
