#include "engine/io/mesh/face_list.h"

#include "engine/core/error.h"
#include "engine/io/mesh/mesh_data.h"

namespace engine {

void FaceList::add(Index a, Index b, Index c) {
    if (m_corners.size() >= 3 * std::size_t(kMostMeshPoints))
        throw Error(ErrorCode::UnusableInput, Sentence::of("%1 has more than %2 triangles.", m_source, kMostMeshPoints),
                    Sentence::of("Simplify the mesh first."));
    for (const Index corner : {a, b, c}) {
        if (corner < 0 || corner >= m_vertices)
            throw Error(ErrorCode::UnusableInput,
                        Sentence::of("%1, face %2: it has vertex %3, counted from 0; there are %4.", m_source, m_faces,
                                     corner, m_vertices),
                        Sentence::of("The file is damaged: write it again."));
        m_corners.push_back(corner + m_firstVertex);
    }
}

void FaceList::addPolygon(const Index* corners, std::size_t count) {
    ++m_faces;
    for (std::size_t k = 2; k < count; ++k)
        add(corners[0], corners[k - 1], corners[k]);
}

void FaceList::addStrip(const Index* corners, std::size_t count) {
    ++m_faces;
    for (std::size_t k = 2; k < count; ++k)
        add(corners[k - 2], corners[k - 1], corners[k]);
}

Triangles FaceList::appendedTo(const Triangles& first) const {
    const auto count = Index(m_corners.size() / 3);
    Triangles all(3, first.cols() + count);
    all.leftCols(first.cols()) = first;
    if (count > 0)
        all.rightCols(count) = Eigen::Map<const Triangles>(m_corners.data(), 3, count);
    return all;
}

} // namespace engine
