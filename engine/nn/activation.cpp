#include "engine/nn/activation.h"

#include "engine/core/error.h"

#include <string>

namespace engine {

std::string_view name(Activation activation) {
    switch (activation) {
    case Activation::Softplus: return "softplus";
    case Activation::Tanh: return "tanh";
    default: return "silu";
    }
}

Activation activationNamed(std::string_view wanted) {
    for (Activation a : {Activation::SiLU, Activation::Softplus, Activation::Tanh})
        if (name(a) == wanted)
            return a;
    throw Error(ErrorCode::InvalidArgument, Sentence::of("Unknown activation \"%1\".", wanted),
                Sentence::of("Use silu, softplus or tanh."));
}

} // namespace engine
