#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace engine {

/// Bytes of memory this process can still get without others being pushed out: what the system has free, within the
/// limits of its group of processes and of itself. KINETOSCOPE_MEMORY_MB in the environment lowers it further. Empty
/// when nothing tells.
/// Thread: any.
std::optional<std::uint64_t> availableMemory();

/// "3.2 GB", "450 MB", for messages.
std::string memoryText(double bytes);

} // namespace engine
