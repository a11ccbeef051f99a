// What ShapeBatch tells a VectorPicture: the lines and areas its triangles were made of.
#include "ui/scene/draw/shape_batch.h"
#include "ui/scene/draw/vector_picture.h"

#include <cmath>

namespace ui {

namespace {

std::uint32_t between(std::uint32_t a, std::uint32_t b) {
    std::uint32_t mean = 0;
    for (int shift = 0; shift < 32; shift += 8)
        mean |= ((a >> shift & 0xffU) + (b >> shift & 0xffU)) / 2 << shift;
    return mean;
}

} // namespace

void ShapeBatch::record(VectorPicture& picture) const {
    using Eigen::Vector2f;
    const auto placeOf = [&](std::uint32_t i) { return Vector2f(m_vertices[i].x, m_vertices[i].y); };
    std::size_t k = 0;
    while (k < m_indices.size()) {
        const std::uint32_t a = m_indices[k];
        const bool isQuad = k + 5 < m_indices.size() && m_indices[k + 1] == a + 1 && m_indices[k + 2] == a + 2 &&
                            m_indices[k + 3] == a + 2 && m_indices[k + 4] == a + 1 && m_indices[k + 5] == a + 3;
        if (!isQuad) { // a fan around its first vertex
            VectorPicture::Area area{{}, m_vertices[a].rgba, m_vertices[a].rgba};
            const auto add = [&](std::uint32_t i) {
                const Vertex& v = m_vertices[i]; // the rim is none of the shape
                const float part = v.across != 0 ? v.halfWidth / std::abs(v.across) : 1;
                area.corners.push_back(placeOf(a) + part * (placeOf(i) - placeOf(a)));
            };
            area.corners.push_back(placeOf(a));
            add(m_indices[k + 1]);
            std::uint32_t last = m_indices[k + 1];
            for (; k + 2 < m_indices.size() && m_indices[k] == a && m_indices[k + 1] == last; k += 3) {
                last = m_indices[k + 2];
                add(last);
            }
            picture.parts.push_back(std::move(area));
            continue;
        }
        const Vertex &first = m_vertices[a], &second = m_vertices[a + 2];
        if (first.across == 0) { // filled, between two colours
            picture.parts.push_back(VectorPicture::Area{
                {placeOf(a), placeOf(a + 1), placeOf(a + 3), placeOf(a + 2)}, first.rgba, second.rgba});
            k += 6;
            continue;
        }
        const auto middle = [&](std::uint32_t i) { return Vector2f((placeOf(i) + placeOf(i + 1)) / 2); };
        if (first.rgba == second.rgba && first.halfWidth == second.halfWidth) {
            VectorPicture::Line line{{middle(a)}, 2 * first.halfWidth, first.rgba};
            std::uint32_t at = a;
            for (; k + 5 < m_indices.size() && m_indices[k] == at && m_indices[k + 5] == at + 3; k += 6, at += 2) {
                const Vertex& next = m_vertices[at + 2];
                if (next.rgba != first.rgba || next.halfWidth != first.halfWidth)
                    break;
                line.points.push_back(middle(at + 2));
            }
            picture.parts.push_back(std::move(line));
            continue;
        }
        VectorPicture::Area area{{}, between(first.rgba, second.rgba), 0};
        area.right = area.rgba;
        for (const std::uint32_t i : {a, a + 1, a + 3, a + 2}) {
            const Vertex& v = m_vertices[i];
            const Vector2f center = middle(i < a + 2 ? a : a + 2);
            area.corners.push_back(center + v.halfWidth / std::abs(v.across) * (placeOf(i) - center));
        }
        picture.parts.push_back(std::move(area));
        k += 6;
    }
}

} // namespace ui
