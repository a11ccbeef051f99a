#pragma once

#include "engine/core/types.h"

#include <functional>
#include <stop_token>
#include <string>
#include <vector>

namespace engine {

/// The directions in which a population spreads most, widest first: x ≈ mean + directions · y.
/// Shape: d coordinates, k components.
/// Units: y in the units of the coordinates; variances in their square.
struct PrincipalComponents {
    std::vector<std::string> names; ///< of the d coordinates
    Vector mean;                    ///< d
    Matrix directions;              ///< d×k, orthonormal columns; in each the entry of largest size is positive
    Vector variances;               ///< k, descending, of an unbiased estimate
    Real totalVariance = 0;         ///< along all d coordinates

    int count() const { return int(directions.cols()); }
    int dimension() const { return int(mean.size()); }
    /// Part of the variance that lies along one component, and along the first ones together: 0 … 1.
    Real part(int component) const { return variances[component] / totalVariance; }
    Real explained(int components) const { return variances.head(components).sum() / totalVariance; }
    /// The first components alone.
    PrincipalComponents leading(int components) const;
    /// "PC1", "PC2", …
    std::vector<std::string> componentNames() const;

    Points toComponents(const Points& x) const { return directions.transpose() * (x.colwise() - mean); }
    /// What of a place lies in the components; exact when k = d.
    Points toCoordinates(const Points& y) const { return (directions * y).colwise() + mean; }

    /// Most that are computed: further ones of a wide table are noise.
    static constexpr int kMost = 50;
};

/// Points in pieces that are handed out again and again.
/// Shape: d×n each.
struct PointStream {
    std::vector<std::string> names; ///< of the coordinates
    Index dimension = 0, count = 0;
    std::function<void(const std::function<void(const Points&)>&)> forEach;
};

/// Principal components of points that all count the same: all that the points have, at most kMost, from the smaller of
/// covariance and Gram matrix. Up to 600 rows it is decomposed whole; up to 2,000 it is made, beyond it is multiplied
/// by in passes over the points, and its leading eigenvectors are found by a block Lanczos iteration: the variances are
/// right to five digits even where hundreds lie close together: see leadingEigenvectors.
/// Errors: Error{UnusableInput} for fewer than two points, or points that all lie in one place; Error{Cancelled}.
/// Thread: any.
PrincipalComponents principalComponents(const PointStream& points, std::stop_token stop = {});

} // namespace engine
