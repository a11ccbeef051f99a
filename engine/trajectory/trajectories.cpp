#include "engine/trajectory/trajectories.h"

#include "engine/trajectory/time_levels.h"

#include <algorithm>
#include <vector>

namespace engine {

namespace {
template <class Matrices> std::size_t bytesIn(const Matrices& matrices) {
    std::size_t bytes = 0;
    for (const auto& matrix : matrices)
        bytes += std::size_t(matrix.size()) * sizeof(float);
    return bytes;
}
} // namespace

std::size_t Trajectories::byteSize() const {
    return std::size_t(times.size()) * sizeof(Real) + bytesIn(positions) + bytesIn(velocities) + bytesIn(logWeights) +
           bytesIn(growth);
}

RowVector Trajectories::weightsAt(int level) const {
    if (logWeights.empty())
        return {};
    return logWeights[std::size_t(level)].cast<Real>().array().exp();
}

void Trajectories::positionsAt(Real time, Eigen::MatrixXf& out) const {
    const TimePlace place = placeIn(times, time);
    const auto l = std::size_t(place.level);
    out.resize(dimension(), particles());
    if (place.fraction == 0) {
        out = positions[l];
        return;
    }
    const auto u = float(place.fraction);
    if (!smooth || velocities.empty()) {
        out = (1 - u) * positions[l] + u * positions[l + 1];
        return;
    }
    // Cubic Hermite interpolation: position and velocity agree at both levels, so the error is fourth order in the
    // distance h of the levels, like that of the integrator.
    const auto h = float(times[place.level + 1] - times[place.level]);
    const float v = 1 - u;
    out = (1 + 2 * u) * v * v * positions[l] + u * u * (3 - 2 * u) * positions[l + 1] + h * u * v * v * velocities[l] -
          h * u * u * v * velocities[l + 1];
}

void Trajectories::speedsAt(Real time, Eigen::RowVectorXf& out) const {
    const TimePlace place = placeIn(times, time);
    const auto l = std::size_t(place.level);
    out.resize(particles());
    if (velocities.empty())
        out.setZero();
    else if (place.fraction == 0)
        out = velocities[l].colwise().norm();
    else {
        const auto u = float(place.fraction);
        out = ((1 - u) * velocities[l] + u * velocities[l + 1]).colwise().norm();
    }
}

float Trajectories::typicalTopSpeed() const {
    if (velocities.empty() || particles() == 0)
        return 0;
    // A part of the particles is enough for a quantile, and keeps this quick for a million of them.
    constexpr Index kMostSpeeds = 1 << 18;
    const Index total = Index(velocities.size()) * particles();
    const Index stride = std::max<Index>(1, total / kMostSpeeds);
    std::vector<float> speeds;
    speeds.reserve(std::size_t(total / stride + 1));
    for (Index i = 0; i < total; i += stride)
        speeds.push_back(velocities[std::size_t(i / particles())].col(i % particles()).norm());
    const auto top = speeds.begin() + std::ptrdiff_t(0.98 * double(speeds.size() - 1));
    std::nth_element(speeds.begin(), top, speeds.end());
    return *top;
}

} // namespace engine
