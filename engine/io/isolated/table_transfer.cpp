#include "engine/io/isolated/table_transfer.h"

#include <algorithm>

namespace engine {

namespace {

void sendCell(PipeWriter& pipe, const std::optional<TableColumn::BadCell>& cell) {
    pipe.value(cell.has_value());
    if (!cell)
        return;
    pipe.value(cell->line);
    pipe.value(cell->row);
    pipe.text(cell->text);
}

void sendColumn(PipeWriter& pipe, const TableColumn& column) {
    pipe.text(column.name);
    pipe.value(column.isText);
    pipe.value(column.isOrdered);
    pipe.values(column.numbers);
    pipe.values(column.codes);
    pipe.value(std::uint64_t(column.categories.size()));
    for (const std::string& category : column.categories)
        pipe.text(category);
    sendCell(pipe, column.firstBad);
    sendCell(pipe, column.firstMissing);
    pipe.value(column.missing);
}

std::optional<TableColumn::BadCell> receiveCell(PipeReader& pipe) {
    if (pipe.value<char>() == 0)
        return {};
    TableColumn::BadCell cell;
    cell.line = pipe.value<std::int64_t>();
    cell.row = pipe.value<Index>();
    cell.text = pipe.text();
    return cell;
}

TableColumn receiveColumn(PipeReader& pipe) {
    TableColumn column;
    column.name = pipe.text();
    column.isText = pipe.value<char>() != 0;
    column.isOrdered = pipe.value<char>() != 0;
    column.numbers = pipe.values<double>();
    column.codes = pipe.values<std::int32_t>();
    for (auto left = pipe.value<std::uint64_t>(); left > 0; --left)
        column.categories.push_back(pipe.text());
    column.firstBad = receiveCell(pipe);
    column.firstMissing = receiveCell(pipe);
    column.missing = pipe.value<Index>();
    const auto count = std::int64_t(column.categories.size());
    const bool isSound = std::all_of(column.codes.begin(), column.codes.end(),
                                     [count](std::int32_t code) { return code >= -1 && code < count; });
    if (!isSound)
        throw PipeReader::Closed();
    return column;
}

} // namespace

void sendTable(PipeWriter& pipe, const Table& table) {
    pipe.text(table.source);
    pipe.value(table.hasHeader);
    pipe.value(std::uint64_t(table.columns.size()));
    for (const TableColumn& column : table.columns)
        sendColumn(pipe, column);
}

Table receiveTable(PipeReader& pipe) {
    Table table;
    table.source = pipe.text();
    table.hasHeader = pipe.value<char>() != 0;
    for (auto left = pipe.value<std::uint64_t>(); left > 0; --left) {
        table.columns.push_back(receiveColumn(pipe));
        if (table.columns.back().size() != table.rows())
            throw PipeReader::Closed();
    }
    return table;
}

} // namespace engine
