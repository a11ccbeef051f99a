#include "app/commands/work_measurement.h"

#include "app/commands/measurements.h"
#include "app/commands/window_measurement.h"
#include "engine/core/random.h"
#include "engine/path/exact_transport.h"
#include "engine/trajectory/log_likelihood.h"
#include "ui/document/project_file.h"

#include <QProcess>
#include <QTemporaryDir>
#include <chrono>

namespace app {

namespace {

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

engine::Points normal(int points, std::uint64_t seed) {
    engine::Points x(2, points);
    engine::Rng(seed).fillNormal(x);
    return x;
}

WorkRow pairing(int points) {
    const engine::Points from = normal(points, 1), to = normal(points, 2);
    const auto start = Clock::now();
    engine::exactTransport(from, to, {}, {}, engine::GroundCost::SquaredEuclidean);
    return {"pairing", points, secondsSince(start)};
}

WorkRow likelihood(engine::WorkerPool& pool, std::stop_token stop) {
    constexpr int kPoints = 1000, kHidden = 128;
    const auto model = measuredModel(kHidden, pool);
    engine::Snapshot first;
    first.points = engine::PointSet(normal(kPoints, 3));
    const engine::Points x = normal(kPoints, 4);
    const auto start = Clock::now();
    engine::logLikelihood(*model, pool, first, engine::Times::Constant(kPoints, model->lastTime()), x, {}, stop);
    return {"likelihood", kPoints, secondsSince(start)};
}

/// The whole process, from its start to the finished film; 0 seconds where nothing can be drawn.
WorkRow film(int threads) {
    constexpr int kFrames = 60, kPatience = 120'000; // milliseconds
    const QTemporaryDir folder;
    const QString project = folder.filePath(QStringLiteral("film") + QLatin1String(ui::kProjectSuffix));
    ui::writeProject(trainedExample(threads), project);
    QProcess program;
    const auto start = Clock::now();
    program.start(QStringLiteral("/proc/self/exe"),
                  {QStringLiteral("render"), project, QStringLiteral("-o"), folder.filePath(QStringLiteral("film.mp4")),
                   QStringLiteral("--seconds"), QStringLiteral("2"), QStringLiteral("--fps"), QStringLiteral("30"),
                   QStringLiteral("--size"), QStringLiteral("1280x720"), QStringLiteral("--quiet")});
    const bool ended = program.waitForFinished(kPatience);
    const double seconds = secondsSince(start);
    program.kill();
    program.waitForFinished();
    return {"export", kFrames, ended && program.exitCode() == 0 ? seconds : 0};
}

} // namespace

std::vector<WorkRow> workRows(engine::WorkerPool& pool, std::stop_token stop) {
    std::vector<WorkRow> rows;
    for (const int points : {500, 1000, 2000}) {
        if (stop.stop_requested())
            return rows;
        rows.push_back(pairing(points));
    }
    rows.push_back(likelihood(pool, stop));
    if (const WorkRow row = film(pool.size()); row.seconds > 0)
        rows.push_back(row);
    return rows;
}

} // namespace app
