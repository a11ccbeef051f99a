#include "tests/fuzz/support/valid_data.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace tests {

namespace {

void require(bool holds, const char* what) {
    if (holds)
        return;
    std::fprintf(stderr, "What was read is not valid: %s\n", what);
    std::abort();
}

} // namespace

void requireValid(const engine::ImportedData& data) {
    const engine::Dataset& dataset = data.dataset;
    require(!data.understanding.empty(), "nothing is said about how it was understood");
    require(!dataset.snapshots.empty(), "no snapshot");
    for (std::size_t i = 0; i < dataset.snapshots.size(); ++i) {
        const engine::Snapshot& snapshot = dataset.snapshots[i];
        require(std::isfinite(snapshot.time), "a time is not finite");
        require(i == 0 || dataset.snapshots[i - 1].time < snapshot.time, "times are not in order");
        require(snapshot.points.points().allFinite(), "a coordinate is not finite");
        require(snapshot.points.size() == 0 || snapshot.points.dimension() == dataset.dimension(),
                "snapshots differ in dimension");
        require(!snapshot.points.hasWeights() ||
                    (snapshot.points.weights().allFinite() && (snapshot.points.weights().array() >= 0).all()),
                "a weight is not finite or negative");
        require(snapshot.points.attributeCount() <= int(dataset.attributes.size()), "an attribute has no name");
    }
    require(!data.table || data.mapping.roles.size() == data.table->columns.size(), "roles do not fit the table");
    if (data.table)
        for (const engine::TableColumn& column : data.table->columns) {
            require(column.size() == data.table->rows(), "columns differ in length");
            require(std::all_of(column.codes.begin(), column.codes.end(),
                                [&](int code) { return code >= -1 && code < int(column.categories.size()); }),
                    "a cell has no category");
        }
}

engine::DataReader readerNamed(const std::string& name) {
    for (engine::DataReader& reader : engine::dataReaders())
        if (reader.name == name)
            return std::move(reader);
    require(false, "the name of the reader");
    std::abort();
}

} // namespace tests
