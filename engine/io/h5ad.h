#pragma once

#include "engine/io/reader_registry.h"

namespace engine {

/// AnnData files (.h5ad) of every version since 0.5 as tables: the columns of /obs, then those of one embedding of
/// /obsm, which are the coordinates; see AnndataEmbeddings::automatic for which. Of an embedding chosen automatically
/// that is wide, such as 50 principal components, the first five are coordinates and the others are ignored, to be
/// added by name. Categories keep the order of the file.
/// Errors: Error{UnusableInput} naming file and object, for a file without positions too; Error{InvalidArgument} for an
///         embedding it does not have, listing those it has; Error{Cancelled}.
DataReader h5adReader();

} // namespace engine
