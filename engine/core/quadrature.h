#pragma once

#include "engine/core/types.h"

namespace engine {

/// Points and weights that turn an integral into a sum.
struct Quadrature {
    Vector nodes, weights;
};

/// Gauss–Legendre rule on [0, 1]: exact for polynomials up to degree 2n − 1.
Quadrature gaussLegendre(int n);

/// Expectation under the standard normal distribution: the trapezoidal rule on [−7.5, 7.5], which for smooth functions
/// converges faster than any power of the spacing.
Quadrature standardNormal(int n = 75);

} // namespace engine
