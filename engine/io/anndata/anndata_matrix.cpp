#include "engine/io/anndata/anndata_matrix.h"

#include <cmath>

namespace engine {

namespace {

constexpr double kMostExtent = double(Index(1) << 40);
constexpr Index kMostCells = Index(1) << 29;
const Sentence kSaveAgain = Sentence::of("Save the file again with anndata's write_h5ad.");

bool isExtent(double value) { return value >= 0 && value <= kMostExtent && value == std::floor(value); }

} // namespace

AnndataMatrix::AnndataMatrix(const Hdf5File& file, const Hdf5Node& node, std::string field)
    : m_file(file), m_node(node), m_field(std::move(field)) {
    if (!node.isGroup) {
        const Hdf5Values values(file, node, m_field);
        m_rows = values.rows();
        m_columns = values.isNumeric() ? values.width() : 0;
        return;
    }
    // Before version 0.7 the attributes had other names.
    std::string layout = file.text(node, "encoding-type").value_or("");
    if (const auto older = file.text(node, "h5sparse_format"))
        layout = *older + "_matrix";
    auto shape = file.numbers(node, "shape");
    if (!shape)
        shape = file.numbers(node, "h5sparse_shape");
    m_byRows = layout == "csr_matrix";
    if ((!m_byRows && layout != "csc_matrix") || !shape || shape->size() != 2 || !isExtent((*shape)[0]) ||
        !isExtent((*shape)[1]))
        return;
    m_rows = Index((*shape)[0]);
    m_columns = Index((*shape)[1]);
}

std::vector<std::vector<double>> AnndataMatrix::read(Index count) const {
    return m_node.isGroup ? readSparse(count) : Hdf5Values(m_file, m_node, m_field).columns(count);
}

std::vector<double> AnndataMatrix::readPart(const char* name) const {
    const Hdf5Node part = m_file.require(m_node, name);
    const Hdf5Values values(m_file, part);
    if (!values.isNumeric() || values.width() != 1)
        m_file.refuse(part.path, Sentence::of("does not hold one number a row"), kSaveAgain);
    return values.numbers();
}

std::vector<std::vector<double>> AnndataMatrix::readSparse(Index count) const {
    const std::vector<double> starts = readPart("indptr"), places = readPart("indices"), values = readPart("data");
    const Index lines = m_byRows ? m_rows : m_columns, across = m_byRows ? m_columns : m_rows;
    const auto refuse = [this] {
        m_file.refuse(m_node.path, Sentence::of("is no valid compressed matrix"), kSaveAgain);
    };
    if (Index(starts.size()) != lines + 1 || places.size() != values.size() || m_rows > kMostCells / count)
        refuse();
    std::vector<std::vector<double>> columns(std::size_t(count), std::vector<double>(std::size_t(m_rows), 0.0));
    for (Index line = 0; line < lines; ++line) {
        const double from = starts[std::size_t(line)], to = starts[std::size_t(line + 1)];
        if (!isExtent(from) || !(to >= from) || to > double(values.size()))
            refuse();
        for (auto k = std::size_t(from); k < std::size_t(to); ++k) {
            const double place = places[k];
            if (!isExtent(place) || place >= double(across))
                refuse();
            const Index row = m_byRows ? line : Index(place), column = m_byRows ? Index(place) : line;
            if (column < count)
                columns[std::size_t(column)][std::size_t(row)] += values[k]; // entries given twice add up
        }
    }
    return columns;
}

} // namespace engine
