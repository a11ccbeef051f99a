#include "engine/data/filled_outline.h"

#include "engine/data/sampling.h"

#include <algorithm>
#include <cmath>

namespace engine {

using Eigen::Vector2d;

namespace {

/// A side of a loop, from its lower to its upper end.
struct Edge {
    Vector2d low, high;
    int winding; ///< +1 when the loop runs upwards along it
    Real xAt(Real y) const { return low.x() + (high.x() - low.x()) * (y - low.y()) / (high.y() - low.y()); }
};

std::vector<Edge> edgesOf(const std::vector<FilledOutline::Loop>& loops) {
    std::vector<Edge> edges;
    for (const FilledOutline::Loop& loop : loops)
        for (std::size_t i = 0; i < loop.size(); ++i) {
            const Vector2d &a = loop[i], &b = loop[(i + 1) % loop.size()];
            if (a.y() < b.y())
                edges.push_back({a, b, 1});
            else if (a.y() > b.y())
                edges.push_back({b, a, -1});
        }
    std::sort(edges.begin(), edges.end(), [](const Edge& a, const Edge& b) { return a.low.y() < b.low.y(); });
    return edges;
}

/// Heights of all ends and crossings of edges, ascending.
std::vector<Real> heightsOf(const std::vector<Edge>& edges) {
    std::vector<Real> heights;
    for (std::size_t i = 0; i < edges.size(); ++i) {
        const Edge& a = edges[i];
        heights.insert(heights.end(), {a.low.y(), a.high.y()});
        for (std::size_t j = i + 1; j < edges.size() && edges[j].low.y() < a.high.y(); ++j) {
            const Edge& b = edges[j];
            const Real from = b.low.y(), to = std::min(a.high.y(), b.high.y());
            const Real before = a.xAt(from) - b.xAt(from), after = a.xAt(to) - b.xAt(to);
            if ((before < 0 && after > 0) || (before > 0 && after < 0))
                heights.push_back(from + (to - from) * before / (before - after));
        }
    }
    std::sort(heights.begin(), heights.end());
    heights.erase(std::unique(heights.begin(), heights.end()), heights.end());
    return heights;
}

} // namespace

FilledOutline::FilledOutline(const std::vector<Loop>& loops) {
    const std::vector<Edge> edges = edgesOf(loops);
    const std::vector<Real> heights = heightsOf(edges);
    std::vector<const Edge*> crossing;
    for (std::size_t band = 0; band + 1 < heights.size(); ++band) {
        const Real low = heights[band], high = heights[band + 1], middle = (low + high) / 2;
        crossing.clear();
        for (const Edge& edge : edges) {
            if (edge.low.y() > middle)
                break;
            if (edge.high.y() > middle)
                crossing.push_back(&edge);
        }
        std::sort(crossing.begin(), crossing.end(),
                  [middle](const Edge* a, const Edge* b) { return a->xAt(middle) < b->xAt(middle); });
        int winding = 0;
        for (std::size_t i = 0; i + 1 < crossing.size(); ++i) {
            const Edge &left = *crossing[i], &right = *crossing[i + 1];
            winding += left.winding;
            const Trapezoid part{low, high, left.xAt(low), right.xAt(low), left.xAt(high), right.xAt(high)};
            if (winding == 0 || !(part.area() > 0))
                continue;
            m_parts.push_back(part);
            m_area += part.area();
        }
    }
}

Points FilledOutline::sample(Index count, Rng& rng) const {
    if (!(m_area > 0))
        return Points(2, 0);
    RowVector areas(Index(m_parts.size()));
    for (std::size_t i = 0; i < m_parts.size(); ++i)
        areas(Index(i)) = m_parts[i].area();
    const std::vector<Index> drawn = drawEvenly(areas, count, rng);
    Points points(2, count);
    for (Index i = 0; i < count; ++i) {
        const Trapezoid& part = m_parts[std::size_t(drawn[std::size_t(i)])];
        // The height by rejection: the wider the trapezoid there, the likelier.
        const Real lowWidth = part.lowRight - part.lowLeft, highWidth = part.highRight - part.highLeft;
        Real u, width;
        do {
            u = rng.uniform();
            width = lowWidth + u * (highWidth - lowWidth);
        } while (rng.uniform() * std::max(lowWidth, highWidth) > width);
        const Real left = part.lowLeft + u * (part.highLeft - part.lowLeft);
        points.col(i) << left + rng.uniform() * width, part.low + u * (part.high - part.low);
    }
    return points;
}

} // namespace engine
