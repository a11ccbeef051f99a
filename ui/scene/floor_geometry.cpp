#include "ui/scene/floor_geometry.h"

#include "ui/scene/number_text.h"

#include <algorithm>
#include <cmath>

namespace ui {

namespace {
constexpr int kSteps = 7;            ///< along the longer side, about
constexpr double kBelow = 0.06;      ///< of the height
constexpr double kLeastHeight = 0.2; ///< of the diameter, where the data are flat
} // namespace

FloorGeometry FloorGeometry::of(const SceneBounds& bounds) {
    FloorGeometry floor;
    const Eigen::Vector3d size = bounds.upper - bounds.lower;
    floor.step = niceAbove(std::max({size.x(), size.y(), 1e-300}) / kSteps);
    const auto extent = [step = floor.step](double lower, double upper) {
        return Extent{std::floor(lower / step - 1e-9) * step, std::ceil(upper / step + 1e-9) * step};
    };
    floor.x = extent(bounds.lower.x(), bounds.upper.x());
    floor.y = extent(bounds.lower.y(), bounds.upper.y());
    floor.z = bounds.lower.z() - kBelow * std::max(size.z(), kLeastHeight * 2 * bounds.radius());
    return floor;
}

SceneBounds FloorGeometry::withFloor(const SceneBounds& bounds) const {
    return {{x.lower, y.lower, z}, {x.upper, y.upper, bounds.upper.z()}};
}

} // namespace ui
