#include "engine/trajectory/plane_samples.h"

#include "engine/trajectory/time_levels.h"

#include <algorithm>
#include <cmath>

namespace engine {

namespace {
constexpr std::array<std::string_view, kPlaneQuantities.size()> kNames = {
    "action", "growth", "divergence", "laplacian", "speed", "truth", "difference", "apart", "density-apart"};
constexpr float kWithin = 0.5F;      ///< of the reach
constexpr double kOutliers = 0.01;   ///< at either end of a range
} // namespace

std::string_view name(PlaneQuantity quantity) { return kNames[std::size_t(quantity)]; }

std::optional<PlaneQuantity> planeQuantityNamed(std::string_view wanted) {
    for (const PlaneQuantity quantity : kPlaneQuantities)
        if (name(quantity) == wanted)
            return quantity;
    return {};
}

bool isSigned(PlaneQuantity quantity) {
    return quantity == PlaneQuantity::Growth || quantity == PlaneQuantity::Divergence ||
           quantity == PlaneQuantity::Laplacian || quantity == PlaneQuantity::DensityApart;
}

bool isBetweenModels(PlaneQuantity quantity) {
    return quantity == PlaneQuantity::VelocityApart || quantity == PlaneQuantity::DensityApart;
}

Eigen::Vector2d PlaneSamples::position(Index i) const {
    const double x = nx > 1 ? double(i % nx) / (nx - 1) : 0, y = ny > 1 ? double(i / nx) / (ny - 1) : 0;
    return lower + (upper - lower).cwiseProduct(Eigen::Vector2d(x, y));
}

namespace {
template <class Grid> void between(const std::vector<Grid>& levels, const TimePlace& place, Grid& out) {
    out = levels[std::size_t(place.level)];
    if (place.fraction > 0)
        out += float(place.fraction) * (levels[std::size_t(place.level) + 1] - out);
}
} // namespace

void PlaneSamples::at(PlaneQuantity quantity, Real time, Eigen::RowVectorXf& out) const {
    between(of(quantity), placeIn(times, time), out);
}

void PlaneSamples::trueVelocitiesAt(Real time, Eigen::Matrix2Xf& out) const {
    between(trueVelocities, placeIn(times, time), out);
}

PlaneSamples::Range PlaneSamples::typicalRange(PlaneQuantity quantity) const {
    const bool isLength = quantity == PlaneQuantity::Speed || quantity == PlaneQuantity::TrueSpeed ||
                          quantity == PlaneQuantity::Difference || quantity == PlaneQuantity::VelocityApart;
    std::vector<float> inside;
    for (const Eigen::RowVectorXf& level : of(quantity))
        for (Index i = 0; i < level.size(); ++i)
            if ((reach.size() == 0 || reach[i] > kWithin) && std::isfinite(level[i]))
                inside.push_back(isSigned(quantity) ? std::abs(level[i]) : level[i]);
    if (inside.empty())
        return {isSigned(quantity) ? -1.F : 0.F, 1};
    const auto quantile = [&inside](double part) {
        const auto place = inside.begin() + std::ptrdiff_t(part * double(inside.size() - 1));
        std::nth_element(inside.begin(), place, inside.end());
        return *place;
    };
    if (isSigned(quantity)) {
        const float top = quantile(1 - 2 * kOutliers);
        return {-top, top};
    }
    return {isLength ? 0 : quantile(kOutliers), quantile(1 - (isLength ? 2 : 1) * kOutliers)};
}

} // namespace engine
