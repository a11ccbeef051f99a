#include "engine/io/message_text.h"

namespace engine {

std::string shownInMessage(std::string_view found) {
    constexpr std::size_t kMost = 40;
    std::string shown;
    for (const char c : found.substr(0, kMost))
        shown += static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? '?' : c;
    // Never cut within a UTF-8 character.
    if (found.size() > kMost) {
        while (!shown.empty() && (static_cast<unsigned char>(shown.back()) & 0xc0) == 0x80)
            shown.pop_back();
        if (!shown.empty() && static_cast<unsigned char>(shown.back()) >= 0xc0)
            shown.pop_back();
        shown += "…";
    }
    return shown;
}

std::string counted(std::size_t n, const std::string& noun) {
    return std::to_string(n) + " " + noun + (n == 1 ? "" : "s");
}

} // namespace engine
