#pragma once

#include "engine/core/random.h"

#include <cstdint>
#include <optional>
#include <string>

namespace engine {

/// Sees to it that a table fits into memory while it is read: it is refused before memory runs out or, where a random
/// part of it is welcome, its rows are drawn.
/// Thread: one at a time.
class TableMemory {
public:
    /// `seed`: rows may be drawn with it; empty: all of them or none.
    explicit TableMemory(std::optional<std::uint64_t> seed = {});

    /// The table will have about so many rows of so many columns. May be called again when there are more of them.
    /// Errors: Error{UnusableInput} with what the table needs and what there is, when it does not fit and rows may not
    ///         be drawn.
    void expect(const std::string& source, double rows, std::size_t columns);
    /// Whether the next row is taken.
    bool takesRow() { return m_share >= 1 || m_rng.uniform() < m_share; }
    /// The part of the rows that is taken, 0 … 1.
    double share() const { return m_share; }
    /// " · 37 % of its rows drawn with seed 4, as many as fit into memory"; empty when all are taken.
    std::string remark() const;

private:
    std::optional<std::uint64_t> m_seed;
    double m_share = 1;
    Rng m_rng;
};

} // namespace engine
