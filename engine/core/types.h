#pragma once

#include <Eigen/Core>

namespace engine {

/// Numbers outside the network kernels: data, times, energies, trajectories.
using Real = double;
using Index = Eigen::Index;

/// Shape: one column per sample, d×n, everywhere.
using Points = Eigen::Matrix<Real, Eigen::Dynamic, Eigen::Dynamic>;
/// Shape: one entry per sample, 1×n.
using RowVector = Eigen::Matrix<Real, 1, Eigen::Dynamic>;
using Times = RowVector;
using Vector = Eigen::Matrix<Real, Eigen::Dynamic, 1>;
using Matrix = Eigen::Matrix<Real, Eigen::Dynamic, Eigen::Dynamic>;

} // namespace engine
