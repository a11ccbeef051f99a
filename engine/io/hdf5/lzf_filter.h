#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace engine {

/// What LibLZF compressed; nothing when the bytes are no such stream.
std::optional<std::string> lzfDecompressed(std::string_view bytes);

/// Teaches the HDF5 library the compression "lzf" that h5py and anndata offer beside gzip.
/// Thread: one in the process; see Hdf5File.
void registerLzfFilter();

} // namespace engine
