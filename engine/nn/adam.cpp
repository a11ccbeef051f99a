#include "engine/nn/adam.h"

#include <cmath>

namespace engine {

void Adam::step(Eigen::ArrayXf& parameters, const Eigen::ArrayXf& gradient, double learningRate, float scale) {
    ++steps;
    firstMoment = kBeta1 * firstMoment + (1 - kBeta1) * scale * gradient;
    secondMoment = kBeta2 * secondMoment + (1 - kBeta2) * (scale * gradient).square();
    const double correction1 = 1 - std::pow(double(kBeta1), double(steps));
    const double correction2 = 1 - std::pow(double(kBeta2), double(steps));
    const float rate = float(learningRate / correction1), spread = float(1 / std::sqrt(correction2));
    parameters -= rate * firstMoment / (secondMoment.sqrt() * spread + kEpsilon);
}

} // namespace engine
