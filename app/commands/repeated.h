#pragma once

#include <functional>

namespace app {

/// How often a piece of work can be done in a second, over slices of the measuring time.
struct Speed {
    double median = 0, best = 0;
};

/// Does `work` over and over for about `seconds`, timed by Google Benchmark.
/// Thread: one at a time.
Speed repeated(double seconds, const std::function<void()>& work);

} // namespace app
