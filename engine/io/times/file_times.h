#pragma once

#include "engine/io/times/time_axis.h"

#include <string>
#include <vector>

namespace engine {

/// What names of files with one snapshot each say about their times: "cells_day3.csv" → 3, "t0.5.npy" → 0.5,
/// "2024-03-01.csv" → a date. Where nothing in the names is a time, the kind is Categories and the entries
/// have none. The text of an entry is the
/// part of the name that tells it from the others.
TimeAxis fileTimes(const std::vector<std::string>& names);

} // namespace engine
