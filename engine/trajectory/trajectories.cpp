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
           bytesIn(growth) + bytesIn(logDensities) + bytesIn(ancestors);
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

void Trajectories::velocitiesAt(Real time, Eigen::MatrixXf& out) const {
    if (velocities.empty()) {
        out.resize(dimension(), 0);
        return;
    }
    const TimePlace place = placeIn(times, time);
    const auto l = std::size_t(place.level);
    out = velocities[l];
    if (place.fraction > 0)
        out += float(place.fraction) * (velocities[l + 1] - out);
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

namespace {

/// The value that this part of value(0 … total − 1) keeps below. Some of them are enough, and keep this quick for
/// millions.
template <class Value> float quantile(Real part, Index total, Value&& value) {
    constexpr Index kMostValues = 1 << 18;
    const Index stride = std::max<Index>(1, total / kMostValues);
    std::vector<float> values;
    values.reserve(std::size_t(total / stride + 1));
    for (Index i = 0; i < total; i += stride)
        values.push_back(value(i));
    if (values.empty())
        return 0;
    const auto top = values.begin() + std::ptrdiff_t(part * double(values.size() - 1));
    std::nth_element(values.begin(), top, values.end());
    return *top;
}

template <class Value> float typicalTop(Index total, Value&& value) { return quantile(0.98, total, value); }

} // namespace

float Trajectories::typicalTopSpeed() const {
    const Index n = velocities.empty() ? 0 : particles();
    return typicalTop(Index(velocities.size()) * n,
                      [&](Index i) { return velocities[std::size_t(i / n)].col(i % n).norm(); });
}

void Trajectories::weightsAt(Real time, Eigen::RowVectorXf& out) const {
    out.resize(isWeighted() ? particles() : 0);
    if (!isWeighted())
        return;
    const TimePlace place = placeIn(times, time);
    const auto l = std::size_t(place.level);
    const auto u = float(place.fraction);
    out = u == 0 ? logWeights[l] : Eigen::RowVectorXf((1 - u) * logWeights[l] + u * logWeights[l + 1]);
    const Eigen::RowVectorXf& start = logWeights[std::size_t(startLevel)];
    const float highest = start.maxCoeff();
    out = (out.array() - highest).exp() / (start.array() - highest).exp().mean();
}

void Trajectories::growthAt(Real time, Eigen::RowVectorXf& out) const {
    out.resize(isWeighted() ? particles() : 0);
    if (!isWeighted())
        return;
    const int level = std::min(placeIn(times, time).level, levels() - 2);
    if (level < 0)
        out.setZero();
    else
        out = (logWeights[std::size_t(level) + 1] - logWeights[std::size_t(level)]) /
              float(times[level + 1] - times[level]);
}

float Trajectories::typicalTopGrowth() const {
    const Index n = isWeighted() ? particles() : 0;
    return typicalTop(Index(levels() - 1) * n, [&](Index i) {
        const auto l = std::size_t(i / n);
        return std::abs(logWeights[l + 1][i % n] - logWeights[l][i % n]) / float(times[Index(l) + 1] - times[Index(l)]);
    });
}

void Trajectories::logDensitiesAt(Real time, Eigen::RowVectorXf& out) const {
    if (logDensities.empty()) {
        out.resize(0);
        return;
    }
    const TimePlace place = placeIn(times, time);
    const auto l = std::size_t(place.level);
    out = logDensities[l];
    if (place.fraction > 0)
        out += float(place.fraction) * (logDensities[l + 1] - out);
}

std::pair<float, float> Trajectories::typicalLogDensities() const {
    const Index n = particles(), total = n * Index(logDensities.size());
    const auto value = [&](Index i) { return logDensities[std::size_t(i / n)][i % n]; };
    return {quantile(0.02, total, value), quantile(0.98, total, value)};
}

} // namespace engine
