#pragma once

#include "engine/io/isolated/pipe.h"
#include "engine/io/table.h"

namespace engine {

void sendTable(PipeWriter& pipe, const Table& table);

/// A table whose columns hang together, whatever was sent.
/// Errors: PipeReader::Closed also when what comes is no such table.
Table receiveTable(PipeReader& pipe);

} // namespace engine
