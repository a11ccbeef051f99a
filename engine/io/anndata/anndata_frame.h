#pragma once

#include "engine/io/hdf5/hdf5_values.h"
#include "engine/io/table.h"

#include <optional>
#include <string>
#include <vector>

namespace engine {

/// A data frame of an AnnData file in any of its layouts: a group with one entry a column (since version 0.7) or a
/// dataset of records (before). Categories are found beside the codes (0.8), in the group __categories (0.7) or below
/// /uns (before).
/// Errors: Error{UnusableInput} naming file and object.
/// Thread: that of the file, which must outlive it.
class AnndataFrame {
public:
    AnndataFrame(const Hdf5File& file, Hdf5Node node);

    Index rows() const { return m_rows; }
    const std::vector<std::string>& columns() const { return m_columns; } ///< in their order, without the row names
    bool isNumeric(const std::string& column) const;

    /// A column: numbers, or text for strings, categories and booleans. Nothing for kinds of data that have no place in
    /// a table.
    std::optional<TableColumn> read(const std::string& column) const;
    /// The names of the rows; nothing when there are none, or when they only count the rows.
    std::optional<TableColumn> readRowNames() const;

private:
    void inspectGroup();
    void inspectRecords();
    std::optional<TableColumn> readEntry(const std::string& name) const;
    std::optional<TableColumn> readField(const std::string& name) const;
    std::optional<TableColumn> readGroup(const std::string& name, const Hdf5Node& entry) const;
    std::optional<TableColumn> readValues(const std::string& name, const Hdf5Values& values,
                                          const std::vector<double>& mask = {}) const;
    std::optional<Hdf5Node> categoriesOf(const std::string& name, const Hdf5Node& codes) const;
    TableColumn categorical(const std::string& name, const Hdf5Values& codes, const Hdf5Node& categories,
                            bool isOrdered) const;
    std::vector<std::string> labelsOf(const Hdf5Node& categories) const;
    void requireRows(const std::string& name, Index rows, Index width) const;

    const Hdf5File& m_file;
    Hdf5Node m_node;
    std::string m_index; ///< entry with the names of the rows
    std::vector<std::string> m_columns;
    Index m_rows = 0;
};

} // namespace engine
