#include "app/commands/scaling_measurement.h"

#include "app/commands/measurements.h"
#include "engine/core/error.h"
#include "engine/core/random.h"

#include <functional>

namespace app {

namespace {

constexpr int kHidden = 64, kLayers = 3;

double batch(int size, double seconds, engine::WorkerPool& pool) {
    return 1 / trainingSpeed({"am-flow", 2, kHidden, kLayers, size, pool.size()}, pool, seconds).median;
}

double points(int size, double seconds, engine::WorkerPool& pool) {
    return size / fieldSpeed(kHidden, size, seconds, pool);
}

double particles(int size, double seconds, engine::WorkerPool& pool) {
    const auto model = measuredModel(kHidden, pool);
    engine::Points x(2, size);
    engine::Rng rng(9);
    rng.fillNormal(x);
    engine::IntegrationSettings settings;
    settings.solver = engine::Solver::Euler;
    settings.step = 0.1;
    return 1 / repeated(seconds, [&] { engine::integrate(*model, pool, x, engine::evenTimes(0, 1, 2), settings); }).median;
}

} // namespace

std::vector<ScalingRow> scaling(engine::WorkerPool& pool, double seconds, std::stop_token stop) {
    struct Kind {
        const char* what;
        std::vector<int> sizes;
        std::function<double(int, double, engine::WorkerPool&)> measure;
    };
    const Kind kinds[] = {{"batch", {64, 256, 1024, 4096, 16384, 65536}, batch},
                          {"points", {1000, 10'000, 100'000, 1'000'000}, points},
                          {"particles", {100, 1000, 10'000, 100'000}, particles}};
    std::vector<ScalingRow> rows;
    for (const Kind& kind : kinds)
        for (const int size : kind.sizes) {
            if (stop.stop_requested())
                throw engine::Error(engine::ErrorCode::Cancelled, "Interrupted.");
            rows.push_back({kind.what, size, kind.measure(size, seconds, pool)});
        }
    return rows;
}

} // namespace app
