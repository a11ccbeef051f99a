#pragma once

#include <Eigen/Core>
#include <algorithm>

namespace ui {

/// A regular grid of points on the plane, x fastest. Units: data units.
struct PlaneGrid {
    Eigen::Vector2d lower = Eigen::Vector2d::Zero(), upper = Eigen::Vector2d::Ones(); ///< first and last point
    int nx = 0, ny = 0;

    Eigen::Index size() const { return Eigen::Index(nx) * ny; }
    Eigen::Vector2d cell() const { return (upper - lower).cwiseQuotient(Eigen::Vector2d(nx - 1, ny - 1)); }
    bool operator==(const PlaneGrid& o) const {
        return lower == o.lower && upper == o.upper && nx == o.nx && ny == o.ny;
    }
};

/// Looks values up between the points of a grid, bilinearly; outside, those of the nearest edge. Precondition: at least
/// two points a side.
class PlaneLookup {
public:
    explicit PlaneLookup(const PlaneGrid& grid)
        : m_nx(grid.nx),
          m_ny(grid.ny),
          m_lower(grid.lower.cast<float>()),
          m_scale(grid.cell().cwiseInverse().cast<float>()) {}

    /// `values(i)` is what stands at point i: a number or a small vector.
    template <class Values> auto operator()(const Values& values, float x, float y) const {
        const float u = std::clamp((x - m_lower.x()) * m_scale.x(), 0.0F, float(m_nx - 1));
        const float v = std::clamp((y - m_lower.y()) * m_scale.y(), 0.0F, float(m_ny - 1));
        const int i = std::min(int(u), m_nx - 2), j = std::min(int(v), m_ny - 2);
        const float a = u - float(i), b = v - float(j);
        const Eigen::Index at = Eigen::Index(j) * m_nx + i, above = at + m_nx;
        using Value = std::decay_t<decltype(values(at))>;
        return Value((1 - b) * ((1 - a) * values(at) + a * values(at + 1)) +
                     b * ((1 - a) * values(above) + a * values(above + 1)));
    }
    /// Whether a place lies on the grid.
    bool covers(float x, float y) const {
        const float u = (x - m_lower.x()) * m_scale.x(), v = (y - m_lower.y()) * m_scale.y();
        return u >= 0 && v >= 0 && u <= float(m_nx - 1) && v <= float(m_ny - 1);
    }

private:
    int m_nx, m_ny;
    Eigen::Vector2f m_lower, m_scale;
};

/// `factor` intervals where there was one, by cubics through the values (Catmull–Rom), so that colours and contours do
/// not show the cells. Writes ((nx−1)·factor + 1)·((ny−1)·factor + 1) values; `out` and `scratch` keep their memory.
void refine(const Eigen::RowVectorXf& values, int nx, int ny, int factor, Eigen::RowVectorXf& out,
            Eigen::RowVectorXf& scratch);
/// The grid those values stand on.
inline PlaneGrid refined(PlaneGrid grid, int factor) {
    grid.nx = (grid.nx - 1) * factor + 1;
    grid.ny = (grid.ny - 1) * factor + 1;
    return grid;
}

} // namespace ui
