#include "engine/metrics/bootstrap.h"

#include "engine/metrics/wasserstein.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace engine {

namespace {

constexpr int kDraws = 80;
constexpr Index kMostPoints = 200;
constexpr double kTail = 0.025; ///< outside the interval, at either end
constexpr std::uint64_t kStream = 0xb007;

WeightedCloud redrawn(const WeightedCloud& cloud, Index count, Rng& rng) {
    std::vector<Index> chosen(static_cast<std::size_t>(count));
    for (Index& index : chosen)
        index = Index(rng.below(std::uint64_t(cloud.size())));
    WeightedCloud drawn{cloud.points(Eigen::all, chosen), {}};
    if (cloud.weights.size() > 0)
        drawn.weights = cloud.weights(chosen);
    return drawn;
}

} // namespace

std::optional<Interval> intervalOfW1(const WeightedCloud& simulated, const WeightedCloud& observed, Real w1,
                                     std::uint64_t seed, std::stop_token stop) {
    if (simulated.size() < 2 || observed.size() < 2)
        return {};
    const Index m = std::min(kMostPoints, simulated.size()), n = std::min(kMostPoints, observed.size());
    Rng rng(seed, kStream);
    std::vector<Real> draws;
    Real sum = 0;
    for (int k = 0; k < kDraws; ++k) {
        if (stop.stop_requested())
            return {};
        const WeightedCloud a = redrawn(simulated, m, rng), b = redrawn(observed, n, rng);
        sum += draws.emplace_back(wasserstein(1, a.points, b.points, a.weights, b.weights));
    }
    std::sort(draws.begin(), draws.end());
    const auto quantile = [&draws](double part) {
        const double place = part * double(draws.size() - 1);
        const auto below = std::size_t(place);
        const std::size_t above = std::min(below + 1, draws.size() - 1);
        return draws[below] + (place - double(below)) * (draws[above] - draws[below]);
    };
    const Real mean = sum / kDraws;
    const Real narrower = std::sqrt((1 / Real(simulated.size()) + 1 / Real(observed.size())) / (1 / Real(m) + 1 / Real(n)));
    return Interval{std::max(Real(0), w1 + narrower * (quantile(kTail) - mean)),
                    w1 + narrower * (quantile(1 - kTail) - mean)};
}

} // namespace engine
