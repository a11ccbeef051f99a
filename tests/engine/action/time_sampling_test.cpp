#include "engine/action/time_sampling.h"

#include "engine/data/closed_forms.h"
#include "engine/training/gradient_accumulator.h"
#include "tests/engine/support/accuracy.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace engine;

class TimeSamplingTest : public QObject {
    Q_OBJECT

private slots:
    void knowsNothingMeansUniform() {
        const TimeSampling times;
        for (const double u : {0.0, 0.1, 0.5, 0.999}) {
            QVERIFY(std::abs(times.draw(u).t - u) < 1e-12);
            QCOMPARE(times.draw(u).weight, 1.0);
        }
    }

    /// Weighted means are integrals over uniform times, and no time is forgotten.
    void weightedMeansAreIntegrals() {
        TimeSampling times;
        constexpr int n = 20000;
        Eigen::RowVectorXd t(n), h(n);
        for (int j = 0; j < n; ++j) {
            t[j] = (j + 0.5) / n;
            h[j] = (t[j] > 0.8 ? 30 : 0.1) * (j % 2 ? 1 : -1) + 5;
        }
        times.learn(t, h);
        QVERIFY(times.density(0.9) > 3);
        QVERIFY(times.density(0.1) >= TimeSampling::kUniformShare);
        double mass = 0, first = 0, wave = 0;
        for (int j = 0; j < n; ++j) {
            const auto draw = times.draw((j + 0.5) / n);
            QVERIFY(draw.t >= 0 && draw.t <= 1);
            QVERIFY(std::abs(draw.weight * times.density(draw.t) - 1) < 1e-9 || j == 0);
            mass += draw.weight / n;
            first += draw.weight * draw.t / n;
            wave += draw.weight * std::sin(5 * draw.t) / n;
        }
        QVERIFY(std::abs(mass - 1) < 1e-3);
        QVERIFY(std::abs(first - 0.5) < 1e-3);
        QVERIFY(std::abs(wave - (1 - std::cos(5.0)) / 5) < 1e-3);
        QVERIFY(TimeSampling(times.state()).state() == times.state());
        QCOMPARE(TimeSampling(times.state()).draw(0.7).t, times.draw(0.7).t);
    }

    /// T8 with fixed network: the same loss and gradient in the mean, with a smaller spread from batch to batch.
    void lossIsUnbiasedAndVariesLess() {
        WorkerPool pool(1);
        const auto process = closed_forms::split(1, 0.3);
        const Normalization units = tests::normalizationOf(*process);
        const AnalyticPath path(process, units);
        TrainingSettings settings;
        settings.hidden = {24, 24};
        settings.batch = 256;
        settings.steps = 400;
        Trainer trainer(settings, std::make_shared<AnalyticPath>(process, units), units, pool);
        while (!trainer.isFinished())
            trainer.step();
        const auto checkpoint = trainer.checkpoint();
        const Mlp<float> net(checkpoint->shape, checkpoint->averaged);

        GradientAccumulator accumulator(net.shape(), LossTerms(), 256, pool);
        struct Result {
            double mean = 0, spread = 0;
            Eigen::ArrayXd gradient;
        };
        const auto measure = [&](TimeSampling* times) {
            Result r;
            r.gradient = Eigen::ArrayXd::Zero(net.parameters().size());
            constexpr int n = 1500;
            double squares = 0;
            for (int k = 0; k < n; ++k) {
                const double loss = accumulator.evaluate(net, path, times ? 1 : 2, std::uint64_t(k), true, times);
                r.mean += loss / n;
                squares += loss * loss / n;
                r.gradient += accumulator.gradient().cast<double>() / n;
            }
            r.spread = std::sqrt(squares - r.mean * r.mean);
            return r;
        };
        TimeSampling times;
        for (int k = 0; k < 200; ++k) // learn first
            accumulator.evaluate(net, path, 5, std::uint64_t(k), false, &times);
        const Result uniform = measure(nullptr), adaptive = measure(&times);
        const double error = std::hypot(uniform.spread, adaptive.spread) / std::sqrt(1500.0);
        qInfo("loss %.5f and %.5f ± %.5f, spread %.5f and %.5f", uniform.mean, adaptive.mean, error, uniform.spread,
              adaptive.spread);
        QVERIFY(std::abs(uniform.mean - adaptive.mean) < 4.5 * error);
        QVERIFY(adaptive.spread < 0.9 * uniform.spread);
        QVERIFY((uniform.gradient - adaptive.gradient).matrix().norm() < 0.3 * uniform.gradient.matrix().norm() + 0.02);
    }

    void threadsChangeNothing() {
        const auto process = closed_forms::split(1, 0.3);
        const Normalization units = tests::normalizationOf(*process);
        TrainingSettings settings;
        settings.hidden = {16, 16};
        settings.batch = 200;
        settings.adaptiveTimes = true;
        WorkerPool one(1), three(3);
        Trainer a(settings, std::make_shared<AnalyticPath>(process, units), units, one),
            b(settings, std::make_shared<AnalyticPath>(process, units), units, three);
        for (int k = 0; k < 40; ++k) {
            a.step();
            b.step();
        }
        QVERIFY((a.checkpoint()->parameters == b.checkpoint()->parameters).all());
        QVERIFY(a.checkpoint()->times == b.checkpoint()->times);
        Trainer c(*a.checkpoint(), std::make_shared<AnalyticPath>(process, units), three);
        a.step();
        c.step();
        QVERIFY((a.checkpoint()->parameters == c.checkpoint()->parameters).all());
    }
};

KINETOSCOPE_TEST(TimeSamplingTest)

#include "time_sampling_test.moc"
