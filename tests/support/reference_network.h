#pragma once

#include "engine/nn/mlp.h"
#include "tests/support/dual.h"

#include <vector>

namespace tests {

/// s(u) of a multilayer perceptron, written as plainly as possible for any number type: the oracle for the kernels.
template <class T>
T referenceNetwork(const engine::MlpShape& shape, const std::vector<T>& parameters, const std::vector<T>& u) {
    const T one(1.0);
    std::vector<T> h = u;
    std::size_t at = 0;
    for (int width : shape.hidden) {
        std::vector<T> z(static_cast<std::size_t>(width), T(0.0));
        for (const T& input : h)
            for (T& unit : z)
                unit = unit + parameters[at++] * input;
        for (T& unit : z) {
            unit = unit + parameters[at++];
            if (shape.activation == engine::Activation::Tanh)
                unit = hyperbolicTangent(unit);
            else if (shape.activation == engine::Activation::Softplus)
                unit = logarithm(one + exponential(unit));
            else
                unit = unit / (one + exponential(T(0.0) - unit));
        }
        h = z;
    }
    T s(0.0);
    for (const T& input : h)
        s = s + parameters[at++] * input;
    return s + parameters[at];
}

} // namespace tests
