#include "engine/io/table.h"

#include <algorithm>
#include <cctype>

namespace engine {

int Table::find(const std::string& name) const {
    for (std::size_t c = 0; c < columns.size(); ++c)
        if (columns[c].name == name)
            return int(c);
    const auto lower = [](std::string text) {
        std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return char(std::tolower(c)); });
        return text;
    };
    for (std::size_t c = 0; c < columns.size(); ++c)
        if (lower(columns[c].name) == lower(name))
            return int(c);
    return -1;
}

} // namespace engine
