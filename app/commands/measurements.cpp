#include "app/commands/measurements.h"

#include "engine/core/job_thread.h"
#include "engine/core/random.h"
#include "engine/data/dataset.h"
#include "engine/nn/kernels/tile_kernel.h"
#include "engine/training/training.h"

#include <QProcess>
#include <algorithm>
#include <chrono>
#include <memory>
#include <vector>

namespace app {

using engine::Index;
using engine::Points;
using engine::PointSet;

namespace {

using Clock = std::chrono::steady_clock;
double secondsSince(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

double median(std::vector<double> values) {
    const auto middle = values.begin() + std::ptrdiff_t(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

/// Two clouds to learn a motion between.
std::shared_ptr<const engine::Dataset> twoClouds(int dimension) {
    auto dataset = std::make_shared<engine::Dataset>();
    for (int k = 0; k < 2; ++k) {
        engine::Rng rng(static_cast<std::uint64_t>(k));
        Points points(dimension, 1000);
        rng.fillNormal(points);
        points.array() += 2 * k;
        engine::Snapshot snapshot;
        snapshot.time = k;
        snapshot.points = PointSet(points);
        dataset->snapshots.push_back(std::move(snapshot));
    }
    return dataset;
}

bool hasExactLaplacian(const TrainingLoad& load) { return load.variant == "eam-exact"; }
bool isActionForm(const TrainingLoad& load) { return load.variant.ends_with("-action") || hasExactLaplacian(load); }

engine::TrainingSettings settingsOf(const TrainingLoad& load) {
    engine::TrainingSettings settings;
    settings.hidden.assign(std::size_t(load.layers), load.hidden);
    settings.batch = load.batch;
    settings.method = engine::choiceNamed<engine::Method>(load.variant.substr(0, load.variant.find('-')));
    settings.companion = false; // one network is measured
    settings.laplacian = engine::LaplacianKind::Exact;
    if (settings.method == engine::Method::ConvexCost)
        settings.cost = engine::costNamed("power:3");
    settings.path = load.variant == "eam-flow" ? engine::PathKind::Bridge : engine::PathKind::Independent;
    settings.form = isActionForm(load) ? engine::LossForm::Action : engine::LossForm::Flow;
    settings.steps = 1'000'000'000;
    return settings;
}

} // namespace

double flopsPerStep(const TrainingLoad& load) {
    // Flow form, samples between the snapshots: forward, reverse (for ∇s), tangent, second reverse, and two products
    // for the gradient. The action form adds forward, reverse and gradient for a batch at each end, the exact Laplacian
    // forward, second reverse and gradient for each coordinate. The second reverse passes stop above the first layer.
    const double ends = isActionForm(load) ? 2 : 0, probes = hasExactLaplacian(load) ? load.dimension : 0;
    const double hidden = 6 + 3 * ends + 3 * probes, first = 5 + 2 * ends + 2 * probes;
    const double h = load.hidden,
                 perSample = hidden * 2 * h * h * (load.layers - 1) + first * 2 * h * (load.dimension + 1);
    return perSample * load.batch;
}

Speed trainingSpeed(const TrainingLoad& load, engine::WorkerPool& pool, double seconds) {
    engine::JobThread jobs;
    engine::Training training(twoClouds(load.dimension), settingsOf(load), pool, jobs);
    training.waitUntilReady();
    return repeated(seconds, [&] { training.step(); });
}

std::shared_ptr<const engine::ActionModel> measuredModel(int hidden, engine::WorkerPool& pool) {
    engine::JobThread jobs;
    engine::Training training(twoClouds(2), settingsOf({"am-flow", 2, hidden, 3, 256, pool.size()}), pool, jobs);
    training.waitUntilReady();
    training.step();
    return training.model();
}

double fieldSpeed(int hidden, int points, double seconds, engine::WorkerPool& pool) {
    Points x(2, points), velocity(2, points);
    engine::Rng rng(9);
    rng.fillNormal(x);
    engine::ModelEvaluator evaluator(measuredModel(hidden, pool), pool);
    return points * repeated(seconds, [&] { evaluator.velocity(0.5, x, velocity); }).median;
}

ParticleSpeed particleSpeed(engine::Solver solver, int particles, engine::WorkerPool& pool) {
    const auto model = measuredModel(128, pool);
    ParticleSpeed speed{particles, 100, 0};
    Points start(2, speed.particles);
    engine::Rng rng(5);
    rng.fillNormal(start);
    engine::IntegrationSettings settings;
    settings.solver = solver;
    settings.step = 1.0 / speed.steps;
    const auto begin = Clock::now();
    engine::integrate(*model, pool, start, engine::evenTimes(0, 1, 2), settings);
    speed.seconds = secondsSince(begin);
    return speed;
}

double matrixProductPeak(engine::WorkerPool& pool) {
    constexpr int kSize = 256, kColumns = 240, kTries = 12, kRepeats = 20;
    constexpr double kFlops = 2.0 * kSize * kSize * kColumns * kRepeats;
    const auto& kernels = engine::kernelTable<float>();
    struct Operands {
        Eigen::MatrixXf a = Eigen::MatrixXf::Random(kSize, kSize), b = Eigen::MatrixXf::Random(kSize, kColumns);
        Eigen::MatrixXf c = Eigen::MatrixXf::Zero(kSize, kColumns), packed = Eigen::MatrixXf::Zero(kSize, kSize);
    };
    std::vector<Operands> operands(std::size_t(pool.size()));
    double best = 0;
    for (int attempt = 0; attempt < kTries; ++attempt) {
        const auto start = Clock::now();
        pool.run(pool.size(), [&](int task, int) {
            Operands& o = operands[std::size_t(task)];
            for (int i = 0; i < kRepeats; ++i)
                kernels.multiply(kSize, kColumns, kSize, o.a.data(), o.b.data(), o.c.data(), o.packed.data());
        });
        best = std::max(best, kFlops * pool.size() / secondsSince(start));
    }
    return best * 1e-9;
}

double startUpSeconds() {
    constexpr int kTries = 7;
    std::vector<double> times;
    for (int attempt = 0; attempt < kTries; ++attempt) {
        QProcess program;
        const auto start = Clock::now();
        program.start(QStringLiteral("/proc/self/exe"), {QStringLiteral("--version")});
        program.waitForFinished();
        times.push_back(secondsSince(start));
    }
    return median(times);
}

} // namespace app
