#pragma once

#include <Eigen/Core>
#include <algorithm>
#include <cstdint>

namespace engine {

/// Exponential moving average of the weights, with a warm-up that forgets the beginning: after n updates the decay is
/// min(decay, (1 + n)/(10 + n)).
class MovingAverage {
public:
    MovingAverage(const Eigen::ArrayXf& start, double decay) : value(start), m_decay(decay) {}

    void add(const Eigen::ArrayXf& parameters) {
        const double decay = std::min(m_decay, (1.0 + double(updates)) / (10.0 + double(updates)));
        ++updates;
        value += float(1 - decay) * (parameters - value);
    }

    Eigen::ArrayXf value;
    std::int64_t updates = 0;

private:
    double m_decay;
};

} // namespace engine
