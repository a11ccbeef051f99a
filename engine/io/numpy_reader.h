#pragma once

#include "engine/io/reader_registry.h"

namespace engine {

/// NumPy files as tables. An .npz archive: a one-dimensional array of times (t, time, sample_labels, …) with as long an
/// array of positions (x, X, lonlat, pcs, phate, or else the first one with rows), or one-dimensional arrays that are
/// the columns; other arrays of that length become attributes. An .npy file: its rows.
/// Errors: Error{UnusableInput} naming file and array.
DataReader npzReader();
DataReader npyReader();

} // namespace engine
