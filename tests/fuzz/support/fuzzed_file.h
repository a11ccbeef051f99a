#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

namespace tests {

inline std::string_view asText(const std::uint8_t* bytes, std::size_t size) {
    return {reinterpret_cast<const char*>(bytes), size};
}

/// A file of this process's own folder with such content; the folder lies where TMPDIR says and goes at the end.
/// Errors: ends the process when it cannot be written.
std::filesystem::path fuzzedFile(const std::string& name, std::string_view content);

/// A zip archive of the parts of `recipe`, so that what is tried gets past the checksums: "name\ncontent", with
/// "\n----\n" between the parts. A recipe that is an archive already ("PK…") is taken as it is.
std::filesystem::path fuzzedArchive(const std::string& name, std::string_view recipe);

/// Calls `read`, which may refuse its input with Error. Any other exception gets out, and so does an Error that does not
/// say anything or whose code is none of an input.
void mayRefuse(const std::function<void()>& read);

} // namespace tests
