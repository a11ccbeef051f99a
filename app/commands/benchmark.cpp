#include "app/commands/commands.h"
#include "app/commands/frame_measurement.h"
#include "app/commands/measurements.h"
#include "app/commands/shared.h"
#include "engine/core/instruction_set.h"

#include <algorithm>
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
    console.result("variant     d    H  layers  batch  threads   steps/s  GFLOP/s  of peak");
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
    const std::optional<Latency> latency = eventLoopLatency(kShare * seconds);
    console.json["latency"] = Json();
    if (!latency)
        return;
    console.json["latency"] = {{"points", latency->points},       {"seconds", latency->measuringTime},
                               {"ticks", latency->ticks},         {"p999_seconds", latency->percentile999},
                               {"max_seconds", latency->longest}, {"opening_max_seconds", latency->longestOpening}};
    console.result("Window training with " + std::to_string(latency->points) + " drawn points answers within " +
                   shown(latency->percentile999 * 1000, 3) + " ms (99.9 %), at most " +
                   shown(latency->longest * 1000, 3) + " ms; while opening at most " +
                   shown(latency->longestOpening * 1000, 3) + " ms");
}

void run(const Arguments& arguments, Console& console) {
    const double seconds = arguments.positive("seconds").value_or(1.5);
    const std::vector<std::string> variants = variantsFrom(arguments);
    engine::WorkerPool pool(threadsFrom(arguments));
    const std::string set(engine::name(engine::instructionSet()));
    const double peak = matrixProductPeak(pool);
    console.json = {{"instruction_set", set}, {"threads", pool.size()}, {"peak_gflops", peak}};
    console.result("Instruction set " + set + ", " + std::to_string(pool.size()) +
                   " threads, matrix products at most " + shown(peak) + " GFLOP/s\n");
    measureTraining(arguments, variants, console, pool, seconds, peak);
    checkInterrupted(console);
    measureParticles(console, pool, seconds);
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
}

} // namespace

Command benchmarkCommand() {
    Command command;
    command.name = "benchmark";
    command.summary = "steps per second, particle throughput, fraction of this machine's matrix-product peak";
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
    };
    command.example = "kinetoscope benchmark --seconds 0.3";
    command.details =
        "A step is everything: drawing the minibatch, loss, gradient, Adam, moving average. Figures are medians\n"
        "over slices of time. The peak is measured in the same run, with the program's own matrix product on\n"
        "all threads.";
    command.run = run;
    return command;
}

} // namespace app
