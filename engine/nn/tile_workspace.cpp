#include "engine/nn/tile_workspace.h"

#include <algorithm>
#include <cassert>

namespace engine {

template <class S>
TileWorkspace<S>::TileWorkspace(const MlpShape& shape, int interior, int probes, int boundary)
    : m_inputs(shape.inputs()), m_interior(interior), m_probes(probes), m_boundary(boundary) {
    const int n = interior, tangents = n * (1 + probes), values = n + boundary, all = tangents + values;
    const int widest = *std::max_element(shape.hidden.begin(), shape.hidden.end());
    const std::size_t layers = shape.hidden.size();

    // Two rounds over the same list: first count, then hand out. Every block begins on a cache line.
    std::size_t used = 0;
    S* base = nullptr;
    const auto take = [&](std::size_t rows, int columns) {
        S* p = base ? base + used : nullptr;
        constexpr std::size_t line = 64 / sizeof(S);
        used += (rows * std::size_t(columns) + line - 1) / line * line;
        return p;
    };
    for (int round = 0; round < 2; ++round) {
        used = 0;
        for (auto* list : {&m_X, &m_G, &m_slope1, &m_slope2, &m_slope3, &m_Z, &m_A})
            list->resize(layers);
        for (std::size_t l = 0; l < layers; ++l) {
            const auto width = std::size_t(shape.hidden[l]);
            m_X[l] = take(width, all);
            m_G[l] = take(width, all);
            m_slope1[l] = take(width, values);
            m_slope2[l] = take(width, n);
            m_slope3[l] = take(width, probes ? n : 0);
            m_Z[l] = take(width, tangents);
            m_A[l] = take(width, n);
        }
        const auto inputs = std::size_t(m_inputs);
        m_tile.input = take(inputs, all);
        m_tile.scratch = take(std::size_t(widest), all);
        m_tile.value = take(1, values);
        m_tile.slope_u = take(inputs, n);
        m_tile.directional = take(1, n);
        m_tile.valueSeed = take(1, values);
        m_tile.probeScale = take(1, n);
        if (round == 0) {
            m_memory.reset(static_cast<S*>(Eigen::internal::aligned_malloc(used * sizeof(S))));
            base = m_memory.get();
            std::fill_n(base, used, S(0));
        }
    }
    m_tile.X = m_X.data();
    m_tile.G = m_G.data();
    m_tile.slope1 = m_slope1.data();
    m_tile.slope2 = m_slope2.data();
    m_tile.slope3 = m_slope3.data();
    m_tile.Z = m_Z.data();
    m_tile.A = m_A.data();
}

template <class S>
void TileWorkspace<S>::begin(int interior, int probes, int boundary) {
    assert(interior <= m_interior && probes <= m_probes && boundary <= m_boundary);
    m_tile.interior = interior;
    m_tile.probes = probes;
    m_tile.boundary = boundary;
}

template class TileWorkspace<float>;
template class TileWorkspace<double>;

} // namespace engine
