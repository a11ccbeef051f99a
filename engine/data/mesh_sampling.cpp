#include "engine/data/mesh_sampling.h"

#include "engine/data/sampling.h"

#include <Eigen/Geometry>
#include <cmath>

namespace engine {

RowVector triangleAreas(const Points& vertices, const Triangles& triangles) {
    RowVector areas(triangles.cols());
    for (Index k = 0; k < triangles.cols(); ++k) {
        const Eigen::Vector3d a = vertices.col(triangles(0, k));
        const Eigen::Vector3d ab = vertices.col(triangles(1, k)) - a, ac = vertices.col(triangles(2, k)) - a;
        areas[k] = ab.cross(ac).norm() / 2;
    }
    return areas;
}

Points sampleSurface(const Points& vertices, const Triangles& triangles, Index count, Rng& rng) {
    const std::vector<Index> drawn = drawEvenly(triangleAreas(vertices, triangles), count, rng);
    Points sample(3, count);
    for (Index i = 0; i < count; ++i) {
        const auto corners = triangles.col(drawn[std::size_t(i)]);
        // The part of a triangle within the share r of the way from a corner is r² of its area.
        const double r = std::sqrt(rng.uniform()), along = rng.uniform();
        const Eigen::Vector3d a = vertices.col(corners[0]), b = vertices.col(corners[1]), c = vertices.col(corners[2]);
        sample.col(i) = a + r * (b - a + along * (c - b));
    }
    return sample;
}

} // namespace engine
