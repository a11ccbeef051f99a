#include "engine/io/times/time_bins.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace engine {

namespace {

/// Positions in ascending times where a bin ends, so that bins hold as equally many as equal times allow.
std::vector<std::size_t> endsOfEqualCount(const std::vector<Real>& sorted, int count) {
    std::vector<std::size_t> ends;
    for (int k = 1; k <= count; ++k) {
        const std::size_t wanted = sorted.size() * std::size_t(k) / std::size_t(count);
        const auto [lower, upper] =
            std::equal_range(sorted.begin(), sorted.end(), sorted[std::min(wanted, sorted.size() - 1)]);
        const auto before = std::size_t(lower - sorted.begin()), behind = std::size_t(upper - sorted.begin());
        const std::size_t end = wanted == sorted.size() || wanted - before > behind - wanted ? behind : before;
        if (end > (ends.empty() ? 0 : ends.back()))
            ends.push_back(end);
    }
    return ends;
}

std::vector<std::size_t> endsOfEqualWidth(const std::vector<Real>& sorted, int count) {
    const Real first = sorted.front(), width = (sorted.back() - first) / count;
    std::vector<std::size_t> ends;
    for (int k = 1; k <= count; ++k) {
        const auto found =
            k == count ? sorted.end() : std::lower_bound(sorted.begin(), sorted.end(), first + k * width);
        ends.push_back(std::size_t(found - sorted.begin())); // equal to the one before where the bin is empty
    }
    return ends;
}

} // namespace

BinnedTimes binned(const std::vector<Real>& times, const TimeBins& rule) {
    assert(rule.count > 0);
    std::vector<Real> sorted;
    std::copy_if(times.begin(), times.end(), std::back_inserter(sorted), [](Real t) { return !std::isnan(t); });
    std::sort(sorted.begin(), sorted.end());
    BinnedTimes result;
    if (!sorted.empty()) {
        const bool equalWidth = rule.rule == TimeBins::Rule::EqualWidth;
        const Real width = (sorted.back() - sorted.front()) / rule.count;
        const auto ends = equalWidth ? endsOfEqualWidth(sorted, rule.count) : endsOfEqualCount(sorted, rule.count);
        std::size_t begin = 0;
        for (std::size_t k = 0; k < ends.size(); begin = ends[k++]) {
            if (ends[k] == begin)
                continue;
            BinnedTimes::Bin bin{0, sorted[begin], sorted[ends[k] - 1]};
            if (rule.place == TimeBins::Place::Mean) {
                for (std::size_t i = begin; i < ends[k]; ++i)
                    bin.time += (sorted[i] - bin.first) / Real(ends[k] - begin);
                bin.time += bin.first;
            } else {
                bin.time = equalWidth ? sorted.front() + (Real(k) + 0.5) * width : (bin.first + bin.last) / 2;
            }
            result.bins.push_back(bin);
        }
    }
    for (const Real time : times) {
        const auto found = std::lower_bound(result.bins.begin(), result.bins.end(), time,
                                            [](const BinnedTimes::Bin& bin, Real t) { return bin.last < t; });
        result.binOf.push_back(std::isnan(time) ? -1 : int(found - result.bins.begin()));
    }
    return result;
}

} // namespace engine
