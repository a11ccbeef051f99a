#pragma once

#include "engine/io/read_control.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace engine {

/// Lines of a text file of any size, plain or gzip-compressed, or of a text in memory. Lines end in LF, CR LF or CR; a
/// byte order mark is skipped.
/// Errors: Error{UnusableInput} for a file that cannot be opened or read, is a folder, is empty, is not text, has a
///         line longer than 16 MB, or is a damaged gzip file.
class LineReader {
public:
    explicit LineReader(const std::filesystem::path& file, const ReadControl& control = {});
    /// `text` must outlive the reader.
    LineReader(std::string_view text, std::string sourceName);
    ~LineReader();
    LineReader(const LineReader&) = delete;
    LineReader& operator=(const LineReader&) = delete;

    /// The beginning of the text, up to 256 KB, cut at a line end where there is one; the whole first line at least.
    /// Call before `next`.
    std::string_view beginning() const;
    /// The next line, without its end; false at the end of the text. Valid until the next call.
    bool next(std::string_view& line);
    /// Number of the line last returned, from 1.
    std::int64_t line() const { return m_line; }
    const std::string& sourceName() const { return m_source; }
    /// Size of the text in bytes where it is known without reading it, otherwise 0.
    std::uint64_t sizeHint() const { return m_size; }

private:
    struct File;
    bool refill();
    void inspect();

    std::string m_source;
    ReadControl m_control;
    std::unique_ptr<File> m_file;
    std::string m_buffer;    ///< of a file; text in memory is read in place
    std::string_view m_rest; ///< what has not been returned yet
    bool m_atEnd = false;    ///< nothing comes after m_rest
    bool m_crLines = false;  ///< lines end in CR alone
    std::int64_t m_line = 0;
    std::uint64_t m_size = 0;
    std::size_t m_block = 0; ///< least bytes read at a time
};

} // namespace engine
