#include "engine/io/table_memory.h"

#include "engine/core/error.h"
#include "engine/core/memory.h"

#include <algorithm>
#include <cmath>

namespace engine {

namespace {

constexpr std::uint64_t kRowStream = 0x7ab1e; ///< of the seed, for rows drawn from a table

/// What a table takes until it is points: a column of it, the points, and a copy on the way between the two; besides
/// time, snapshot and place of each row.
double bytesFor(double rows, std::size_t columns) { return rows * (3 * sizeof(double) * double(columns) + 28); }

/// "10,000,000", to three digits: most numbers of rows are estimated.
std::string grouped(double number) {
    const double step = std::pow(10.0, std::max(0.0, std::floor(std::log10(std::max(1.0, number))) - 2));
    std::string digits = std::to_string(std::llround(number / step) * std::llround(step));
    for (std::ptrdiff_t at = std::ptrdiff_t(digits.size()) - 3; at > 0; at -= 3)
        digits.insert(std::size_t(at), ",");
    return digits;
}

} // namespace

TableMemory::TableMemory(std::optional<std::uint64_t> seed) : m_seed(seed), m_rng(seed.value_or(0), kRowStream) {}

void TableMemory::expect(const std::string& source, double rows, std::size_t columns) {
    const auto available = availableMemory();
    const double needed = bytesFor(rows * m_share, columns);
    if (!available || needed <= double(*available))
        return;
    if (!m_seed)
        throw Error(ErrorCode::UnusableInput,
                    Sentence::of("%1 does not fit into memory: its %2 rows of %3 columns need about %4, %5 are free.",
                                 source, grouped(rows), columns, memoryText(needed), memoryText(double(*available))),
                    Sentence::of("Close other programs, or draw a part of its points: kinetoscope convert %1 -o "
                                 "part.npz --subsample 100000.",
                                 source));
    m_share *= 0.9 * double(*available) / needed;
}

std::string TableMemory::remark() const {
    if (m_share >= 1)
        return {};
    const double percent = 100 * m_share;
    return " · " + (percent < 1 ? "less than 1" : std::to_string(int(percent))) + " % of its rows drawn with seed " +
           std::to_string(m_seed.value_or(0)) + ", as many as fit into memory";
}

} // namespace engine
