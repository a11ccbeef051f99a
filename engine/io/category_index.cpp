#include "engine/io/category_index.h"

#include <functional>
#include <utility>

namespace engine {

CategoryIndex::Slot& CategoryIndex::slotFor(std::string_view text, std::uint32_t hash) {
    const std::size_t mask = m_slots.size() - 1;
    for (std::size_t at = hash & mask;; at = (at + 1) & mask) {
        Slot& slot = m_slots[at];
        if (slot.number < 0 || (slot.hash == hash && m_texts[std::size_t(slot.number)] == text))
            return slot;
    }
}

void CategoryIndex::grow() {
    std::vector<Slot> old = std::exchange(m_slots, std::vector<Slot>(m_slots.empty() ? 16 : 2 * m_slots.size()));
    const std::size_t mask = m_slots.size() - 1;
    for (const Slot& slot : old) {
        if (slot.number < 0)
            continue;
        std::size_t at = slot.hash & mask;
        while (m_slots[at].number >= 0)
            at = (at + 1) & mask;
        m_slots[at] = slot;
    }
}

std::int32_t CategoryIndex::of(std::string_view text) {
    if (m_last >= 0 && m_texts[std::size_t(m_last)] == text)
        return m_last;
    if (2 * (m_texts.size() + 1) > m_slots.size())
        grow();
    const auto hash = std::uint32_t(std::hash<std::string_view>()(text));
    Slot& slot = slotFor(text, hash);
    if (slot.number < 0) {
        slot = {hash, std::int32_t(m_texts.size())};
        m_texts.emplace_back(text);
    }
    return m_last = slot.number;
}

std::vector<std::string> CategoryIndex::take() {
    m_slots.clear();
    m_last = -1;
    return std::exchange(m_texts, {});
}

} // namespace engine
