#include "app/commands/measurements.h"

#include "app/latency_probe.h"
#include "app/start_up_probe.h"
#include "engine/core/job_thread.h"
#include "engine/core/random.h"
#include "engine/data/dataset.h"
#include "engine/nn/kernels/tile_kernel.h"
#include "engine/training/training.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <algorithm>
#include <chrono>
#include <cstdio>
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

bool hasDisplay() { return qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY"); }

/// Starts the window with a measurement asked for by an environment variable, and returns what it says of it.
QByteArray saidByWindow(const QStringList& files, const char* variable, const QString& value, double seconds) {
    constexpr int kPatience = 30'000; // milliseconds
    const QTemporaryDir home;         // a window as on the first day, which leaves no trace in the person's settings
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char* folder : {"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"})
        environment.insert(QLatin1String(folder), home.path());
    environment.insert(QLatin1String(variable), value);
    QProcess program;
    program.setProcessEnvironment(environment);
    program.start(QStringLiteral("/proc/self/exe"), files);
    program.waitForFinished(kPatience + int(1e3 * seconds));
    return program.readAllStandardOutput().trimmed();
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
    constexpr int kWarmUp = 5, kSlices = 15;
    for (int i = 0; i < kWarmUp; ++i)
        training.step();
    std::vector<double> speeds;
    for (int slice = 0; slice < kSlices; ++slice) {
        const auto start = Clock::now();
        int steps = 0;
        do {
            training.step();
            ++steps;
        } while (secondsSince(start) < seconds / kSlices);
        speeds.push_back(steps / secondsSince(start));
    }
    return {median(speeds), *std::max_element(speeds.begin(), speeds.end())};
}

ParticleSpeed particleSpeed(engine::Solver solver, int particles, engine::WorkerPool& pool) {
    engine::JobThread jobs;
    const auto dataset = twoClouds(2);
    engine::Training training(dataset, settingsOf({"am-flow", 2, 128, 3, 256, pool.size()}), pool, jobs);
    training.waitUntilReady();
    training.step();
    const auto model = training.trainer()->model();

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

std::optional<double> windowSeconds() {
    if (!hasDisplay())
        return {};
    constexpr int kTries = 5;
    std::vector<double> times;
    for (int attempt = 0; attempt < kTries; ++attempt) {
        const std::chrono::nanoseconds now = Clock::now().time_since_epoch();
        bool isNumber = false;
        const double seconds =
            saidByWindow({}, StartUpProbe::kVariable, QString::number(now.count()), 0).toDouble(&isNumber);
        if (isNumber)
            times.push_back(seconds);
    }
    return times.empty() ? std::nullopt : std::optional(median(times));
}

std::optional<Latency> eventLoopLatency(double seconds) {
    if (!hasDisplay())
        return {};
    constexpr int kPoints = 50'000; // in each of two clouds: together what the stage draws without leaving any out
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("clouds.csv")));
    if (!file.open(QIODevice::WriteOnly))
        return {};
    QByteArray table = "t,x,y\n";
    engine::Rng rng(1);
    for (int time = 0; time < 2; ++time)
        for (int i = 0; i < kPoints; ++i)
            table += QByteArray::number(time) + ',' + QByteArray::number(3 * time + rng.normal(), 'g', 6) + ',' +
                     QByteArray::number(rng.normal(), 'g', 6) + '\n';
    file.write(table);
    file.close();
    const QByteArray said = saidByWindow({file.fileName()}, LatencyProbe::kVariable, QString::number(seconds), seconds);
    Latency latency{2 * kPoints, seconds, 0, 0, 0, 0};
    const int read = std::sscanf(said.constData(), "%d %lf %lf %lf", &latency.ticks, &latency.percentile999,
                                 &latency.longest, &latency.longestOpening);
    return read == 4 ? std::optional(latency) : std::nullopt;
}

} // namespace app
