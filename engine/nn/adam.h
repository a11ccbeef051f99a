#pragma once

#include <Eigen/Core>
#include <cstdint>

namespace engine {

/// Adam (Kingma and Ba, 2015) with bias correction. The state is public: checkpoints store it.
/// Thread: one at a time; allocates nothing after construction.
class Adam {
public:
    explicit Adam(Eigen::Index parameters)
        : firstMoment(Eigen::ArrayXf::Zero(parameters)), secondMoment(Eigen::ArrayXf::Zero(parameters)) {}

    /// Moves `parameters` one step against `scale`·`gradient`. Shape: all of one length.
    void step(Eigen::ArrayXf& parameters, const Eigen::ArrayXf& gradient, double learningRate, float scale = 1);

    Eigen::ArrayXf firstMoment, secondMoment;
    std::int64_t steps = 0;

    static constexpr float kBeta1 = 0.9f, kBeta2 = 0.999f, kEpsilon = 1e-8f;
};

} // namespace engine
