#pragma once

#include "engine/core/random.h"
#include "engine/core/types.h"
#include "engine/nn/kernels/tile_kernel.h"

#include <vector>

namespace engine {

/// Architecture of the network s(t,x): how many inputs, how wide the layers, which activation. The head is a free
/// affine scalar, so that s may take any value anywhere (the unbalanced loss needs that).
struct MlpShape {
    int dimension = 2;
    std::vector<int> hidden = {128, 128, 128};
    Activation activation = Activation::SiLU;

    int inputs() const { return dimension + 1; }
    int layers() const { return int(hidden.size()); }
    int fanIn(int layer) const { return layer ? hidden[std::size_t(layer - 1)] : inputs(); }
    Index parameterCount() const { return weightOffsets().back() + hidden.back() + 1; }
    /// Where W_l begins among the parameters, for l = 0 … layers; the bias follows its matrix. The last is the head's.
    std::vector<std::ptrdiff_t> weightOffsets() const;
    /// Errors: Error{InvalidArgument} when a width or the number of layers is out of range.
    void validate() const;
    bool operator==(const MlpShape&) const = default;
};

/// A multilayer perceptron s(t,x): shape, parameters, and the copies the matrix kernels work on.
/// Shape: u = (x, t) has dimension + 1 rows; parameters as laid out by MlpShape::weightOffsets.
/// Units: training units (x normalized, t in [0,1]).
/// Thread: const use from any number of threads.
template <class S>
class Mlp {
public:
    using Parameters = Eigen::Array<S, Eigen::Dynamic, 1>;

    /// Weights uniform in ±1/√fan-in, which keeps s and its gradient of order one.
    Mlp(const MlpShape& shape, Rng& rng, InstructionSet set = instructionSet());
    Mlp(const MlpShape& shape, const Parameters& parameters, InstructionSet set = instructionSet());

    const MlpShape& shape() const { return m_shape; }
    const Parameters& parameters() const { return m_parameters; }
    /// Calls `edit(Parameters&)`, then brings the packed copies up to date.
    template <class Edit>
    void update(Edit&& edit) {
        edit(m_parameters);
        pack();
    }
    const KernelTable<S>& kernels() const { return *m_kernels; }
    NetworkView<S> view() const;

private:
    void prepare();
    void pack();

    MlpShape m_shape;
    const KernelTable<S>* m_kernels;
    std::vector<std::ptrdiff_t> m_weightOffsets, m_packedOffsets;
    Parameters m_parameters, m_packed;
};

extern template class Mlp<float>;
extern template class Mlp<double>;

} // namespace engine
