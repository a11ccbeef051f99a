#include "engine/io/column_builder.h"

#include <cmath>

namespace engine {

TableColumn numberColumn(std::string name, std::vector<double> numbers) {
    TableColumn column;
    column.name = std::move(name);
    column.numbers = std::move(numbers);
    for (std::size_t i = 0; i < column.numbers.size(); ++i) {
        double& value = column.numbers[i];
        if (std::isfinite(value))
            continue;
        column.noteHole(0, Index(i), std::isnan(value) ? "nan" : "inf");
        value = std::nan("");
    }
    return column;
}

TextColumnBuilder::TextColumnBuilder(std::string name) {
    m_column.name = std::move(name);
    m_column.isText = true;
}

TableColumn TextColumnBuilder::take() {
    m_column.categories = m_categories.take();
    return std::move(m_column);
}

} // namespace engine
