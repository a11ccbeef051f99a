#pragma once

#include "engine/core/types.h"

#include <array>
#include <cstdint>

namespace engine {

/// Random numbers that are the same on every machine: xoshiro256++ (Blackman and Vigna), seeded by splitmix64.
///
/// Independent streams come from `Rng(seed, stream, substream)`, so that what one part of the program draws never
/// depends on how much another part has drawn, nor on the number of threads.
class Rng {
public:
    using result_type = std::uint64_t;
    explicit Rng(std::uint64_t seed = 0, std::uint64_t stream = 0, std::uint64_t substream = 0);

    result_type operator()() { return next(); }
    static constexpr result_type min() { return 0; }
    static constexpr result_type max() { return ~result_type(0); }

    /// Uniform in [0, 1).
    double uniform() { return double(next() >> 11) * 0x1.0p-53; }
    /// Uniform in {0, …, n−1}.
    std::uint64_t below(std::uint64_t n) { return std::uint64_t((static_cast<unsigned __int128>(next()) * n) >> 64); }
    /// Standard normal.
    double normal();
    void fillNormal(Eigen::Ref<Points> out);
    /// +1 or −1.
    double sign() { return (next() >> 63) ? 1.0 : -1.0; }

    /// Everything that determines the numbers to come, for checkpoints.
    struct State {
        std::array<std::uint64_t, 4> words;
        bool operator==(const State&) const = default;
    };
    State state() const { return {m_words}; }
    void restore(const State& state) { m_words = state.words; }

private:
    static std::uint64_t rotated(std::uint64_t x, int k) { return (x << k) | (x >> (64 - k)); }
    std::uint64_t next() {
        auto& s = m_words;
        const std::uint64_t result = rotated(s[0] + s[3], 23) + s[0], t = s[1] << 17;
        s[2] ^= s[0];
        s[3] ^= s[1];
        s[1] ^= s[2];
        s[0] ^= s[3];
        s[2] ^= t;
        s[3] = rotated(s[3], 45);
        return result;
    }
    std::array<std::uint64_t, 4> m_words;
};

} // namespace engine
