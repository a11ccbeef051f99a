#pragma once

#include <cstdint>
#include <vector>

namespace engine {

/// Loss over all steps in at most 4,096 buckets of equal width; the width doubles when they are full, so a reader that
/// skips updates still sees the whole story.
/// Units: data units (the loss has those of an energy: length²/time); the norm of the gradient: training units.
struct LossHistory {
    struct Bucket {
        std::int64_t step = 0; ///< last step in it
        float minimum = 0, mean = 0, maximum = 0;
        float bound = 0; ///< −L of the averaged model, smoothed, at that step: the action meter
        /// Mean norm of what the optimiser was given, of all parameters together, before it was clipped; 0: not
        /// recorded (files older than it).
        float gradientNorm = 0;
    };
    static constexpr std::size_t kMaximumBuckets = 4096;

    std::vector<Bucket> buckets;
    std::int64_t width = 1;  ///< steps per bucket
    std::int64_t filled = 0; ///< steps in the last bucket

    void add(std::int64_t step, float loss, float bound, float gradientNorm = 0);
};

} // namespace engine
