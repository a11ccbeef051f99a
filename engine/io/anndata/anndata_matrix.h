#pragma once

#include "engine/io/hdf5/hdf5_values.h"

#include <string>
#include <vector>

namespace engine {

/// A matrix of numbers in an AnnData file: a dataset, a field of a dataset of records, or a group that holds it
/// compressed by rows (csr) or columns (csc), in the layouts of all versions.
/// Shape: one row a cell.
/// Errors: Error{UnusableInput} naming file and object.
/// Thread: that of the file, which must outlive it, as must the node.
class AnndataMatrix {
public:
    AnndataMatrix(const Hdf5File& file, const Hdf5Node& node, std::string field = {});
    AnndataMatrix(const Hdf5File& file, const Hdf5Node&& node, std::string field = {}) = delete; ///< would dangle

    Index rows() const { return m_rows; }
    Index columns() const { return m_columns; } ///< 0 when it is no matrix of numbers

    /// The first `count` columns.
    std::vector<std::vector<double>> read(Index count) const;

private:
    std::vector<double> readPart(const char* name) const;
    std::vector<std::vector<double>> readSparse(Index count) const;

    const Hdf5File& m_file;
    const Hdf5Node& m_node;
    std::string m_field;
    bool m_byRows = false; ///< of a compressed matrix
    Index m_rows = 0, m_columns = 0;
};

} // namespace engine
