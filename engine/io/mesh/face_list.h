#pragma once

#include "engine/data/mesh_sampling.h"

#include <cstddef>
#include <string>
#include <vector>

namespace engine {

/// Gathers the faces of a mesh as triangles, whatever they are in the file.
/// Errors: Error{UnusableInput} naming file and face for a corner that is no vertex, and for too many faces.
class FaceList {
public:
    /// Corners are 0 … vertices − 1; `firstVertex` is added to each, for files that come in pieces.
    FaceList(std::string source, Index vertices, Index firstVertex = 0)
        : m_source(std::move(source)), m_vertices(vertices), m_firstVertex(firstVertex) {}

    /// A convex polygon; fewer than three corners are no face.
    void addPolygon(const Index* corners, std::size_t count);
    /// Each corner makes a triangle with the two before it.
    void addStrip(const Index* corners, std::size_t count);

    bool isEmpty() const { return m_corners.empty(); }
    /// Behind `first`, in a matrix of all.
    Triangles appendedTo(const Triangles& first) const;

private:
    void add(Index a, Index b, Index c);

    std::string m_source;
    Index m_vertices, m_firstVertex;
    std::size_t m_faces = 0;
    std::vector<Index> m_corners;
};

} // namespace engine
