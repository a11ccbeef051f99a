#include "engine/trajectory/log_likelihood.h"

#include "tests/engine/support/closed_form_model.h"
#include "tests/support/expect_error.h"
#include "tests/support/test_registry.h"

#include <QTest>
#include <numbers>

using namespace engine;

namespace {

/// Points whose mean and covariance are exactly these, mean and variance·I, so that the fitted Gaussian is known.
Snapshot exactCloud(double time, const Vector& mean, double variance) {
    const Index d = mean.size();
    Points points(d, 2 * d);
    points << Matrix::Identity(d, d), -Matrix::Identity(d, d);
    Snapshot snapshot;
    snapshot.time = time;
    snapshot.points = PointSet(Points((points * std::sqrt(double(d) * variance)).colwise() + mean));
    return snapshot;
}

double logGaussian(const Vector& x, const Vector& mean, double variance) {
    return -0.5 * double(x.size()) * std::log(2 * std::numbers::pi * variance) -
           (x - mean).squaredNorm() / (2 * variance);
}

Times someTimes(Index n, double from, double to) { return Times::LinSpaced(n, from, to); }

double worst(const RowVector& values, const std::function<double(Index)>& expected) {
    double error = 0;
    for (Index i = 0; i < values.size(); ++i)
        error = std::max(error, std::abs(values[i] - expected(i)));
    return error;
}

} // namespace

class LogLikelihoodTest : public QObject {
    Q_OBJECT

private slots:
    void scaling_data() {
        QTest::addColumn<int>("dimension");
        for (const int d : {1, 2, 3, 5})
            QTest::addRow("%d-D", d) << d;
    }
    void scaling() {
        // T2: x = a(t) x_0 with a = 1 + t, so log q changes by −d log a. Times on both sides of the start.
        QFETCH(int, dimension);
        const Vector center = Vector::LinSpaced(dimension, 0.5, 1);
        const auto form = tests::quadratic([](double t) { return 1 / (1 + t); }, [=](double) { return center; });
        const ActionModel model = tests::modelOf(form, tests::oddUnits(dimension, 0, 2));
        WorkerPool pool(2);
        const double v = 0.4;
        const Snapshot start = exactCloud(0.5, center, v * 1.5 * 1.5);
        const Points x = tests::gaussianCloud(center, 1, 90);
        const Times times = someTimes(90, 0, 2);
        const RowVector values = logLikelihood(model, pool, start, times, x);
        const double error =
            worst(values, [&](Index i) { return logGaussian(x.col(i), center, v * (1 + times[i]) * (1 + times[i])); });
        QVERIFY2(error < 2e-4, qPrintable(QString::number(error)));
        QVERIFY(likelihoodMethod(model) == LikelihoodMethod::ExactDivergence);
    }

    void scalingOfKernels() {
        const Vector zero = Vector::Zero(2);
        const auto form = tests::quadratic([](double t) { return 1 / (1 + t); }, [=](double) { return zero; });
        WorkerPool pool(2);
        Snapshot start;
        start.points = PointSet(tests::gaussianCloud(Eigen::Vector2d(1, 0), 0.2, 40), RowVector::LinSpaced(40, 1, 3));
        const CloudDensity kernels(DensityKind::Kernel, start.points.points(), start.points.weights());
        const Points x = tests::gaussianCloud(Eigen::Vector2d(2, 0), 1, 20, 5);
        const RowVector values = logLikelihood(tests::modelOf(form, tests::oddUnits(2)), pool, start,
                                               Times::Constant(20, 1.0), x, {DensityKind::Kernel});
        const RowVector expected = kernels.logDensity(x / 2, pool).array() - 2 * std::log(2.0);
        QVERIFY((values - expected).cwiseAbs().maxCoeff() < 2e-4);
    }

    void ornsteinUhlenbeckWithoutAndWithThePair() {
        // T5b: θ = σ = 1 from N((2, 0), ¼ I).
        const auto varianceAt = [](double t) { return 0.25 * std::exp(-2 * t) + 0.5 * (1 - std::exp(-2 * t)); };
        const auto meanAt = [](double t) { return Vector(std::exp(-t) * Eigen::Vector2d(2, 0)); };
        const Normalization units = tests::oddUnits(2);
        ActionModel noisy = tests::modelOf(
            tests::quadratic([](double) { return -1.0; }, [](double) { return Vector(Vector::Zero(2)); }), units,
            {Method::Entropic, {1, 1}, 0, {}});
        // The gauge of both is arbitrary: c(t) has to take it up.
        const ActionModel plain =
            tests::modelOf(tests::quadratic([=](double t) { return -1 + 1 / (2 * varianceAt(t)); }, meanAt,
                                            [=](double t) { return Vector(-meanAt(t)); },
                                            [](double t) { return 3 + std::sin(5 * t); }),
                           units);
        WorkerPool pool(2);
        const Snapshot start = exactCloud(0, meanAt(0), 0.25);
        const Times times = someTimes(60, 0, 1);
        Points x = tests::gaussianCloud(Vector::Zero(2), 0.5, 60);
        for (Index i = 0; i < 60; ++i)
            x.col(i) += meanAt(times[i]);
        const auto exact = [&](Index i) { return logGaussian(x.col(i), meanAt(times[i]), varianceAt(times[i])); };
        const double flow = worst(logLikelihood(plain, pool, start, times, x), exact);
        QVERIFY2(flow < 2e-4, qPrintable(QString::number(flow)));

        noisy.companion = std::make_shared<ActionModel>(plain);
        QVERIFY(likelihoodMethod(noisy) == LikelihoodMethod::Pair);
        Snapshot drawn;
        drawn.points = PointSet(tests::gaussianCloud(meanAt(0), 0.25, 1500));
        const double pair = worst(logLikelihood(noisy, pool, drawn, times, x), exact);
        QVERIFY2(pair < 0.06, qPrintable(QString::number(pair)));
        // Few times are normalised one by one, in any order and on both sides of the start.
        drawn.time = 0.5;
        drawn.points = PointSet(tests::gaussianCloud(meanAt(0.5), varianceAt(0.5), 1500));
        const Times few = (Times(3) << 1, 0, 0.5).finished();
        const Points at = Eigen::Vector2d(0.6, 0.1).replicate(1, 3);
        const double single = worst(logLikelihood(noisy, pool, drawn, few, at), [&](Index i) {
            return logGaussian(at.col(i), meanAt(few[i]), varianceAt(few[i]));
        });
        QVERIFY2(single < 0.06, qPrintable(QString::number(single)));
    }

    void weightedTranslation() {
        // U2: N(tD, vI) of mass 1 though points move by less than D.
        const double lambda = 1.5, v = 0.25;
        const Vector shift = Eigen::Vector2d(2, -1), b = shift / (1 + lambda * v);
        const auto form = tests::quadratic([](double) { return 0.0; }, [=](double t) { return Vector(t * shift); },
                                           [=](double) { return b; });
        const ActionModel model = tests::modelOf(form, tests::oddUnits(2), {Method::Unbalanced, {}, lambda, {}});
        WorkerPool pool(2);
        const Points x = tests::gaussianCloud(shift / 2, 1, 70);
        const Times times = someTimes(70, 0, 1);
        const double error = worst(logLikelihood(model, pool, exactCloud(0, Vector::Zero(2), v), times, x),
                                   [&](Index i) { return logGaussian(x.col(i), times[i] * shift, v); });
        QVERIFY2(error < 2e-4, qPrintable(QString::number(error)));
    }

    void massThatGrows() {
        // U3 with mass e^{rt}: s = ½ c ‖x‖² − ½ c d v + r/λ, c = v'/(2v + λv²). q integrates to the mass.
        const double lambda = 0.8, rate = 0.7;
        const auto v = [](double t) { return 0.3 + 0.5 * t; };
        const auto c = [=](double t) { return 0.5 / (2 * v(t) + lambda * v(t) * v(t)); };
        const auto form = tests::quadratic(
            c, [](double) { return Vector(Vector::Zero(2)); }, {},
            [=](double t) { return -c(t) * v(t) + rate / lambda; });
        ActionModel model = tests::modelOf(form, tests::oddUnits(2), {Method::Unbalanced, {}, lambda, {}});
        WorkerPool pool(2);
        const Points x = tests::gaussianCloud(Vector::Zero(2), 1, 70);
        const Times times = someTimes(70, 0, 1);
        const double error =
            worst(logLikelihood(model, pool, exactCloud(0, Vector::Zero(2), v(0)), times, x),
                  [&](Index i) { return logGaussian(x.col(i), Vector::Zero(2), v(times[i])) + rate * times[i]; });
        QVERIFY2(error < 2e-4, qPrintable(QString::number(error)));
        // The same mass, known apart from the action (§4.1).
        model.masses = MassCurve({0, 1}, {1, 2});
        const double apart =
            worst(logLikelihood(model, pool, exactCloud(0, Vector::Zero(2), v(0)), times, x), [&](Index i) {
                return logGaussian(x.col(i), Vector::Zero(2), v(times[i])) + (rate + std::log(2.0)) * times[i];
            });
        QVERIFY2(apart < 2e-4, qPrintable(QString::number(apart)));
    }

    void scalingUnderAConvexCost() {
        // C2 with p = 3: s = r² ‖x‖³/3, r = a'/a, moves points exactly as T2 does.
        const auto rate = [](double t) { return 1 / (1 + t); };
        tests::ClosedForm form;
        form.s = [=](double t, const Vector& x) { return rate(t) * rate(t) * std::pow(x.norm(), 3) / 3; };
        form.gradient = [=](double t, const Vector& x) { return Vector(rate(t) * rate(t) * x.norm() * x); };
        form.hessian = [=](double t, const Vector& x) {
            return Matrix(rate(t) * rate(t) * (x.norm() * Matrix::Identity(3, 3) + x * x.transpose() / x.norm()));
        };
        const ActionModel model =
            tests::modelOf(form, tests::oddUnits(3), {Method::ConvexCost, {}, 0, {ConvexCost::Kind::Power, 3, {}}});
        WorkerPool pool(2);
        const Points x = tests::gaussianCloud(Vector::Constant(3, 1.0), 0.1, 60);
        const Times times = someTimes(60, 0, 1);
        const double error =
            worst(logLikelihood(model, pool, exactCloud(0, Vector::Zero(3), 0.4), times, x), [&](Index i) {
                return logGaussian(x.col(i), Vector::Zero(3), 0.4 * (1 + times[i]) * (1 + times[i]));
            });
        QVERIFY2(error < 5e-4, qPrintable(QString::number(error)));
    }

    void randomDirectionsAreUnbiased() {
        // Seven axes, s = ½ xᵀCx with every C_ij = ¼ off the diagonal: the exact change is −tr C.
        const int d = 7;
        const Matrix c = Matrix::Constant(d, d, 0.25) + 0.1 * Matrix::Identity(d, d);
        tests::ClosedForm form;
        form.s = [=](double, const Vector& x) { return 0.5 * x.dot(c * x); };
        form.gradient = [=](double, const Vector& x) { return Vector(c * x); };
        form.hessian = [=](double, const Vector&) { return c; };
        Normalization units = tests::oddUnits(d);
        const ActionModel model = tests::modelOf(form, units);
        QVERIFY(likelihoodMethod(model) == LikelihoodMethod::EstimatedDivergence);
        WorkerPool pool(2);
        const Index n = 1500;
        const Points x = Points::Zero(d, n); // stays where it is
        const Snapshot start = exactCloud(0, Vector::Zero(d), 1);
        LikelihoodSettings settings;
        settings.step = 0.25;
        const RowVector values = logLikelihood(model, pool, start, Times::Constant(n, 1.0), x, settings);
        const double expected = logGaussian(Vector::Zero(d), Vector::Zero(d), 1) - c.trace();
        const double spread = std::sqrt((values.array() - values.mean()).square().mean());
        QVERIFY2(std::abs(values.mean() - expected) < 4 * spread / std::sqrt(double(n)) && spread > 0.1,
                 qPrintable(QString("%1 %2 %3").arg(values.mean()).arg(expected).arg(spread)));
        // Repeatable, whatever the number of threads.
        WorkerPool one(1);
        QVERIFY(values == logLikelihood(model, one, start, Times::Constant(n, 1.0), x, settings));
    }

    void refusals() {
        const auto still = tests::quadratic([](double) { return 0.0; }, [](double) { return Vector(Vector::Zero(2)); });
        const Normalization units = tests::oddUnits(2);
        WorkerPool pool(1);
        const Points x = Points::Zero(2, 1);
        const Snapshot start = exactCloud(0, Vector::Zero(2), 1);
        ActionModel noisy = tests::modelOf(still, units, {Method::Entropic, {0, 1}, 0, {}});
        EXPECT_ERROR(logLikelihood(noisy, pool, start, Times::Ones(1), x), ErrorCode::InvalidArgument,
                     "Train the pair");
        noisy.companion = std::make_shared<ActionModel>(tests::modelOf(still, units));
        EXPECT_ERROR(logLikelihood(noisy, pool, start, Times::Zero(1), x), ErrorCode::InvalidArgument, "no noise");
        const ActionModel both = tests::modelOf(still, units, {Method::EntropicUnbalanced, {1, 1}, 1, {}});
        EXPECT_ERROR(logLikelihood(both, pool, start, Times::Ones(1), x), ErrorCode::InvalidArgument, "uam");
        std::stop_source stop;
        stop.request_stop();
        EXPECT_ERROR(logLikelihood(tests::modelOf(still, units), pool, start, Times::Ones(1), x, {}, stop.get_token()),
                     ErrorCode::Cancelled, "cancelled");
    }
};

KINETOSCOPE_TEST(LogLikelihoodTest)

#include "log_likelihood_test.moc"
