#include "engine/training/loss_history.h"

#include <algorithm>

namespace engine {

namespace {

/// Of two buckets of equal width, as far as they have it.
float joinedNorm(float a, float b) { return a > 0 && b > 0 ? (a + b) / 2 : std::max(a, b); }

/// Joins neighbours: half the buckets, each of twice the width. Call with whole buckets only.
void halve(std::vector<LossHistory::Bucket>& buckets) {
    for (std::size_t i = 0; 2 * i + 1 < buckets.size(); ++i) {
        const LossHistory::Bucket a = buckets[2 * i], b = buckets[2 * i + 1];
        buckets[i] = {b.step, std::min(a.minimum, b.minimum), (a.mean + b.mean) / 2, std::max(a.maximum, b.maximum),
                      b.bound, joinedNorm(a.gradientNorm, b.gradientNorm)};
    }
    buckets.resize(buckets.size() / 2);
}

} // namespace

void LossHistory::add(std::int64_t step, float loss, float bound, float gradientNorm) {
    if (buckets.empty() || filled == width) {
        if (buckets.size() == kMaximumBuckets) {
            halve(buckets);
            width *= 2;
        }
        buckets.push_back({step, loss, loss, loss, bound, gradientNorm});
        filled = 1;
        return;
    }
    Bucket& last = buckets.back();
    ++filled;
    last.step = step;
    last.minimum = std::min(last.minimum, loss);
    last.mean += (loss - last.mean) / float(filled);
    last.maximum = std::max(last.maximum, loss);
    last.bound = bound;
    if (last.gradientNorm > 0)
        last.gradientNorm += (gradientNorm - last.gradientNorm) / float(filled);
    else
        last.gradientNorm = gradientNorm;
}

} // namespace engine
