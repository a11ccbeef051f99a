#include "ui/scene/contour_tracer.h"

#include <cmath>

namespace ui {

void ContourTracer::join(int a, int b) {
    for (const auto& [from, to] : {std::pair(a, b), {b, a}}) {
        Links& links = m_edges[std::size_t(from)];
        if (links.to[0] < 0) {
            links.to[0] = to;
            m_touched.push_back(from);
        } else {
            links.to[1] = to;
        }
    }
}

/// Walks from an edge to the end of its line, unlinking it on the way.
void ContourTracer::follow(int edge) {
    while (edge >= 0) {
        m_points.push_back(m_edges[std::size_t(edge)].place);
        auto& to = m_edges[std::size_t(edge)].to;
        const int next = to[0] >= 0 ? to[0] : to[1];
        if (next >= 0) {
            (to[0] >= 0 ? to[0] : to[1]) = -1;
            auto& back = m_edges[std::size_t(next)].to;
            (back[0] == edge ? back[0] : back[1]) = -1;
        }
        edge = next;
    }
    if (m_points.size() - m_starts.back() < 2)
        m_points.resize(m_starts.back());
    else
        m_starts.push_back(m_points.size());
}

void ContourTracer::trace(const PlaneGrid& grid, const Eigen::RowVectorXf& values, float level) {
    m_points.clear();
    m_starts.assign(1, 0);
    m_touched.clear();
    if (m_edges.size() != std::size_t(2 * grid.size()))
        m_edges.assign(std::size_t(2 * grid.size()), {});
    // Edge 2k goes right from point k, edge 2k+1 up from it.
    const auto cross = [&](int x, int y, bool right) {
        const int from = y * grid.nx + x, to = right ? from + 1 : from + grid.nx, edge = 2 * from + (right ? 0 : 1);
        const float a = values[from], b = values[to], u = (level - a) / (b - a);
        m_edges[std::size_t(edge)].place = {float(x) + (right ? u : 0), float(y) + (right ? 0 : u)};
        return edge;
    };
    for (int y = 0; y + 1 < grid.ny; ++y)
        for (int x = 0; x + 1 < grid.nx; ++x) {
            const Eigen::Index at = Eigen::Index(y) * grid.nx + x;
            const float a = values[at], b = values[at + 1], c = values[at + 1 + grid.nx], d = values[at + grid.nx];
            const int above = int(a > level) | int(b > level) << 1 | int(c > level) << 2 | int(d > level) << 3;
            if (above == 0 || above == 15 || !std::isfinite(a + b + c + d))
                continue;
            const bool low = (above & 1) != (above >> 1 & 1), right = (above >> 1 & 1) != (above >> 2 & 1),
                       high = (above >> 2 & 1) != (above >> 3 & 1), left = (above >> 3 & 1) != (above & 1);
            if (low && right && high && left) { // a saddle: the middle decides which corners are cut off
                const bool middle = (a + b + c + d) / 4 > level;
                const int l = cross(x, y, true), r = cross(x + 1, y, false), h = cross(x, y + 1, true),
                          f = cross(x, y, false);
                if (middle == bool(above & 1)) {
                    join(l, r);
                    join(h, f);
                } else {
                    join(l, f);
                    join(h, r);
                }
                continue;
            }
            std::array<int, 2> ends{};
            int count = 0;
            if (low)
                ends[std::size_t(count++)] = cross(x, y, true);
            if (right)
                ends[std::size_t(count++)] = cross(x + 1, y, false);
            if (high)
                ends[std::size_t(count++)] = cross(x, y + 1, true);
            if (left)
                ends[std::size_t(count++)] = cross(x, y, false);
            join(ends[0], ends[1]);
        }
    // Open lines from their ends, then what is left: rings, from anywhere.
    for (const std::int32_t edge : m_touched)
        if (m_edges[std::size_t(edge)].to[0] >= 0 && m_edges[std::size_t(edge)].to[1] < 0)
            follow(edge);
    for (const std::int32_t edge : m_touched)
        if (m_edges[std::size_t(edge)].to[0] >= 0 || m_edges[std::size_t(edge)].to[1] >= 0)
            follow(edge);
}

} // namespace ui
