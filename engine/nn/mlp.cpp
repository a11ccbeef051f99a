#include "engine/nn/mlp.h"

#include "engine/core/error.h"

#include <cmath>

namespace engine {

std::vector<std::ptrdiff_t> MlpShape::weightOffsets() const {
    std::vector<std::ptrdiff_t> offsets(1, 0);
    for (int l = 0; l < layers(); ++l)
        offsets.push_back(offsets.back() + std::ptrdiff_t(hidden[std::size_t(l)]) * (fanIn(l) + 1));
    return offsets;
}

void MlpShape::validate() const {
    if (dimension < 1)
        throw Error(ErrorCode::InvalidArgument, Sentence::of("The network needs at least one coordinate."));
    if (hidden.empty() || hidden.size() > 64)
        throw Error(ErrorCode::InvalidArgument, Sentence::of("The network has %1 hidden layers.", hidden.size()),
                    Sentence::of("Use 1 to 64 layers."));
    for (int width : hidden)
        if (width < 1 || width > 8192)
            throw Error(ErrorCode::InvalidArgument, Sentence::of("A hidden layer has %1 units.", width),
                        Sentence::of("Use 1 to 8192 units a layer."));
}

template <class S>
Mlp<S>::Mlp(const MlpShape& shape, Rng& rng, InstructionSet set)
    : m_shape(shape), m_kernels(&kernelTable<S>(set)) {
    prepare();
    for (int l = 0; l <= shape.layers(); ++l) {
        const int in = shape.fanIn(l);
        const Index size = l < shape.layers() ? Index(shape.hidden[std::size_t(l)]) * (in + 1) : in + 1;
        const double bound = 1 / std::sqrt(double(in));
        for (Index i = 0; i < size; ++i)
            m_parameters[m_weightOffsets[std::size_t(l)] + i] = S(bound * (2 * rng.uniform() - 1));
    }
    pack();
}

template <class S>
Mlp<S>::Mlp(const MlpShape& shape, const Parameters& parameters, InstructionSet set)
    : m_shape(shape), m_kernels(&kernelTable<S>(set)) {
    prepare();
    if (parameters.size() != m_parameters.size())
        throw Error(ErrorCode::UnusableInput,
                    Sentence::of("A network of this shape has %1 parameters, but %2 are given.", m_parameters.size(),
                                 parameters.size()));
    m_parameters = parameters;
    pack();
}

template <class S>
void Mlp<S>::prepare() {
    m_shape.validate();
    m_weightOffsets = m_shape.weightOffsets();
    m_packedOffsets.resize(2 * m_shape.hidden.size());
    m_packed.resize(m_kernels->packedSize(m_shape.inputs(), m_shape.layers(), m_shape.hidden.data(),
                                          m_packedOffsets.data()));
    m_parameters.resize(m_shape.parameterCount());
}

template <class S>
NetworkView<S> Mlp<S>::view() const {
    return {m_shape.inputs(),        m_shape.layers(),    m_shape.activation, m_shape.hidden.data(),
            m_weightOffsets.data(), m_parameters.data(), m_packed.data(),    m_packedOffsets.data()};
}

template <class S>
void Mlp<S>::pack() {
    m_kernels->pack(view(), m_packed.data());
}

template class Mlp<float>;
template class Mlp<double>;

} // namespace engine
