#pragma once

#include <cstddef>

namespace tests {

/// Whether allocations can be counted here (not under a sanitizer, which has an allocator of its own).
bool countsAllocations();
/// Number of calls to malloc and its relatives, on any thread, since the program began. Linking this in replaces
/// malloc.
std::size_t allocationCount();

} // namespace tests
