#pragma once

#include "ui/scene/plane_grid.h"
#include "ui/scene/view_transform.h"

#include <vector>

namespace ui {

/// How densely weighted points lie on the plane: Gaussian kernels on each, by a grid, narrower than Scott's rule
/// for one Gaussian so that branches stay apart. Integrates to the mean weight. Keeps its memory.
/// Units: one over data units squared.
class DensityEstimate {
public:
    /// Shape: points 2×n, further rows do not count; weights 1×n, or empty when all are 1. The grid covers `bounds` and a margin.
    void make(const Eigen::MatrixXf& points, const Eigen::RowVectorXf& weights, const SceneBounds& bounds);
    void clear() { m_values.resize(0); }

    bool isEmpty() const { return m_values.size() == 0; }
    const PlaneGrid& grid() const { return m_grid; }
    /// Shape: 1×(nx·ny).
    const Eigen::RowVectorXf& values() const { return m_values; }
    float peak() const { return m_peak; }
    float at(float x, float y) const;
    /// 1 where points are near, falling to 0 where there are none to speak of; 1 everywhere when empty.
    float presence(float x, float y) const;

private:
    void blur(bool alongX, double width);

    PlaneGrid m_grid;
    Eigen::RowVectorXf m_values;
    std::vector<float> m_kernel, m_line;
    float m_peak = 0;
};

} // namespace ui
