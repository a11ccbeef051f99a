#pragma once

#include "engine/core/types.h"
#include "engine/io/hdf5/hdf5_file.h"

#include <functional>
#include <string_view>

namespace engine {

enum class Hdf5Kind { Number, Boolean, Text, Other };

/// The entries of a dataset, or of one field of a dataset of records: rows of `width` values each. Nothing is allocated
/// before what the file declares has been held against what it can contain.
/// Errors: Error{UnusableInput} naming file and object when it is no such dataset, is damaged, larger than the file can
///         hold or compressed in a way unknown here; Error{Cancelled}.
/// Thread: that of the file, which must outlive it, as must the dataset.
class Hdf5Values {
public:
    Hdf5Values(const Hdf5File& file, const Hdf5Node& dataset, std::string field = {});
    Hdf5Values(const Hdf5File& file, const Hdf5Node&& dataset, std::string field = {}) = delete; ///< would dangle

    Hdf5Kind kind() const { return m_kind; }
    bool isNumeric() const { return m_kind == Hdf5Kind::Number || m_kind == Hdf5Kind::Boolean; }
    Index rows() const { return m_rows; }
    Index width() const { return m_width; }

    /// The first `count` values of every row, column by column. Only where isNumeric().
    std::vector<std::vector<double>> columns(Index count) const;
    /// Where isNumeric() and there is one value a row.
    std::vector<double> numbers() const { return std::move(columns(1).front()); }
    /// Hears the text of each row. Only of text, one a row.
    void forEachText(const std::function<void(std::string_view)>& take) const;
    /// Each row written as text, whatever the kind: names of categories.
    std::vector<std::string> labels() const;

private:
    Hdf5Id inMemory(hid_t element) const;
    void requireReadable(Index columns) const;
    void requireKnownStorage(const Hdf5Id& creation) const;
    void requireKnownFilters() const;
    Index rowsAtOnce(std::size_t bytesPerRow) const;
    void read(const Hdf5Id& type, Index first, Index rows, Index columns, void* buffer, hid_t transfer) const;

    const Hdf5File& m_file;
    const Hdf5Node& m_dataset;
    std::string m_field, m_path;
    Hdf5Id m_type; ///< of a value as it is in the file
    Hdf5Kind m_kind = Hdf5Kind::Other;
    Index m_rows = 0, m_width = 1;
    bool m_isTable = false; ///< the width is an axis of the dataset, not of a field
};

/// The fields of a dataset of records, in their order; none for other datasets.
std::vector<std::string> fieldsOf(const Hdf5Node& dataset);

} // namespace engine
