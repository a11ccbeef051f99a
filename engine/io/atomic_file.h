#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace engine {

/// A file that appears under its name whole or not at all: it is written under another name in the same folder, and
/// takes its place when it is done. What was there before stays until then; on an error nothing is left behind.
/// Errors: Error{CannotWrite} with file, reason and remedy.
class AtomicFile {
public:
    explicit AtomicFile(std::filesystem::path target);
    ~AtomicFile();
    AtomicFile(const AtomicFile&) = delete;
    AtomicFile& operator=(const AtomicFile&) = delete;

    /// Adds bytes at the end.
    void write(std::string_view bytes);
    /// Writes out what is there so far, without holding the file open any longer: for many files that are to appear
    /// together. Nothing can be added after that.
    void close();
    /// The name it has until `commit`, for libraries that write by themselves.
    const std::filesystem::path& temporary() const { return m_temporary; }
    /// Puts the file in its place, safe on the disk.
    void commit();

private:
    void flush();
    [[noreturn]] void fail(int reason) const;

    std::filesystem::path m_target, m_temporary;
    std::string m_buffer;
    int m_descriptor = -1;
    bool m_committed = false;
};

/// Writes a whole file at once.
void writeWholeFile(const std::filesystem::path& target, std::string_view bytes);

} // namespace engine
