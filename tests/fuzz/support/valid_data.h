#pragma once

#include "engine/io/reader_registry.h"

namespace tests {

/// Ends the process when what a reader made is nothing that can be shown and trained: points, weights or times that are
/// not finite, times out of order, roles that do not fit the table.
void requireValid(const engine::ImportedData& data);

/// The reader of this name. Ends the process without one.
engine::DataReader readerNamed(const std::string& name);

} // namespace tests
