#include "engine/io/anndata/anndata_frame.h"

#include "engine/io/column_builder.h"
#include "engine/io/message_text.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace engine {

namespace {

constexpr char kCategories[] = "__categories";

bool holds(const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

bool isFlagged(const Hdf5File& file, const Hdf5Node& node, const char* attribute) {
    const auto values = file.numbers(node, attribute);
    return values && values->size() == 1 && values->front() != 0;
}

/// "0", "1", "2", …: names nobody gave.
bool onlyCounts(const TableColumn& names) {
    for (Index i = 0; i < names.size(); ++i) {
        const auto row = std::size_t(i);
        const bool counts =
            names.isText ? names.codes[row] >= 0 && names.categories[std::size_t(names.codes[row])] == std::to_string(i)
                         : names.numbers[row] == double(i);
        if (!counts)
            return false;
    }
    return true;
}

} // namespace

AnndataFrame::AnndataFrame(const Hdf5File& file, Hdf5Node node) : m_file(file), m_node(std::move(node)) {
    m_node.isGroup ? inspectGroup() : inspectRecords();
}

void AnndataFrame::inspectGroup() {
    const std::vector<std::string> names = m_file.names(m_node);
    m_index = m_file.text(m_node, "_index").value_or("");
    for (const char* usual : {"_index", "index"})
        if (m_index.empty() && holds(names, usual))
            m_index = usual;
    if (const auto order = m_file.texts(m_node, "column-order"))
        m_columns = *order;
    else
        m_columns = names;
    std::erase_if(m_columns, [this](const std::string& name) { return name == m_index || name == kCategories; });

    // The rows are as many as they have names, or else as the first column has.
    const std::string& first = !m_index.empty() || m_columns.empty() ? m_index : m_columns.front();
    if (first.empty())
        return;
    Hdf5Node entry = m_file.require(m_node, first);
    for (const char* part : {"values", "codes"})
        if (entry.isGroup)
            if (auto values = m_file.find(entry, part))
                entry = std::move(*values);
    m_rows = Hdf5Values(m_file, entry).rows();
}

void AnndataFrame::inspectRecords() {
    m_columns = fieldsOf(m_node);
    if (m_columns.empty())
        m_file.refuse(m_node.path, Sentence::of("is not a data frame"),
                      Sentence::of("Save the file with anndata's write_h5ad."));
    m_rows = Hdf5Values(m_file, m_node).rows();
    m_index = m_columns.front();
    m_columns.erase(m_columns.begin());
}

void AnndataFrame::requireRows(const std::string& name, Index rows, Index width) const {
    if (rows == m_rows && width == 1)
        return;
    const Sentence rowsText = rows == 1 ? Sentence::of("1 row") : Sentence::of("%1 rows", rows);
    m_file.refuse(m_node.path + "/" + name,
                  width == 1
                      ? Sentence::of("has %1, %2 of one value were expected", rowsText, m_rows)
                      : Sentence::of("has %1 of %2 values, %3 of one value were expected", rowsText, width, m_rows),
                  Sentence::of("Save the file again with anndata's write_h5ad."));
}

bool AnndataFrame::isNumeric(const std::string& column) const {
    if (!m_node.isGroup)
        return Hdf5Values(m_file, m_node, column).kind() == Hdf5Kind::Number;
    const auto entry = m_file.find(m_node, column);
    if (!entry)
        return false;
    if (!entry->isGroup)
        return Hdf5Values(m_file, *entry).kind() == Hdf5Kind::Number && !categoriesOf(column, *entry);
    const auto values = m_file.find(*entry, "values");
    return values && !values->isGroup && Hdf5Values(m_file, *values).kind() == Hdf5Kind::Number;
}

std::optional<TableColumn> AnndataFrame::read(const std::string& column) const {
    return m_node.isGroup ? readEntry(column) : readField(column);
}

std::optional<TableColumn> AnndataFrame::readRowNames() const {
    if (m_index.empty())
        return {};
    std::optional<TableColumn> names = read(m_index);
    if (!names || onlyCounts(*names) || holds(m_columns, m_index))
        return {};
    if (m_index == "_index")
        names->name = "index";
    return names;
}

std::optional<TableColumn> AnndataFrame::readEntry(const std::string& name) const {
    const Hdf5Node entry = m_file.require(m_node, name);
    if (entry.isGroup)
        return readGroup(name, entry);
    const Hdf5Values values(m_file, entry);
    if (const auto categories = categoriesOf(name, entry))
        return categorical(name, values, *categories, isFlagged(m_file, *categories, "ordered"));
    return readValues(name, values);
}

/// Where version 0.7 keeps the categories of an entry with codes.
std::optional<Hdf5Node> AnndataFrame::categoriesOf(const std::string& name, const Hdf5Node& codes) const {
    if (auto categories = m_file.referenced(codes, "categories"))
        return categories;
    return m_file.find(m_node, std::string(kCategories) + "/" + name);
}

/// The columns that are groups since version 0.8: categories, and values that may be missing.
std::optional<TableColumn> AnndataFrame::readGroup(const std::string& name, const Hdf5Node& entry) const {
    const auto codes = m_file.find(entry, "codes"), categories = m_file.find(entry, "categories");
    if (codes && categories)
        return categorical(name, Hdf5Values(m_file, *codes), *categories, isFlagged(m_file, entry, "ordered"));
    const auto values = m_file.find(entry, "values"), mask = m_file.find(entry, "mask");
    if (!values || !mask)
        return {};
    const Hdf5Values missing(m_file, *mask);
    requireRows(name + "/mask", missing.rows(), missing.width());
    if (!missing.isNumeric())
        m_file.refuse(mask->path, Sentence::of("does not tell which values are missing"));
    return readValues(name, Hdf5Values(m_file, *values), missing.numbers());
}

std::optional<TableColumn> AnndataFrame::readField(const std::string& name) const {
    const Hdf5Values values(m_file, m_node, name);
    for (const std::string& place : {"uns/" + name + "_categories", std::string("uns/") + kCategories + "/" + name}) {
        const auto categories = m_file.find(m_file.root(), place);
        if (!categories || values.kind() != Hdf5Kind::Number || values.width() != 1)
            continue;
        // Below /uns, cells and genes share their names: whose categories these are, only the codes tell.
        const std::vector<double> codes = values.numbers();
        const auto count = double(Hdf5Values(m_file, *categories).rows());
        if (std::all_of(codes.begin(), codes.end(), [&](double code) { return code < count; }))
            return categorical(name, values, *categories, false);
    }
    return readValues(name, values);
}

std::optional<TableColumn> AnndataFrame::readValues(const std::string& name, const Hdf5Values& values,
                                                    const std::vector<double>& mask) const {
    if (values.kind() == Hdf5Kind::Other)
        return {};
    requireRows(name, values.rows(), values.width());
    const auto isMissing = [&](std::size_t i) { return !mask.empty() && mask[i] != 0; };
    if (values.kind() == Hdf5Kind::Text) {
        TextColumnBuilder builder(name);
        std::size_t row = 0;
        values.forEachText([&](std::string_view text) { builder.add(isMissing(row++) ? std::string_view() : text); });
        return builder.take();
    }
    std::vector<double> numbers = values.numbers();
    for (std::size_t i = 0; i < numbers.size(); ++i)
        if (isMissing(i))
            numbers[i] = std::nan("");
    if (values.kind() == Hdf5Kind::Number)
        return numberColumn(name, std::move(numbers));
    TableColumn column;
    column.name = name;
    column.isText = true;
    column.categories = {"False", "True"};
    for (const double value : numbers)
        column.codes.push_back(std::isnan(value) ? -1 : value != 0);
    return column;
}

std::vector<std::string> AnndataFrame::labelsOf(const Hdf5Node& categories) const {
    if (!categories.isGroup)
        return Hdf5Values(m_file, categories).labels();
    const Hdf5Node values = m_file.require(categories, "values");
    return Hdf5Values(m_file, values).labels();
}

TableColumn AnndataFrame::categorical(const std::string& name, const Hdf5Values& codes, const Hdf5Node& categories,
                                      bool isOrdered) const {
    requireRows(name, codes.rows(), codes.width());
    if (codes.kind() != Hdf5Kind::Number)
        m_file.refuse(m_node.path + "/" + name, Sentence::of("does not hold the codes of categories"));
    TableColumn column;
    column.name = name;
    column.isText = true;
    column.isOrdered = isOrdered;
    // What each code of the file means here: empty names are missing values, equal ones are one category.
    std::vector<std::int32_t> meaning;
    std::unordered_map<std::string, std::int32_t> known;
    for (const std::string& label : labelsOf(categories)) {
        const auto [found, isNew] = known.try_emplace(label, std::int32_t(column.categories.size()));
        if (isNew && !label.empty())
            column.categories.push_back(label);
        meaning.push_back(label.empty() ? -1 : found->second);
    }
    const std::vector<double> numbers = codes.numbers();
    column.codes.reserve(numbers.size());
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        const double code = numbers[i];
        if (!(code < double(meaning.size())))
            m_file.refuse(m_node.path + "/" + name, Sentence::of("row %1 is in a category that does not exist", i + 1),
                          Sentence::of("Save the file again with anndata's write_h5ad."));
        column.codes.push_back(code < 0 ? -1 : meaning[std::size_t(code)]);
    }
    return column;
}

} // namespace engine
