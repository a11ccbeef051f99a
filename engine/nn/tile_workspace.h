#pragma once

#include "engine/nn/mlp.h"

#include <memory>
#include <vector>

namespace engine {

/// The memory one thread needs to take tiles of samples through the network: allocated once, used for every tile.
/// Views give the blocks of the current tile as matrices.
/// Thread: one at a time.
template <class S>
class TileWorkspace {
public:
    using Block = Eigen::Map<Eigen::Matrix<S, Eigen::Dynamic, Eigen::Dynamic>>;
    using Row = Eigen::Map<Eigen::Array<S, 1, Eigen::Dynamic>>;

    /// Room for `interior` samples with `probes` second-derivative directions each, and `boundary` samples.
    TileWorkspace(const MlpShape& shape, int interior, int probes = 0, int boundary = 0);

    int capacity() const { return m_interior; }
    int boundaryCapacity() const { return m_boundary; }
    int probes() const { return m_probes; }

    /// Sets how much of it the current tile uses. Must be called before the views are taken.
    void begin(int interior, int probes, int boundary);

    /// Inputs u = (x, t) of the interior and the boundary samples, tangent directions and probes: (d+1) rows.
    Block interiorInput() { return block(m_tile.input + offset(m_tile.interior * (1 + m_tile.probes)), m_tile.interior); }
    Block boundaryInput() { return block(m_tile.input + offset(m_tile.interior * (2 + m_tile.probes)), m_tile.boundary); }
    Block direction() { return block(m_tile.input, m_tile.interior); }
    Block probe(int p) { return block(m_tile.input + offset(m_tile.interior * (1 + p)), m_tile.interior); }
    Row value() { return {m_tile.value, m_tile.interior}; }
    Row boundaryValue() { return {m_tile.value + m_tile.interior, m_tile.boundary}; }
    Block slope() { return block(m_tile.slope_u, m_tile.interior); }
    Row directional() { return {m_tile.directional, m_tile.interior}; }
    Row valueSeed() { return {m_tile.valueSeed, m_tile.interior}; }
    Row boundarySeed() { return {m_tile.valueSeed + m_tile.interior, m_tile.boundary}; }
    Row probeScale() { return {m_tile.probeScale, m_tile.interior}; }

    void evaluate(const Mlp<S>& net, bool forGradient) { net.kernels().evaluate(net.view(), m_tile, forGradient); }
    void tangent(const Mlp<S>& net) { net.kernels().tangent(net.view(), m_tile); }
    void accumulate(const Mlp<S>& net, S* gradient) { net.kernels().accumulate(net.view(), m_tile, gradient); }
    void inputGradient(const Mlp<S>& net, S* gradient) { net.kernels().inputGradient(net.view(), m_tile, gradient); }

private:
    Block block(S* data, int columns) { return {data, m_inputs, columns}; }
    std::ptrdiff_t offset(int columns) const { return std::ptrdiff_t(columns) * m_inputs; }

    int m_inputs, m_interior, m_probes, m_boundary;
    struct Free {
        void operator()(S* p) const { Eigen::internal::aligned_free(p); }
    };
    std::unique_ptr<S, Free> m_memory;
    std::vector<S*> m_X, m_G, m_slope1, m_slope2, m_slope3, m_Z, m_A;
    TileBuffers<S> m_tile{};
};

extern template class TileWorkspace<float>;
extern template class TileWorkspace<double>;

} // namespace engine
