#pragma once

#include "app/commands/window_measurement.h"

#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>

namespace app {

/// What it takes to open a file of points: the program reads it, finds out what its columns mean and makes snapshots of
/// it, in a process of its own.
struct OpeningSpeed {
    std::string format; ///< ending of the file
    std::int64_t rows = 0;
    int columns = 0;
    std::uint64_t bytes = 0;      ///< of the file
    double seconds = 0;           ///< from the start of the process to its end
    std::uint64_t peakMemory = 0; ///< bytes the process had at most in memory
    std::optional<OpeningFigures> window = {}; ///< while it opens in a window; empty without a display
};

/// Opens a file of four snapshots, made for it in the folder for temporary files: one time and four coordinates a row.
/// `format` is "csv" or "npy". Call before anything large is in memory: the peak counts from what this process has.
/// Errors: Error{CannotWrite} when there is no room for the file; Error{WorkFailed} when it cannot be opened;
///         Error{Cancelled}.
OpeningSpeed openingSpeed(const std::string& format, std::int64_t rows, std::stop_token stop);

} // namespace app
