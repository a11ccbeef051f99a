#include "engine/data/mesh_volume.h"

#include "engine/core/error.h"

#include <Eigen/Geometry>
#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace engine {

namespace {

constexpr int kMostTriesPerPoint = 2000; // a volume below so small a part of its box is none to speak of

/// Edges that an odd number of faces meet in.
std::size_t openEdges(const Points& vertices, const Triangles& triangles) {
    std::map<std::array<Real, 3>, Index> places;
    std::vector<Index> place(std::size_t(vertices.cols()));
    for (Index i = 0; i < vertices.cols(); ++i)
        place[std::size_t(i)] = places.try_emplace({vertices(0, i), vertices(1, i), vertices(2, i)}, i).first->second;
    std::vector<std::pair<Index, Index>> edges;
    edges.reserve(std::size_t(3 * triangles.cols()));
    for (Index t = 0; t < triangles.cols(); ++t)
        for (int k = 0; k < 3; ++k) {
            const Index a = place[std::size_t(triangles(k, t))], b = place[std::size_t(triangles((k + 1) % 3, t))];
            if (a != b) // a face without area has edges without length
                edges.emplace_back(std::min(a, b), std::max(a, b));
        }
    std::sort(edges.begin(), edges.end());
    std::size_t open = 0;
    for (auto first = edges.begin(); first != edges.end();) {
        const auto last = std::upper_bound(first, edges.end(), *first);
        open += std::size_t(last - first) % 2;
        first = last;
    }
    return open;
}

/// Finds which triangles a vertical line meets: by cells of a grid seen from above.
class Columns {
public:
    Columns(const Points& vertices, const Triangles& triangles)
        : m_vertices(vertices), m_triangles(triangles), m_lower(vertices.rowwise().minCoeff()),
          m_size(vertices.rowwise().maxCoeff() - m_lower),
          m_side(std::clamp<Index>(Index(std::sqrt(Real(triangles.cols()))), 1, 512)),
          m_cells(std::size_t(m_side * m_side)) {
        for (Index t = 0; t < triangles.cols(); ++t) {
            Eigen::Vector2d low, high;
            for (int k = 0; k < 2; ++k) {
                const Real a = vertices(k, triangles(0, t)), b = vertices(k, triangles(1, t)),
                           c = vertices(k, triangles(2, t));
                low[k] = std::min({a, b, c});
                high[k] = std::max({a, b, c});
            }
            for (Index j = cell(1, low.y()); j <= cell(1, high.y()); ++j)
                for (Index i = cell(0, low.x()); i <= cell(0, high.x()); ++i)
                    m_cells[std::size_t(j * m_side + i)].push_back(t);
        }
    }

    const Eigen::Vector3d& lower() const { return m_lower; }
    const Eigen::Vector3d& size() const { return m_size; }

    bool isInside(const Eigen::Vector3d& p) const {
        bool inside = false;
        for (const Index t : m_cells[std::size_t(cell(1, p.y()) * m_side + cell(0, p.x()))])
            inside ^= isAbove(t, p);
        return inside;
    }

private:
    Index cell(int axis, Real value) const {
        const Real u = m_size[axis] > 0 ? (value - m_lower[axis]) / m_size[axis] : 0;
        return std::clamp<Index>(Index(u * Real(m_side)), 0, m_side - 1);
    }

    /// Whether the upward line from `p` meets the triangle. Edges that two triangles share belong to exactly one.
    bool isAbove(Index t, const Eigen::Vector3d& p) const {
        Eigen::Vector3d corner[3];
        for (int k = 0; k < 3; ++k)
            corner[k] = m_vertices.col(m_triangles(k, t));
        bool crossed = false;
        for (int i = 0, j = 2; i < 3; j = i++)
            if ((corner[i].y() > p.y()) != (corner[j].y() > p.y())) {
                // The same numbers whichever way round the neighbour has the edge.
                const bool swapped = corner[i].y() > corner[j].y();
                const Eigen::Vector3d &a = swapped ? corner[j] : corner[i], &b = swapped ? corner[i] : corner[j];
                crossed ^= p.x() < (b.x() - a.x()) * (p.y() - a.y()) / (b.y() - a.y()) + a.x();
            }
        if (!crossed)
            return false;
        const Eigen::Vector3d normal = (corner[1] - corner[0]).cross(corner[2] - corner[0]);
        return normal.z() != 0 &&
               corner[0].z() - (normal.x() * (p.x() - corner[0].x()) + normal.y() * (p.y() - corner[0].y())) /
                                   normal.z() >
                   p.z();
    }

    const Points& m_vertices;
    const Triangles& m_triangles;
    Eigen::Vector3d m_lower, m_size;
    Index m_side;
    std::vector<std::vector<Index>> m_cells;
};

} // namespace

Points sampleVolume(const Points& vertices, const Triangles& triangles, Index count, Rng& rng) {
    if (const std::size_t open = openEdges(vertices, triangles))
        throw Error(ErrorCode::UnusableInput,
                    Sentence::of("The mesh is not closed: %1 of its edges have a face on one side only.", open),
                    Sentence::of("Sample its surface instead, or close the holes."));
    const Columns columns(vertices, triangles);
    Points points(3, count);
    for (Index i = 0; i < count; ++i) {
        int tries = 0;
        do {
            if (++tries > kMostTriesPerPoint)
                throw Error(ErrorCode::UnusableInput, Sentence::of("The mesh encloses no volume to speak of."),
                            Sentence::of("Sample its surface instead."));
            for (int k = 0; k < 3; ++k)
                points(k, i) = columns.lower()[k] + columns.size()[k] * rng.uniform();
        } while (!columns.isInside(points.col(i)));
    }
    return points;
}

} // namespace engine
