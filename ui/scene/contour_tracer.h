#pragma once

#include "ui/scene/plane_grid.h"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace ui {

/// Lines of equal value on a grid, by marching squares, joined into as few lines as there are. Keeps its memory.
class ContourTracer {
public:
    /// Values that are not finite are passed by.
    void trace(const PlaneGrid& grid, const Eigen::RowVectorXf& values, float level);

    int lines() const { return int(m_starts.size()) - 1; }
    /// In units of the grid's cells from its first point; closed ones end where they begin.
    std::span<const Eigen::Vector2f> line(int i) const {
        return std::span(m_points).subspan(m_starts[std::size_t(i)],
                                           m_starts[std::size_t(i) + 1] - m_starts[std::size_t(i)]);
    }

private:
    void join(int a, int b);
    void follow(int edge);

    /// Of every edge between two points of the grid, the crossed edges its line goes on to.
    struct Links {
        std::array<std::int32_t, 2> to = {-1, -1};
        Eigen::Vector2f place;
    };
    std::vector<Links> m_edges;
    std::vector<std::int32_t> m_touched;
    std::vector<Eigen::Vector2f> m_points;
    std::vector<std::size_t> m_starts = {0};
};

} // namespace ui
