#include "engine/core/memory.h"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <sys/resource.h>
#include <unistd.h>

namespace engine {

namespace {

using Bytes = std::optional<std::uint64_t>;

Bytes lesser(Bytes a, Bytes b) { return a && b ? std::min(*a, *b) : a ? a : b; }

/// The number a file begins with; empty for "max" and for no such file.
Bytes numberIn(const std::string& file) {
    std::uint64_t number = 0;
    std::ifstream stream(file);
    return stream >> number ? Bytes(number) : std::nullopt;
}

/// The number behind a word in a file of such lines.
Bytes numberBehind(const std::string& file, const std::string& word) {
    std::ifstream stream(file);
    for (std::string first; stream >> first;) {
        std::uint64_t number = 0;
        if (first == word && stream >> number)
            return number;
    }
    return {};
}

Bytes freeOfSystem() {
    const Bytes kilobytes = numberBehind("/proc/meminfo", "MemAvailable:");
    return kilobytes ? Bytes(*kilobytes << 10) : std::nullopt;
}

/// What the groups of processes this one is in (containers, services) leave it.
Bytes freeOfGroups() {
    std::ifstream groups("/proc/self/cgroup");
    Bytes least;
    for (std::string line; std::getline(groups, line);) {
        if (line.compare(0, 3, "0::") != 0)
            continue;
        const std::string root = "/sys/fs/cgroup";
        for (std::string path = line.substr(3);; path.erase(path.rfind('/'))) {
            const std::string folder = root + (path == "/" ? "" : path);
            const Bytes most = numberIn(folder + "/memory.max"), used = numberIn(folder + "/memory.current");
            if (most && used) {
                const std::uint64_t pages = numberBehind(folder + "/memory.stat", "inactive_file").value_or(0);
                const std::uint64_t kept = *used - std::min(*used, pages);
                least = lesser(least, *most - std::min(*most, kept));
            }
            if (path.empty() || path == "/")
                break;
        }
    }
    return least;
}

Bytes freeOfProcess() {
    rlimit limit{};
    const Bytes pages = numberIn("/proc/self/statm");
    if (getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY || !pages)
        return {};
    const std::uint64_t used = *pages * std::uint64_t(sysconf(_SC_PAGESIZE));
    return limit.rlim_cur - std::min<std::uint64_t>(limit.rlim_cur, used);
}

Bytes setByPerson() {
    const char* text = std::getenv("KINETOSCOPE_MEMORY_MB");
    std::uint64_t megabytes = 0;
    if (!text || std::from_chars(text, text + std::strlen(text), megabytes).ec != std::errc())
        return {};
    return megabytes << 20;
}

} // namespace

std::optional<std::uint64_t> availableMemory() {
    return lesser(lesser(freeOfSystem(), freeOfGroups()), lesser(freeOfProcess(), setByPerson()));
}

std::string memoryText(double bytes) {
    constexpr double kMegabyte = 1 << 20, kGigabyte = 1 << 30;
    char text[40];
    if (bytes >= 0.995 * kGigabyte)
        std::snprintf(text, sizeof text, "%.3g GB", bytes / kGigabyte);
    else
        std::snprintf(text, sizeof text, "%.0f MB", bytes / kMegabyte);
    return text;
}

} // namespace engine
