#pragma once

#include <string_view>

namespace engine {

/// Twice (for the entropic term three times) differentiable activations. Piecewise linear ones are left out on
/// purpose: their Laplacian vanishes almost everywhere, and the entropic loss would silently become the plain one.
enum class Activation { SiLU, Softplus, Tanh };

std::string_view name(Activation activation);
/// Errors: Error{InvalidArgument} for an unknown name.
Activation activationNamed(std::string_view name);

} // namespace engine
