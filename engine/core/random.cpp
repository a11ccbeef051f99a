#include "engine/core/random.h"

#include <cmath>

namespace engine {

namespace {
std::uint64_t splitmix(std::uint64_t& state) {
    std::uint64_t z = (state += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}
} // namespace

Rng::Rng(std::uint64_t seed, std::uint64_t stream, std::uint64_t substream) {
    std::uint64_t state = seed;
    state = splitmix(state) ^ stream;
    state = splitmix(state) ^ substream;
    for (auto& word : m_words)
        word = splitmix(state);
}

double Rng::normal() {
    // Marsaglia's polar method; the second number of the pair is dropped so that the state is the four words alone.
    for (;;) {
        const double u = 2 * uniform() - 1, v = 2 * uniform() - 1, r = u * u + v * v;
        if (r > 0 && r < 1)
            return u * std::sqrt(-2 * std::log(r) / r);
    }
}

void Rng::fillNormal(Eigen::Ref<Points> out) {
    for (Index j = 0; j < out.cols(); ++j)
        for (Index i = 0; i < out.rows(); ++i)
            out(i, j) = normal();
}

} // namespace engine
