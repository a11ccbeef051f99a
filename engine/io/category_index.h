#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace engine {

/// Numbers different texts in the order of their first appearance. Made for millions of them: nothing but the texts
/// themselves is allocated one by one.
class CategoryIndex {
public:
    /// The number of a text, which is added when it is new.
    std::int32_t of(std::string_view text);
    /// All texts, by number. The index is empty afterwards.
    std::vector<std::string> take();

private:
    struct Slot {
        std::uint32_t hash = 0;
        std::int32_t number = -1; ///< −1: free
    };
    void grow();
    Slot& slotFor(std::string_view text, std::uint32_t hash);

    std::vector<std::string> m_texts;
    std::vector<Slot> m_slots; ///< open addressing; a power of two, at most half full
    std::int32_t m_last = -1;  ///< rows often come sorted: the text of the row before is tried first
};

} // namespace engine
