#include "engine/metrics/wasserstein.h"

#include "engine/path/exact_transport.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <vector>

namespace engine {

namespace {

/// Positions on a line in ascending order with their masses, which sum to 1.
struct Line {
    std::vector<std::pair<Real, Real>> points;

    void project(const Points& x, const RowVector& weights, const Vector& direction) {
        const RowVector at = direction.transpose() * x;
        points.resize(std::size_t(x.cols()));
        const Real total = weights.size() > 0 ? weights.sum() : Real(x.cols());
        for (Index i = 0; i < at.size(); ++i)
            points[std::size_t(i)] = {at[i], (weights.size() > 0 ? weights[i] : 1) / total};
        std::sort(points.begin(), points.end());
    }
};

/// ∫ (F⁻¹ − G⁻¹)² over the masses: what is lowest meets what is lowest.
Real squaredDistance(const Line& a, const Line& b) {
    Real sum = 0, left = a.points[0].second, wanted = b.points[0].second;
    for (std::size_t i = 0, j = 0;;) {
        const Real mass = std::min(left, wanted), gap = a.points[i].first - b.points[j].first;
        sum += mass * gap * gap;
        left -= mass;
        wanted -= mass;
        // Rounding may leave a crumb on one side at the very end.
        if (left <= wanted) {
            if (++i == a.points.size())
                return sum;
            left += a.points[i].second;
        } else {
            if (++j == b.points.size())
                return sum;
            wanted += b.points[j].second;
        }
    }
}

} // namespace

Real wasserstein(int order, const Points& a, const Points& b, const RowVector& aWeights, const RowVector& bWeights) {
    assert(order == 1 || order == 2);
    if (order == 1)
        return exactTransport(a, b, aWeights, bWeights, GroundCost::Euclidean).cost;
    return std::sqrt(exactTransport(a, b, aWeights, bWeights, GroundCost::SquaredEuclidean).cost);
}

Real slicedWasserstein2(const Points& a, const Points& b, const RowVector& aWeights, const RowVector& bWeights,
                        Rng& rng, int directions) {
    assert(a.rows() == b.rows() && a.cols() > 0 && b.cols() > 0);
    Line first, second;
    Real sum = 0;
    for (int k = 0; k < directions; ++k) {
        Vector direction(a.rows());
        do
            for (Real& component : direction)
                component = rng.normal();
        while (direction.squaredNorm() == 0);
        direction.normalize();
        first.project(a, aWeights, direction);
        second.project(b, bWeights, direction);
        sum += squaredDistance(first, second);
    }
    return std::sqrt(sum / directions);
}

} // namespace engine
