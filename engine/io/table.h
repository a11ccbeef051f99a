#pragma once

#include "engine/core/types.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace engine {

/// One column of a table as it was read: numbers, or text as indices into its different values.
struct TableColumn {
    std::string name;
    bool isText = false;
    std::vector<double> numbers;         ///< NaN where the cell is not a finite number
    std::vector<std::int32_t> codes;     ///< −1 where the cell is empty
    std::vector<std::string> categories; ///< in order of first appearance, or as the file has them
    bool isOrdered = false;              ///< of text: the file says that its categories stand in a meaningful order

    /// A cell of a column of numbers that is none.
    struct BadCell {
        std::int64_t line = 0; ///< 0: the source has no lines
        Index row = 0;
        std::string text; ///< shortened, fit for a message
        bool operator==(const BadCell&) const = default;
    };
    std::optional<BadCell> firstBad;     ///< the first that holds something else: a word, an infinity
    std::optional<BadCell> firstMissing; ///< the first that says there is no value: see isMissingMarker
    Index missing = 0;                   ///< how many say so

    /// Remembers that the cell of this row is no number. `line` is 0 where the source has none.
    void noteHole(std::int64_t line, Index row, std::string_view cell);
    Index size() const { return Index(isText ? codes.size() : numbers.size()); }
};

/// No table that is read has more columns.
inline constexpr std::size_t kMostColumns = 100'000;

/// Named columns of equal length: what every reader of tabular data makes, before anyone decides what they mean.
struct Table {
    std::string source; ///< file name, for messages
    std::vector<TableColumn> columns;
    bool hasHeader = false;

    Index rows() const { return columns.empty() ? 0 : columns.front().size(); }
    /// Index of the column with this name: exact spelling first, then without regard to case; −1 if there is none.
    int find(const std::string& name) const;
    /// "x, y, z" for columns named by their index, for messages; many are cut short.
    std::string names(const std::vector<int>& indices) const;
};

/// These rows of columns, in this order; a row may be there more than once.
std::vector<TableColumn> selectedRows(const std::vector<TableColumn>& columns, const std::vector<Index>& rows);

} // namespace engine
