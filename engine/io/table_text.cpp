#include "engine/io/table_text.h"

#include "engine/core/text.h"

#include <algorithm>
#include <cmath>

namespace engine {

std::string csvField(const std::string& text, char delimiter) {
    const bool isPlain = text.find_first_of(",;\"\t\n\r|") == std::string::npos &&
                         text.find(delimiter) == std::string::npos &&
                         (text.empty() || (text.front() != ' ' && text.back() != ' ' && text.front() != '#'));
    if (isPlain)
        return text;
    std::string quoted = "\"";
    for (const char c : text)
        quoted += c == '"' ? "\"\"" : std::string(1, c);
    return quoted + "\"";
}

std::string cellText(const TableColumn& column, Index row, char delimiter) {
    const auto i = std::size_t(row);
    if (column.isText)
        return column.codes[i] < 0 ? std::string()
                                   : csvField(column.categories[std::size_t(column.codes[i])], delimiter);
    return std::isnan(column.numbers[i]) ? std::string() : exactNumber(column.numbers[i]);
}

std::string uniqueName(const std::string& name, std::vector<std::string>& taken) {
    std::string unique = name;
    for (int number = 2; std::find(taken.begin(), taken.end(), unique) != taken.end(); ++number)
        unique = name + "_" + std::to_string(number);
    taken.push_back(unique);
    return unique;
}

} // namespace engine
