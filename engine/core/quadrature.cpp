#include "engine/core/quadrature.h"

#include <cmath>
#include <numbers>

namespace engine {

Quadrature gaussLegendre(int n) {
    Quadrature rule{Vector(n), Vector(n)};
    for (int i = 0; i < n; ++i) {
        // Newton's method on the Legendre polynomial P_n, from the usual first guess.
        double x = std::cos(std::numbers::pi * (i + 0.75) / (n + 0.5)), slope = 1;
        for (int iteration = 0; iteration < 50; ++iteration) {
            double previous = 1, value = x; // P_0, P_1
            for (int k = 2; k <= n; ++k) {
                const double next = ((2 * k - 1) * x * value - (k - 1) * previous) / k;
                previous = value;
                value = next;
            }
            slope = n * (x * value - previous) / (x * x - 1);
            const double step = value / slope;
            x -= step;
            if (std::abs(step) < 1e-15)
                break;
        }
        rule.nodes[n - 1 - i] = (1 + x) / 2;
        rule.weights[n - 1 - i] = 1 / ((1 - x * x) * slope * slope);
    }
    return rule;
}

Quadrature standardNormal(int n) {
    Quadrature rule{Vector::LinSpaced(n, -7.5, 7.5), Vector()};
    rule.weights = (-rule.nodes.array().square() / 2).exp();
    rule.weights /= rule.weights.sum();
    return rule;
}

} // namespace engine
