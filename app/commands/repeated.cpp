#include "app/commands/repeated.h"

#include <algorithm>
#include <benchmark/benchmark.h>
#include <vector>

namespace app {

namespace {

/// Keeps the rates instead of printing them.
class Rates : public benchmark::BenchmarkReporter {
public:
    bool ReportContext(const Context&) override { return true; }
    void ReportRuns(const std::vector<Run>& runs) override {
        for (const Run& run : runs)
            if (run.run_type == Run::RT_Iteration && run.real_accumulated_time > 0)
                perSecond.push_back(double(run.iterations) / run.real_accumulated_time);
    }
    std::vector<double> perSecond;
};

} // namespace

Speed repeated(double seconds, const std::function<void()>& work) {
    constexpr int kSlices = 15, kWarmUp = 5;
    for (int i = 0; i < kWarmUp; ++i)
        work();
    benchmark::RegisterBenchmark("work",
                                 [&](benchmark::State& state) {
                                     for (auto _ : state)
                                         work();
                                 })
        ->MinTime(seconds / kSlices)
        ->Repetitions(kSlices)
        ->UseRealTime();
    Rates rates;
    benchmark::RunSpecifiedBenchmarks(&rates, nullptr, "^work");
    benchmark::ClearRegisteredBenchmarks();
    std::vector<double>& found = rates.perSecond;
    if (found.empty())
        return {};
    std::sort(found.begin(), found.end());
    return {found[found.size() / 2], found.back()};
}

} // namespace app
