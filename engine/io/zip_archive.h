#pragma once

#include "engine/io/atomic_file.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace engine {

/// Reads the entries of a zip archive; each is checked against its checksum.
/// Errors: Error{UnusableInput} naming the file when it is no whole archive, an entry is missing, damaged or larger
///         than `most` bytes.
/// Thread: one at a time.
class ZipReader {
public:
    static constexpr std::uint64_t kMostBytes = std::uint64_t(1) << 32;

    explicit ZipReader(const std::filesystem::path& file);
    ~ZipReader();
    ZipReader(ZipReader&&) noexcept;

    std::vector<std::string> names() const;
    bool contains(const std::string& name) const;
    std::string read(const std::string& name, std::uint64_t most = kMostBytes) const;

private:
    struct Handle;
    std::unique_ptr<Handle> m_handle;
};

/// Writes a zip archive that appears whole or not at all.
/// Errors: Error{CannotWrite}.
/// Thread: one at a time.
class ZipWriter {
public:
    explicit ZipWriter(const std::filesystem::path& file);
    ~ZipWriter();

    /// Numbers hardly get smaller: leave them uncompressed unless the size matters.
    void add(const std::string& name, std::string bytes, bool compress = true);
    /// Writes everything; without it nothing appears.
    void commit();

private:
    struct Handle;
    AtomicFile m_file;
    std::unique_ptr<Handle> m_handle;
};

} // namespace engine
