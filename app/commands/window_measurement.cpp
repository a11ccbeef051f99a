#include "app/commands/window_measurement.h"

#include "app/start_up_probe.h"
#include "engine/core/job_thread.h"
#include "engine/core/random.h"
#include "engine/training/training.h"
#include "ui/document/example_project.h"
#include "ui/document/project_file.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <algorithm>
#include <chrono>
#include <nlohmann/json.hpp>

namespace app {

namespace {

using Clock = std::chrono::steady_clock;

constexpr int kStepsBefore = 300;             ///< of a training that has ended
constexpr int kStepsWithoutEnd = 100'000'000; ///< of one that goes on while it is measured

bool hasDisplay() { return qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY"); }

/// Starts the window with a measurement asked for by an environment variable, and returns what it says of it.
QByteArray saidByWindow(const QStringList& files, const char* variable, const QString& value, double seconds) {
    constexpr int kPatience = 60'000; // milliseconds
    const QTemporaryDir home;         // a window as on the first day, which leaves no trace in the person's settings
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char* folder : {"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"})
        environment.insert(QLatin1String(folder), home.path());
    environment.insert(QLatin1String(variable), value);
    QProcess program;
    program.setProcessEnvironment(environment);
    program.start(QStringLiteral("/proc/self/exe"), files);
    if (!program.waitForFinished(kPatience + int(1e3 * seconds)))
        program.kill();
    program.waitForFinished();
    return program.readAllStandardOutput().trimmed();
}

/// `state` as WindowProbe names it.
std::optional<WindowFigures> figuresOf(const QStringList& files, const char* state, double seconds) {
    const QString asked = QStringLiteral("%1 %2").arg(QLatin1String(state)).arg(seconds);
    const QByteArray said = saidByWindow(files, WindowProbe::kVariable, asked, seconds);
    const auto json = nlohmann::json::parse(said.constData(), nullptr, false);
    if (!json.is_object())
        return {};
    const auto number = [&](const char* key) { return json.at(key).get<double>(); };
    return WindowFigures{number("seconds"),
                         json.at("ticks").get<int>(),
                         number("p999_seconds"),
                         number("max_seconds"),
                         number("opening_max_seconds"),
                         number("first_motion_seconds"),
                         number("frames_per_second"),
                         number("frame_median_seconds"),
                         number("frame_p99_seconds"),
                         number("steps_per_second"),
                         number("memory_anonymous_bytes"),
                         number("memory_resident_bytes"),
                         json.at("thinned").get<std::string>()};
}

engine::PointSet cloud(int points, double center, std::uint64_t seed) {
    engine::Points x(2, points);
    engine::Rng rng(seed);
    rng.fillNormal(x);
    x.row(0).array() += center;
    return engine::PointSet(x);
}

ui::Project projectOf(const WindowLoad& load) {
    ui::Project project = ui::exampleProject(load.example);
    project.view.particleCount = load.particles;
    if (load.trains())
        project.runs.front().settings.steps = kStepsWithoutEnd;
    if (load.points > 0) {
        project.dataset = {};
        project.runs.front().settings.path = engine::PathKind::Independent; // pairing is measured elsewhere
        for (int k = 0; k < 2; ++k) {
            engine::Snapshot snapshot;
            snapshot.time = k;
            snapshot.points = cloud(load.points / 2, 3 * k, std::uint64_t(k));
            project.dataset.snapshots.push_back(std::move(snapshot));
        }
    }
    return project;
}

/// The training of a project's first run, ready for its first step.
struct Prepared {
    Prepared(const ui::Project& project, int threads)
        : pool(threads), training(std::make_shared<const engine::Dataset>(project.dataset),
                                  project.runs.front().settings, pool, jobs) {
        training.waitUntilReady();
    }
    engine::WorkerPool pool;
    engine::JobThread jobs;
    engine::Training training;
};

void train(ui::Project& project, int threads) {
    project.runs.front().settings.steps = kStepsBefore;
    Prepared prepared(project, threads);
    while (!prepared.training.trainer()->isFinished())
        prepared.training.step();
    project.runs.front().checkpoint = prepared.training.checkpoint(1);
}

} // namespace

ui::Project trainedExample(int threads) {
    ui::Project project = ui::exampleProject(WindowProbe::kExample);
    train(project, threads);
    return project;
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
    if (times.empty())
        return {};
    std::sort(times.begin(), times.end());
    return times[times.size() / 2];
}

std::optional<OpeningFigures> windowWhileOpening(const QString& file) {
    if (!hasDisplay())
        return {};
    constexpr double kPatience = 600; // of ten million rows on a slow machine
    const auto json = nlohmann::json::parse(
        saidByWindow({}, WindowProbe::kVariable, QStringLiteral("opening ") + file, kPatience).constData(), nullptr,
        false);
    if (!json.is_object())
        return {};
    return OpeningFigures{json.at("drawn_seconds").get<double>(), json.at("p999_seconds").get<double>(),
                          json.at("max_seconds").get<double>(), json.at("busy_seconds").get<double>()};
}

std::optional<WindowFigures> windowFigures(const WindowLoad& load, double seconds, int threads) {
    if (!hasDisplay())
        return {};
    if (load.way == WindowLoad::Way::Chosen)
        return figuresOf({}, "choosing", seconds);
    ui::Project project = projectOf(load);
    if (load.way == WindowLoad::Way::Plays)
        train(project, threads);
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("measured") + QLatin1String(ui::kProjectSuffix));
    ui::writeProject(project, file);
    return figuresOf({file}, load.way == WindowLoad::Way::Plays ? "playing" : "training", seconds);
}

double stepsWithoutWindow(const WindowLoad& load, double seconds, int threads) {
    Prepared prepared(projectOf(load), threads);
    const auto start = Clock::now();
    const auto sinceStart = [&] { return std::chrono::duration<double>(Clock::now() - start).count(); };
    while (sinceStart() < seconds && !prepared.training.trainer()->isFinished())
        prepared.training.step();
    return double(prepared.training.trainer()->stepsDone()) / sinceStart();
}

std::optional<WindowFigures> windowWithTable(double seconds) {
    if (!hasDisplay())
        return {};
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("clouds.csv")));
    if (!file.open(QIODevice::WriteOnly))
        return {};
    QByteArray table = "t,x,y\n";
    for (int time = 0; time < 2; ++time) {
        const engine::Points x = cloud(kTablePoints / 2, 3 * time, std::uint64_t(time)).points();
        for (engine::Index i = 0; i < x.cols(); ++i)
            table += QByteArray::number(time) + ',' + QByteArray::number(x(0, i), 'g', 6) + ',' +
                     QByteArray::number(x(1, i), 'g', 6) + '\n';
    }
    file.write(table);
    file.close();
    return figuresOf({file.fileName()}, "training", seconds);
}

const std::vector<WindowLoad>& windowLoads() {
    using Way = WindowLoad::Way;
    constexpr char kSpace[] = "bubble"; // an example in three dimensions
    static const std::vector<WindowLoad> all = {{"example", Way::Chosen, 0, 500},
                                                {"particles", Way::Plays, 0, 5'000},
                                                {"particles while training", Way::Trains, 0, 5'000},
                                                {"example in space", Way::Trains, 0, 500, kSpace},
                                                {"particles in space", Way::Plays, 0, 5'000, kSpace},
                                                {"particles in space while training", Way::Trains, 0, 5'000, kSpace},
                                                {"points", Way::Plays, 100'000, 500},
                                                {"points", Way::Plays, 1'000'000, 500}};
    return all;
}

} // namespace app
