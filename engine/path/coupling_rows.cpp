#include "engine/path/coupling_rows.h"

#include <algorithm>

namespace engine {

CouplingRows::CouplingRows(const Coupling& coupling, Side side, Index points)
    : m_begin(std::size_t(points) + 1), m_partner(coupling.pairs.size()), m_cumulative(coupling.pairs.size()) {
    const auto own = [side](const Coupling::Pair& pair) {
        return std::size_t(side == Side::Source ? pair.source : pair.target);
    };
    for (const auto& pair : coupling.pairs)
        ++m_begin[own(pair) + 1];
    for (std::size_t i = 1; i < m_begin.size(); ++i)
        m_begin[i] += m_begin[i - 1];
    std::vector<std::size_t> next(m_begin.begin(), m_begin.end() - 1);
    for (std::size_t k = 0; k < coupling.pairs.size(); ++k) {
        const auto& pair = coupling.pairs[k];
        const std::size_t row = own(pair), place = next[row]++;
        const double mass = coupling.cumulative[k] - (k > 0 ? coupling.cumulative[k - 1] : 0);
        m_partner[place] = side == Side::Source ? pair.target : pair.source;
        m_cumulative[place] = mass + (place > m_begin[row] ? m_cumulative[place - 1] : 0);
    }
}

std::int32_t CouplingRows::draw(Index point, Rng& rng) const {
    const std::size_t begin = m_begin[std::size_t(point)], end = m_begin[std::size_t(point) + 1];
    if (begin == end)
        return -1;
    const auto first = m_cumulative.begin() + std::ptrdiff_t(begin), last = m_cumulative.begin() + std::ptrdiff_t(end);
    const auto found = std::upper_bound(first, last, rng.uniform() * *(last - 1));
    return m_partner[std::min(std::size_t(found - m_cumulative.begin()), end - 1)];
}

} // namespace engine
