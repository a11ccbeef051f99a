#include "engine/training/trainer.h"

#include "engine/action/action_model.h"
#include "engine/core/error.h"
#include "engine/data/synthetic.h"
#include "engine/path/analytic_path.h"
#include "engine/training/training.h"
#include "tests/support/allocation_counter.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace engine;

namespace {

TrainingSettings smallSettings() {
    TrainingSettings settings;
    settings.hidden = {24, 24};
    settings.batch = 100;
    settings.steps = 400;
    settings.seed = 7;
    return settings;
}

std::shared_ptr<const Dataset> exampleData(const char* name) {
    return std::make_shared<const Dataset>(makeDataset(syntheticExample(name)));
}

struct Fixture {
    std::shared_ptr<const Dataset> dataset = exampleData("split");
    Normalization normalization = Normalization::of(*dataset);
    std::shared_ptr<const Path> path = std::make_shared<AnalyticPath>(syntheticExample("split").process, normalization);
};

bool same(const Checkpoint& a, const Checkpoint& b) {
    return a.step == b.step && (a.parameters == b.parameters).all() && (a.averaged == b.averaged).all() &&
           (a.firstMoment == b.firstMoment).all() && (a.secondMoment == b.secondMoment).all() &&
           a.smoothedLoss == b.smoothedLoss && a.energyBound == b.energyBound;
}

/// A path whose samples are not numbers from some step on.
class BrokenPath : public Path {
public:
    explicit BrokenPath(std::shared_ptr<const Path> good) : m_good(std::move(good)) {}
    int dimension() const override { return m_good->dimension(); }
    void sampleInterior(Rng& rng, PathSamples<float>& samples) const override {
        m_good->sampleInterior(rng, samples);
        if (broken)
            samples.dx_dt.setConstant(std::numeric_limits<float>::quiet_NaN());
    }
    void sampleBoundary(Rng& rng, PathSamples<float>& samples) const override { m_good->sampleBoundary(rng, samples); }
    mutable std::atomic<bool> broken = false;

private:
    std::shared_ptr<const Path> m_good;
};

} // namespace

class TrainerTest : public QObject {
    Q_OBJECT
    Fixture m;

private slots:
    void equalSeedsGiveEqualBits() {
        WorkerPool one(1), three(3);
        Trainer a(smallSettings(), m.path, m.normalization, one), b(smallSettings(), m.path, m.normalization, one),
            c(smallSettings(), m.path, m.normalization, three);
        auto other = smallSettings();
        other.seed = 8;
        Trainer d(other, m.path, m.normalization, one);
        for (int i = 0; i < 60; ++i) {
            a.step();
            b.step();
            c.step();
            d.step();
        }
        QVERIFY(same(*a.checkpoint(), *b.checkpoint()));
        QVERIFY2(same(*a.checkpoint(), *c.checkpoint()), "the number of threads changes the result");
        QVERIFY(!same(*a.checkpoint(), *d.checkpoint()));
    }

    void measuringChangesNothing() {
        WorkerPool pool(2);
        Trainer a(smallSettings(), m.path, m.normalization, pool), b(smallSettings(), m.path, m.normalization, pool);
        for (int i = 0; i < 20; ++i) {
            a.step();
            b.step();
            b.measureEnergyBound(500, std::uint64_t(i));
            b.model();
        }
        QVERIFY(same(*a.checkpoint(), *b.checkpoint()));
    }

    void checkpointGoesOnExactly() {
        WorkerPool pool(2);
        Trainer whole(smallSettings(), m.path, m.normalization, pool);
        for (int i = 0; i < 40; ++i)
            whole.step();
        const auto middle = whole.checkpoint();
        Trainer resumed(*middle, m.path, pool);
        for (int i = 0; i < 40; ++i) {
            whole.step();
            resumed.step();
        }
        QVERIFY(same(*whole.checkpoint(), *resumed.checkpoint()));
    }

    void stepsAllocateNothing() {
        if (!tests::countsAllocations())
            QSKIP("allocations are not counted under a sanitizer");
        for (LossForm form : {LossForm::Flow, LossForm::Action}) {
            WorkerPool pool(2);
            auto settings = smallSettings();
            settings.form = form;
            Trainer trainer(settings, m.path, m.normalization, pool);
            for (int i = 0; i < Trainer::kBoundInterval + 2; ++i)
                trainer.step();
            const std::size_t before = tests::allocationCount();
            for (int i = 0; i < 2 * Trainer::kBoundInterval; ++i)
                trainer.step();
            QCOMPARE(tests::allocationCount() - before, std::size_t(0));
        }
    }

    /// The history tells the norm of the gradient before it is clipped. The optimiser's first moment tells the gradient
    /// that arrived: m' = β m + (1 − β) g.
    void theHistoryHasTheNormOfTheGradient() {
        WorkerPool pool(2);
        const auto lastNorm = [](const Trainer& trainer) { return double(trainer.history().buckets.back().gradientNorm); };
        TrainingSettings settings = smallSettings();
        settings.clipNorm = 0;
        Trainer trainer(settings, m.path, m.normalization, pool);
        Eigen::ArrayXf before = trainer.checkpoint()->firstMoment;
        for (int step = 0; step < 30; ++step) {
            trainer.step();
            const Eigen::ArrayXf after = trainer.checkpoint()->firstMoment;
            const double norm = double(((after - Adam::kBeta1 * before) / (1 - Adam::kBeta1)).matrix().norm());
            QVERIFY2(std::abs(lastNorm(trainer) - norm) < 1e-3 * norm,
                     qPrintable(QString("%1 against %2").arg(lastNorm(trainer)).arg(norm)));
            before = after;
        }
        Trainer free(settings, m.path, m.normalization, pool);
        free.step();
        settings.clipNorm = lastNorm(free) / 10;
        Trainer clipped(settings, m.path, m.normalization, pool);
        clipped.step();
        QCOMPARE(lastNorm(clipped), lastNorm(free));
        const double arrived = double(clipped.checkpoint()->firstMoment.matrix().norm()) / double(1 - Adam::kBeta1);
        QVERIFY(std::abs(arrived - settings.clipNorm) < 1e-3 * settings.clipNorm);
    }

    void bothFormsAgreeInExpectation() {
        // The flow form and the action form of one network, on very many samples of one path.
        WorkerPool pool;
        Rng rng(3);
        const MlpShape shape{2, {32, 32}, Activation::SiLU};
        const Mlp<float> net(shape, rng);
        const int n = 400000;
        for (TimeWeight weight : {TimeWeight::Constant, TimeWeight::OneMinusT, TimeWeight::TOneMinusT}) {
            GradientAccumulator flow(shape, {LossForm::Flow, weight}, n, pool);
            GradientAccumulator action(shape, {LossForm::Action, weight}, n, pool);
            const double a = flow.evaluate(net, *m.path, 1, 1), b = action.evaluate(net, *m.path, 1, 2);
            const double error = std::hypot(flow.standardError(), action.standardError());
            QVERIFY2(std::abs(a - b) < 4 * error,
                     qPrintable(QString("%1 against %2, standard error %3").arg(a).arg(b).arg(error)));
            QVERIFY2(error < 0.02 * std::max(0.05, std::abs(a)), "too few samples to tell");
            const Eigen::ArrayXf difference = flow.gradient() - action.gradient();
            QVERIFY(difference.abs().maxCoeff() < 0.05 * flow.gradient().abs().maxCoeff());
        }
    }

    void divergenceKeepsTheLastGoodWeights() {
        WorkerPool pool(2);
        const auto path = std::make_shared<BrokenPath>(m.path);
        Trainer trainer(smallSettings(), path, m.normalization, pool);
        for (int i = 0; i < 5; ++i)
            trainer.step();
        const auto good = trainer.checkpoint();
        path->broken = true;
        QVERIFY_EXCEPTION_THROWN(trainer.step(), Error);
        QVERIFY(same(*good, *trainer.checkpoint()));
        path->broken = false;
        trainer.step();
        QVERIFY(trainer.checkpoint()->parameters.isFinite().all());
    }

    void renormalizedIsTheSameFunction() {
        WorkerPool pool(2);
        Trainer trainer(smallSettings(), m.path, m.normalization, pool);
        for (int i = 0; i < 50; ++i)
            trainer.step();
        const auto before = trainer.checkpoint();
        Normalization other = m.normalization;
        other.center += Vector::Constant(2, 0.7);
        other.scale *= 1.6;
        other.start -= 0.2;
        other.duration *= 1.5;
        const Checkpoint after = renormalized(*before, other);
        ModelEvaluator a(before->model(), pool), b(after.model(), pool);
        Rng rng(1);
        Points x(2, 50);
        rng.fillNormal(x);
        const Times t = Times::LinSpaced(50, 0, 1);
        const ActionValues u = a.evaluate(t, x), v = b.evaluate(t, x);
        const double size = u.velocity.cwiseAbs().maxCoeff();
        QVERIFY((u.velocity - v.velocity).cwiseAbs().maxCoeff() < 1e-4 * size);
        QVERIFY((u.ds_dt - v.ds_dt).cwiseAbs().maxCoeff() < 1e-4 * (1 + u.ds_dt.cwiseAbs().maxCoeff()));
        QVERIFY((u.laplacian - v.laplacian).cwiseAbs().maxCoeff() < 1e-3 * (1 + u.laplacian.cwiseAbs().maxCoeff()));
        const double constant = (u.s - v.s).mean();
        QVERIFY(((u.s - v.s).array() - constant).abs().maxCoeff() < 1e-4 * (1 + u.s.cwiseAbs().maxCoeff()));
    }

    void learningRateWarmsUpAndFalls() {
        WorkerPool pool(1);
        auto settings = smallSettings();
        settings.warmUp = 10;
        settings.steps = 100;
        Trainer trainer(settings, m.path, m.normalization, pool);
        QVERIFY(trainer.learningRate() < 0.2 * settings.learningRate);
        for (int i = 0; i < 10; ++i)
            trainer.step();
        QVERIFY(trainer.learningRate() > 0.9 * settings.learningRate);
        while (!trainer.isFinished())
            trainer.step();
        QVERIFY(trainer.learningRate() < 0.02 * settings.learningRate);
    }

    /// A matching of every method on every path that snapshots offer takes steps and lowers its loss.
    void everyMethodTrainsOnEveryPath_data() {
        QTest::addColumn<int>("method");
        QTest::addColumn<int>("path");
        for (int method = 0; method < 5; ++method)
            for (int path = 0; path <= int(PathKind::Spline); ++path)
                QTest::addRow("%s %s", name(Method(method)).data(), name(PathKind(path)).data()) << method << path;
    }
    void everyMethodTrainsOnEveryPath() {
        QFETCH(int, method);
        QFETCH(int, path);
        auto settings = smallSettings();
        settings.method = Method(method);
        settings.path = PathKind(path);
        settings.cost = costNamed("power:3");
        settings.hidden = {16, 16};
        settings.steps = 200;
        settings.mass = MassMode::Counts;
        WorkerPool pool(2);
        JobThread jobs;
        Training training(exampleData("split"), settings, pool, jobs);
        training.waitUntilReady();
        while (!training.trainer()->isFinished())
            training.step();
        const auto checkpoint = training.checkpoint(0);
        QVERIFY(checkpoint->parameters.isFinite().all());
        if (PathKind(path) != PathKind::Mixture || isWeighted(settings.method))
            QVERIFY(checkpoint->energyBound.value() > 0.02);
        QCOMPARE(checkpoint->costSmoothing > 0, settings.method == Method::ConvexCost);
        const auto model = training.model();
        QVERIFY(model->dynamics == settings.dynamics(training.normalization()));
        QCOMPARE(bool(model->companion), settings.method == Method::Entropic);
        QCOMPARE(model->masses.times().empty(), !isWeighted(settings.method));
        // What the pair of a checkpoint learned goes on with it.
        Training resumed(exampleData("split"), settings, pool, jobs, Training::Begin::WarmStart, checkpoint);
        resumed.waitUntilReady();
        resumed.step();
        QVERIFY(resumed.checkpoint(0)->parameters.isFinite().all());
        if (checkpoint->companion)
            QCOMPARE(resumed.checkpoint(0)->companion->step, checkpoint->companion->step + 1);
    }

    /// On the same samples the companion is what a training of plain am on that path gives.
    void companionIsPlainActionMatching() {
        auto settings = smallSettings();
        settings.method = Method::Entropic;
        settings.path = PathKind::OptimalTransport;
        settings.steps = 30;
        WorkerPool pool(2);
        JobThread jobs;
        Training pair(exampleData("split"), settings, pool, jobs);
        settings.method = Method::ActionMatching;
        Training alone(exampleData("split"), settings, pool, jobs);
        for (Training* training : {&pair, &alone}) {
            training->waitUntilReady();
            while (!training->trainer()->isFinished())
                training->step();
        }
        QVERIFY((pair.checkpoint(0)->companion->parameters == alone.checkpoint(0)->parameters).all());
    }

    void trainingRenewsPairsTheSameWayWhetherAwaitedOrPolled() {
        // The command line waits for the pairs, the window polls for them: the weights must not know.
        auto data = exampleData("split");
        auto settings = smallSettings();
        settings.path = PathKind::Minibatch;
        settings.hidden = {8};
        settings.batch = 16;
        settings.steps = PathSource::kRenewalSteps + 50;
        WorkerPool pool(1);
        JobThread jobs;
        Training awaited(data, settings, pool, jobs), polled(data, settings, pool, jobs);
        awaited.waitUntilReady();
        while (!awaited.trainer()->isFinished()) {
            awaited.waitUntilReady();
            awaited.step();
        }
        int misses = 0;
        while (!polled.trainer() || !polled.trainer()->isFinished())
            if (polled.isReady())
                polled.step();
            else if (++misses > 0)
                QThread::msleep(1);
        QVERIFY(same(*awaited.checkpoint(0), *polled.checkpoint(0)));
    }
};

KINETOSCOPE_TEST(TrainerTest)

#include "trainer_test.moc"
