#pragma once

#include "engine/trajectory/trajectories.h"

#include <Eigen/Core>
#include <vector>

namespace ui {

/// One birth or death: a fixed amount of weight that came to a place or left it. Units: data units.
struct Spark {
    double time = 0;
    Eigen::Vector3f place = Eigen::Vector3f::Zero(); ///< rows the particles do not have are 0
    bool isBirth = true;
};

/// What one spark stands for, in units of the mean weight at the start, so that a motion has at most about 900 sparks
/// and not many more than particles: a quarter, or more where more comes and goes. 0 where weights never change.
double sparkWeight(const engine::Trajectories& trajectories);

/// The births and deaths of all particles in order of time, each standing for `weight`: where the weight that a
/// particle has gained or lost since it started passes another such amount. Every particle begins somewhere in its
/// first amount, so that not all spark at once. The same trajectories give the same sparks.
std::vector<Spark> sparksOf(const engine::Trajectories& trajectories, double weight);

} // namespace ui
