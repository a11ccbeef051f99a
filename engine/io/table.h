#pragma once

#include "engine/core/types.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace engine {

/// One column of a table as it was read: numbers, or text as indices into its different values.
struct TableColumn {
    std::string name;
    bool isText = false;
    std::vector<double> numbers;         ///< NaN where the cell is not a finite number
    std::vector<std::int32_t> codes;     ///< −1 where the cell is empty
    std::vector<std::string> categories; ///< in order of first appearance

    /// The first cell of a column of numbers that is none. Only a column used as time, coordinate or weight must have
    /// no such cell; elsewhere it is a missing value.
    struct BadCell {
        std::int64_t line = 0; ///< 0: the source has no lines
        Index row = 0;
        std::string text; ///< shortened, fit for a message
        bool operator==(const BadCell&) const = default;
    };
    std::optional<BadCell> firstBad;

    Index size() const { return Index(isText ? codes.size() : numbers.size()); }
};

/// Named columns of equal length: what every reader of tabular data makes, before anyone decides what they mean.
struct Table {
    std::string source; ///< file name, for messages
    std::vector<TableColumn> columns;
    bool hasHeader = false;

    Index rows() const { return columns.empty() ? 0 : columns.front().size(); }
    /// Index of the column with this name: exact spelling first, then without regard to case; −1 if there is none.
    int find(const std::string& name) const;
};

} // namespace engine
