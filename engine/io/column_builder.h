#pragma once

#include "engine/io/category_index.h"
#include "engine/io/table.h"

#include <string_view>

namespace engine {

/// A column of numbers, of which those that are not finite are no values.
TableColumn numberColumn(std::string name, std::vector<double> numbers);

/// Makes a column of text from its cells, one after the other. Empty cells are missing values.
class TextColumnBuilder {
public:
    explicit TextColumnBuilder(std::string name);

    void add(std::string_view text) { m_column.codes.push_back(text.empty() ? -1 : m_categories.of(text)); }
    TableColumn take();

private:
    TableColumn m_column;
    CategoryIndex m_categories;
};

} // namespace engine
