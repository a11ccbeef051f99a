#include "engine/action/dynamics.h"

#include "engine/core/error.h"
#include "engine/core/text.h"

#include <charconv>
#include <cmath>

namespace engine {

std::string_view name(Method method) {
    switch (method) {
    case Method::Entropic:
        return "eam";
    case Method::Unbalanced:
        return "uam";
    case Method::EntropicUnbalanced:
        return "euam";
    case Method::ConvexCost:
        return "cam";
    default:
        return "am";
    }
}

void NoiseSchedule::validate() const {
    if (!(std::isfinite(start) && std::isfinite(end) && start >= 0 && end >= 0 && start + end > 0))
        throw Error(ErrorCode::InvalidArgument, Sentence::of("The noise level is %1.", name(*this)),
                    Sentence::of("It must be positive; one end of a linear schedule may be 0."));
}

std::string name(const NoiseSchedule& noise) {
    return noise.isConstant() ? shortNumber(noise.start)
                              : "linear:" + shortNumber(noise.start) + "," + shortNumber(noise.end);
}

NoiseSchedule noiseNamed(std::string_view text) {
    constexpr std::string_view kLinear = "linear:";
    const auto number = [&](std::string_view part) {
        Real value = 0;
        const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), value);
        if (part.empty() || error != std::errc() || end != part.data() + part.size())
            throw Error(ErrorCode::InvalidArgument, Sentence::of("The noise level is \"%1\".", text),
                        Sentence::of("Give a number, or linear:S0,S1 for one that changes from S0 to S1."));
        return value;
    };
    NoiseSchedule noise;
    if (text.substr(0, kLinear.size()) == kLinear) {
        const std::string_view both = text.substr(kLinear.size());
        const auto comma = both.find(',');
        noise.start = number(both.substr(0, comma));
        noise.end = number(comma == std::string_view::npos ? std::string_view() : both.substr(comma + 1));
    } else {
        noise.start = noise.end = number(text);
    }
    noise.validate();
    return noise;
}

Dynamics inTrainingUnits(const Dynamics& dynamics, const Normalization& units) {
    Dynamics result = dynamics;
    const Real noise = std::sqrt(units.duration) / units.scale;
    result.sigma.start *= noise;
    result.sigma.end *= noise;
    result.lambda *= units.scale * units.scale;
    return result;
}

} // namespace engine
