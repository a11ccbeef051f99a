#include "app/commands/commands.h"
#include "app/commands/frame_measurement.h"
#include "app/commands/measurements.h"
#include "app/commands/opening_measurement.h"
#include "app/commands/scaling_measurement.h"
#include "app/commands/shared.h"
#include "app/commands/time_to_gap.h"
#include "app/commands/window_measurement.h"
#include "app/commands/work_measurement.h"
#include "engine/core/instruction_set.h"

#include <algorithm>
#include <charconv>
#include <cstdio>

namespace app {

using engine::Error;
using engine::ErrorCode;
using Json = nlohmann::ordered_json;

namespace {

const std::vector<std::string> kVariants = {"am-flow",  "am-action",  "eam-flow", "eam-exact",
                                            "uam-flow", "uam-action", "cam-flow"};

std::vector<std::string> variantsFrom(const Arguments& arguments) {
    const auto typed = arguments.names("variants");
    if (!typed)
        return kVariants;
    std::string list;
    for (const std::string& variant : kVariants)
        list += (list.empty() ? "" : ", ") + variant;
    for (const std::string& variant : *typed)
        if (!std::count(kVariants.begin(), kVariants.end(), variant))
            throw Error(ErrorCode::InvalidArgument, "There is no variant " + variant + ".", "Available: " + list + ".");
    return *typed;
}

/// The shapes to measure: the ones typed, else small, usual and large.
std::vector<TrainingLoad> loadsFrom(const Arguments& arguments, const std::string& variant, int threads) {
    std::vector<TrainingLoad> loads = {{variant, 2, 64, 3, 256, threads},
                                       {variant, 2, 128, 3, 512, threads},
                                       {variant, 2, 128, 3, 1024, threads},
                                       {variant, 2, 256, 3, 1024, threads}};
    const bool isTyped =
        arguments.has("dimension") || arguments.has("hidden") || arguments.has("layers") || arguments.has("batch");
    if (isTyped)
        loads = {{variant, int(arguments.integer("dimension", 1, 100).value_or(2)),
                  int(arguments.integer("hidden", 1, 8192).value_or(128)),
                  int(arguments.integer("layers", 1, 32).value_or(3)),
                  int(arguments.integer("batch", 1, 1'000'000).value_or(512)), threads}};
    return loads;
}

void checkInterrupted(const Console& console) {
    if (console.isInterrupted())
        throw Error(ErrorCode::Cancelled, "Interrupted.");
}

void measureTraining(const Arguments& arguments, const std::vector<std::string>& variants, Console& console,
                     engine::WorkerPool& pool, double seconds, double peak) {
    console.json["results"] = Json::array();
    console.result("\nvariant     d    H  layers  batch  threads   steps/s  GFLOP/s  of peak");
    for (const std::string& variant : variants)
        for (const TrainingLoad& load : loadsFrom(arguments, variant, pool.size())) {
            checkInterrupted(console);
            const Speed speed = trainingSpeed(load, pool, seconds);
            const double gflops = speed.median * flopsPerStep(load) * 1e-9;
            console.json["results"].push_back({{"variant", variant},
                                               {"dimension", load.dimension},
                                               {"hidden", load.hidden},
                                               {"layers", load.layers},
                                               {"batch", load.batch},
                                               {"threads", load.threads},
                                               {"steps_per_second", speed.median},
                                               {"gflops", gflops},
                                               {"fraction_of_peak", gflops / peak},
                                               {"steps_per_second_best", speed.best}});
            char line[160];
            std::snprintf(line, sizeof line, "%-10s %2d %4d  %6d %6d  %7d %9.5g %8.4g %6.0f %%", variant.c_str(),
                          load.dimension, load.hidden, load.layers, load.batch, load.threads, speed.median, gflops,
                          100 * gflops / peak);
            console.result(line);
        }
}

void measureParticles(Console& console, engine::WorkerPool& pool, double seconds) {
    const int particles = std::max(200, int(2500 * seconds)); // about as long as asked for on two cores

    console.json["particles"] = Json::array();
    console.result("\nsolver   particles  steps   seconds  particle steps/s");
    for (const auto solver : {engine::Solver::Euler, engine::Solver::Heun, engine::Solver::Rk4}) {
        checkInterrupted(console);
        const ParticleSpeed speed = particleSpeed(solver, particles, pool);
        console.json["particles"].push_back({{"solver", std::string(engine::name(solver))},
                                             {"particles", speed.particles},
                                             {"steps", speed.steps},
                                             {"seconds", speed.seconds},
                                             {"particle_steps_per_second", speed.perSecond()}});
        char line[160];
        std::snprintf(line, sizeof line, "%-8s %9d %6d %9.4g %17.4g", std::string(engine::name(solver)).c_str(),
                      speed.particles, speed.steps, speed.seconds, speed.perSecond());
        console.result(line);
    }
}

/// The drawing of one frame, where there is something to draw with.
void measureFrames(Console& console, double seconds) {
    console.json["frames"] = Json::array();
    try {
        for (const auto& [dimension, particles] : {std::pair(2, 500), std::pair(2, 5000), std::pair(3, 5000)}) {
            const FrameSpeed speed = frameSpeed(dimension, particles, seconds, console.stop());
            if (console.json["frames"].empty())
                console.result("\nDrawing " + std::to_string(speed.width) + " x " + std::to_string(speed.height) +
                               " with " + speed.renderer + "\nd  particles  median ms  99 % ms");
            console.json["frames"].push_back({{"dimension", dimension},
                                              {"particles", particles},
                                              {"width", speed.width},
                                              {"height", speed.height},
                                              {"frames", speed.frames},
                                              {"median_seconds", speed.median},
                                              {"p99_seconds", speed.percentile99},
                                              {"renderer", speed.renderer}});
            char line[100];
            std::snprintf(line, sizeof line, "%d %10d %10.3g %8.3g", dimension, particles, 1e3 * speed.median,
                          1e3 * speed.percentile99);
            console.result(line);
        }
    } catch (const Error& error) {
        if (error.code() != ErrorCode::NoGraphics)
            throw;
        console.note("No frames are drawn: " + std::string(error.what()));
    }
}

/// How soon the window answers while it trains, where there is a display.
void measureLatency(Console& console, double seconds) {
    constexpr double kShare = 10; // a thousandth of all ticks must be more than one
    const std::optional<WindowFigures> latency = windowWithTable(kShare * seconds);
    console.json["latency"] = Json();
    if (!latency)
        return;
    console.json["latency"] = {{"points", kTablePoints},          {"seconds", kShare * seconds},
                               {"ticks", latency->ticks},         {"p999_seconds", latency->percentile999},
                               {"max_seconds", latency->longest}, {"opening_max_seconds", latency->longestOpening}};
    console.result("Window training with " + std::to_string(kTablePoints) + " drawn points answers within " +
                   shown(latency->percentile999 * 1000, 3) + " ms (99.9 %), at most " +
                   shown(latency->longest * 1000, 3) + " ms; while opening at most " +
                   shown(latency->longestOpening * 1000, 3) + " ms");
}

std::vector<std::int64_t> rowsFrom(const Arguments& arguments) {
    std::vector<std::int64_t> rows;
    for (const std::string& word : arguments.names("rows").value_or(std::vector<std::string>{"1000000", "10000000"})) {
        std::int64_t number = 0;
        const auto read = std::from_chars(word.data(), word.data() + word.size(), number);
        if (read.ec != std::errc() || read.ptr != word.data() + word.size() || number < 1 || number > 1'000'000'000)
            throw Error(ErrorCode::InvalidArgument, "--rows " + word + " is no number of rows.",
                        "Name whole numbers from 1 to 1000000000, for example --rows 1000000.");
        rows.push_back(number);
    }
    return rows;
}

/// How long files take to open, how much memory, and how soon a window answers meanwhile.
void measureOpening(Console& console, const std::vector<std::int64_t>& rows) {
    console.json["opening"] = Json::array();
    console.result(
        "\nfile       rows  columns  size MB   seconds  peak memory MB  in a window: s  99.9 % ms  longest ms  "
        "busy ms");
    for (const std::string format : {"csv", "npy"})
        for (const std::int64_t count : rows) {
            const OpeningSpeed speed = openingSpeed(format, count, console.stop());
            const auto& window = speed.window;
            console.json["opening"].push_back({{"format", speed.format},
                                               {"rows", speed.rows},
                                               {"columns", speed.columns},
                                               {"bytes", speed.bytes},
                                               {"seconds", speed.seconds},
                                               {"peak_memory_bytes", speed.peakMemory},
                                               {"window_seconds", window ? Json(window->drawn) : Json()},
                                               {"window_p999_seconds", window ? Json(window->percentile999) : Json()},
                                               {"window_max_seconds", window ? Json(window->longest) : Json()},
                                               {"window_busy_seconds", window ? Json(window->busy) : Json()}});
            char line[200];
            int end = std::snprintf(line, sizeof line, "%-5s %9lld  %7d %8.4g %9.3g %15.4g", format.c_str(),
                                    static_cast<long long>(speed.rows), speed.columns, 1e-6 * double(speed.bytes),
                                    speed.seconds, 1e-6 * double(speed.peakMemory));
            if (window)
                std::snprintf(line + end, sizeof line - std::size_t(end), " %15.3g %10.3g %11.3g %8.3g", window->drawn,
                              1e3 * window->percentile999, 1e3 * window->longest, 1e3 * window->busy);
            console.result(line);
        }
}

/// What the window draws, how fast it trains meanwhile and what memory it takes.
void measureWindow(Console& console, double seconds, int threads) {
    constexpr double kShare = 4, kLeast = 2; // frames of the first second are not counted
    const double time = std::max(kLeast, kShare * seconds);
    console.json["window"] = Json::array();
    for (const WindowLoad& load : windowLoads()) {
        checkInterrupted(console);
        const std::optional<WindowFigures> figures = windowFigures(load, time, threads);
        if (!figures)
            return;
        if (console.json["window"].empty())
            console.result("\nWindow                              points  particles  frames/s  99 % ms  steps/s  alone  first "
                           "motion ms  MB (own, all)");
        const double alone = load.trains() ? stepsWithoutWindow(load, time, threads) : 0;
        console.json["window"].push_back({{"what", load.what},
                                          {"trains", load.trains()},
                                          {"points", load.points},
                                          {"particles", load.particles},
                                          {"seconds", figures->measured},
                                          {"frames_per_second", figures->framesPerSecond},
                                          {"frame_median_seconds", figures->frameMedian},
                                          {"frame_p99_seconds", figures->framePercentile99},
                                          {"steps_per_second", figures->stepsPerSecond},
                                          {"steps_per_second_without_window", alone},
                                          {"first_motion_seconds", figures->firstMotion},
                                          {"memory_anonymous_bytes", figures->anonymousMemory},
                                          {"memory_resident_bytes", figures->residentMemory},
                                          {"thinned", figures->thinned}});
        char line[200];
        std::snprintf(line, sizeof line, "%-33s %8d %10d %9.1f %8.1f %8.0f %6.0f %16.0f %8.0f %6.0f", load.what.c_str(),
                      load.points, load.particles, figures->framesPerSecond, 1e3 * figures->framePercentile99,
                      figures->stepsPerSecond, alone, 1e3 * figures->firstMotion, 1e-6 * figures->anonymousMemory,
                      1e-6 * figures->residentMemory);
        console.result(line);
    }
}

void measureWork(Console& console, engine::WorkerPool& pool) {
    console.json["work"] = Json::array();
    console.result("\nwork            size   seconds");
    for (const WorkRow& row : workRows(pool, console.stop())) {
        console.json["work"].push_back({{"what", row.what}, {"size", row.size}, {"seconds", row.seconds}});
        char line[80];
        std::snprintf(line, sizeof line, "%-12s %7d %9.4g", row.what.c_str(), row.size, row.seconds);
        console.result(line);
    }
}

void measureScaling(Console& console, engine::WorkerPool& pool, double seconds) {
    console.json["scaling"] = Json::array();
    console.result("what            size    seconds   per element");
    for (const ScalingRow& row : scaling(pool, seconds, console.stop())) {
        console.json["scaling"].push_back({{"what", row.what}, {"size", row.size}, {"seconds", row.seconds}});
        char line[100];
        std::snprintf(line, sizeof line, "%-10s %9d %10.4g %13.4g", row.what.c_str(), row.size, row.seconds,
                      row.seconds / row.size);
        console.result(line);
    }
}

/// How soon the action of the four corners is right.
void measureTimeToGap(const Arguments& arguments, Console& console, engine::WorkerPool& pool, double gap) {
    constexpr double kLimit = 120; // seconds
    engine::TrainingSettings settings;
    settings.hidden.assign(std::size_t(arguments.integer("layers", 1, 32).value_or(3)),
                           int(arguments.integer("hidden", 1, 8192).value_or(64)));
    settings.batch = int(arguments.integer("batch", 1, 1'000'000).value_or(256));
    settings.learningRate = arguments.positive("learning-rate").value_or(1e-2);
    settings.averaging = arguments.number("averaging").value_or(0.95); // short: the training is
    settings.steps = arguments.integer("steps", 1).value_or(3000);
    settings.seed = arguments.seed("seed").value_or(0);
    const TimeToGap found = timeToGap(settings, gap, kLimit, pool, console.stop());
    Json curve = Json::array();
    for (const TimeToGap::Moment& moment : found.curve)
        curve.push_back({moment.seconds, moment.steps, moment.gap});
    console.json["time_to_gap"] = {{"case", "T9"},
                                   {"gap", gap},
                                   {"hidden", settings.hidden},
                                   {"batch", settings.batch},
                                   {"learning_rate", settings.learningRate},
                                   {"averaging", settings.averaging},
                                   {"steps", settings.steps},
                                   {"seed", settings.seed},
                                   {"seconds", found.seconds ? Json(*found.seconds) : Json()},
                                   {"curve", curve}};
    console.result(found.seconds ? "Gap of " + shown(100 * gap) + " % of K on T9 after " + shown(*found.seconds, 3) + " s"
                                 : "Gap of " + shown(100 * gap) + " % of K on T9 not met");
}

void run(const Arguments& arguments, Console& console) {
    const std::vector<std::int64_t> rows = rowsFrom(arguments);
    const double seconds = arguments.positive("seconds").value_or(1.5);
    const std::vector<std::string> variants = variantsFrom(arguments);
    engine::WorkerPool pool(threadsFrom(arguments));
    const std::string set(engine::name(engine::instructionSet()));
    const double peak = matrixProductPeak(pool);
    console.json = {{"instruction_set", set}, {"threads", pool.size()}, {"peak_gflops", peak}};
    console.result("Instruction set " + set + ", " + std::to_string(pool.size()) +
                   " threads, matrix products at most " + shown(peak) + " GFLOP/s");
    if (arguments.has("scaling"))
        return measureScaling(console, pool, seconds);
    if (const auto gap = arguments.positive("gap"))
        return measureTimeToGap(arguments, console, pool, *gap);
    if (!arguments.has("training-only")) {
        measureOpening(console, rows); // first, while this process is small
        checkInterrupted(console);
    }
    measureTraining(arguments, variants, console, pool, seconds, peak);
    if (arguments.has("training-only"))
        return;
    checkInterrupted(console);
    measureParticles(console, pool, seconds);
    console.json["field"] = {{"hidden", 128}, {"evaluations_per_second", fieldSpeed(128, 10'000, seconds, pool)}};
    checkInterrupted(console);
    measureWork(console, pool);
    checkInterrupted(console);
    measureFrames(console, seconds);
    checkInterrupted(console);
    const double start = startUpSeconds();
    const std::optional<double> window = windowSeconds();
    console.json["start_up"] = {{"program_seconds", start}, {"window_seconds", window ? Json(*window) : Json()}};
    console.result("\nStart of the program: " + shown(start * 1000, 3) + " ms" +
                   (window ? ", until the window is painted: " + shown(*window * 1000, 3) + " ms" : ""));
    checkInterrupted(console);
    measureLatency(console, seconds);
    measureWindow(console, seconds, pool.size());
}

} // namespace

Command benchmarkCommand() {
    Command command;
    command.name = "benchmark";
    command.summary = "steps per second, particle throughput, fraction of this machine's matrix-product peak, opening of files";
    command.options = {
        {"variants", "A,B",
         "which to train: am-flow, am-action, eam-flow (on bridges, without Laplacian), eam-exact\n"
         "                                  (action form, exact Laplacian), uam-flow, uam-action, cam-flow (cost\n"
         "                                  power:3) (default: all)"},
        {"dimension", "D", "of the points (default 2)"},
        {"hidden", "H", "width of the layers (default: several shapes are measured)"},
        {"layers", "N", "number of layers (default 3)"},
        {"batch", "N", "samples a step (default: several)"},
        {"seconds", "S", "time for each measurement (default 1.5)"},
        {"rows", "N,M", "of the files that are opened (default 1000000,10000000: 1.2 GB of room are needed)"},
        {"training-only", "", "only steps per second"},
        {"scaling", "", "only: work over three decades of its size"},
        {"gap", "G", "only: seconds until the ACTION-GAP on the four corners (T9) is this part of K"},
        {"learning-rate", "R", "of that training (default 0.01)"},
        {"averaging", "D", "of that training: decay of the average of the weights (default 0.95)"},
        {"steps", "N", "at most, of that training (default 3000)"},
    };
    command.example = "kinetoscope benchmark --seconds 0.3 --rows 100000";
    command.details =
        "A step is everything: drawing the minibatch, loss, gradient, Adam, moving average. Figures are medians\n"
        "over slices of time (Google Benchmark). The peak is measured in the same run, with the program's own matrix product on\n"
        "all threads.";
    command.run = run;
    return command;
}

} // namespace app
