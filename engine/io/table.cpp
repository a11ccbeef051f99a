#include "engine/io/table.h"

#include "engine/io/message_text.h"
#include "engine/io/missing_value.h"

#include <algorithm>
#include <cctype>

namespace engine {

void TableColumn::noteHole(std::int64_t line, Index row, std::string_view cell) {
    const bool isMissing = isMissingMarker(cell);
    missing += isMissing;
    if (std::optional<BadCell>& first = isMissing ? firstMissing : firstBad; !first)
        first = {line, row, shownInMessage(cell)};
}

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

std::string Table::names(const std::vector<int>& indices) const {
    constexpr std::size_t kMost = 12;
    std::string text;
    for (std::size_t k = 0; k < indices.size(); ++k) {
        if (k == kMost)
            return text + ", … (" + std::to_string(indices.size()) + ")";
        text += (k > 0 ? ", " : "") + columns[std::size_t(indices[k])].name;
    }
    return text;
}

std::vector<TableColumn> selectedRows(const std::vector<TableColumn>& columns, const std::vector<Index>& rows) {
    std::vector<TableColumn> selected;
    for (const TableColumn& column : columns) {
        TableColumn chosen;
        chosen.name = column.name;
        chosen.isText = column.isText;
        chosen.categories = column.categories;
        chosen.isOrdered = column.isOrdered;
        for (const Index row : rows) {
            if (column.isText)
                chosen.codes.push_back(column.codes[std::size_t(row)]);
            else
                chosen.numbers.push_back(column.numbers[std::size_t(row)]);
        }
        selected.push_back(std::move(chosen));
    }
    return selected;
}

} // namespace engine
