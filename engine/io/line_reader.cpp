#include "engine/io/line_reader.h"

#include "engine/io/require_file.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>
#include <zlib.h>

namespace engine {

namespace {

constexpr std::size_t kBlock = std::size_t(1) << 21, kSmallBlock = 4096;
constexpr std::size_t kLongestLine = std::size_t(1) << 24;
constexpr std::size_t kBeginning = std::size_t(1) << 18;

[[noreturn]] void refuse(const Sentence& what, const Sentence& remedy) {
    throw Error(ErrorCode::UnusableInput, what, remedy);
}

} // namespace

/// A file read through zlib, which passes uncompressed ones on as they are.
struct LineReader::File {
    gzFile handle = nullptr;
    ~File() {
        if (handle)
            gzclose(handle);
    }
};

LineReader::LineReader(const std::filesystem::path& file, const ReadControl& control)
    : m_source(file.filename().string()), m_control(control), m_file(std::make_unique<File>()) {
    requireFile(file);
    errno = 0;
    m_file->handle = gzopen(file.c_str(), "rb");
    if (!m_file->handle)
        refuse(Sentence::of("%1 cannot be opened: %2.", file.string(), std::strerror(errno)),
               Sentence::of("Check that you may read it."));
    std::error_code failure;
    m_size = std::filesystem::file_size(file, failure);
    // With one byte of room by which the end is seen.
    m_block = std::clamp<std::uint64_t>(failure ? kBlock : m_size + 1, kSmallBlock, kBlock);
    gzbuffer(m_file->handle, unsigned(m_block / 2));
    while (m_rest.size() < kBeginning && refill()) // several times only of a compressed file
        ;
    if (!gzdirect(m_file->handle))
        m_size = 0;
    inspect();
    while (m_rest.find(m_crLines ? '\r' : '\n') == std::string_view::npos && refill()) // a very long first line
        ;
}

LineReader::LineReader(std::string_view text, std::string sourceName)
    : m_source(std::move(sourceName)), m_rest(text), m_atEnd(true), m_size(text.size()) {
    inspect();
}

LineReader::~LineReader() = default;

/// Looks at the first block: is it text, and how do its lines end?
void LineReader::inspect() {
    if (m_rest.empty())
        refuse(Sentence::of("%1 is empty.", m_source), Sentence::of("Choose a file with data in it."));
    const auto begins = [this](std::string_view magic) { return m_rest.substr(0, magic.size()) == magic; };
    if (begins("\xff\xfe") || begins("\xfe\xff"))
        refuse(Sentence::of("%1 is written in UTF-16.", m_source), Sentence::of("Save it as UTF-8 text."));
    if (begins("\xef\xbb\xbf"))
        m_rest.remove_prefix(3);
    const std::string_view head = m_rest.substr(0, std::min(m_rest.size(), kBeginning));
    if (head.find('\0') != std::string_view::npos || begins("PK\x03\x04"))
        refuse(Sentence::of("%1 is not a text file.", m_source),
               Sentence::of("Save the table as CSV, or give the file the ending of its format."));
    m_crLines = head.find('\n') == std::string_view::npos && head.find('\r') != std::string_view::npos;
}

std::string_view LineReader::beginning() const {
    const std::string_view head = m_rest.substr(0, std::min(m_rest.size(), kBeginning));
    if (head.size() == m_rest.size() && m_atEnd)
        return head;
    const char lineEnd = m_crLines ? '\r' : '\n';
    const auto end = head.rfind(lineEnd);
    return m_rest.substr(0, end != std::string_view::npos ? end : m_rest.find(lineEnd)); // the first line at least
}

/// Keeps the rest and reads another block behind it. False when there was nothing more.
bool LineReader::refill() {
    if (m_atEnd)
        return false;
    const std::size_t kept = m_rest.size();
    if (kept > kLongestLine)
        refuse(Sentence::of("%1, line %2: the line is longer than 16 MB.", m_source, m_line + 1),
               Sentence::of("This does not look like a table."));
    const std::size_t more = std::clamp(kept, m_block, kBlock); // a long line is not copied in small steps
    std::string block(kept + more, '\0');
    std::copy(m_rest.begin(), m_rest.end(), block.begin());
    const int count = gzread(m_file->handle, block.data() + kept, unsigned(more));
    int failure = Z_OK;
    const char* reason = gzerror(m_file->handle, &failure);
    // A compressed file that breaks off ends early and says so; a shorter read is otherwise the end.
    if (count < 0 || failure == Z_BUF_ERROR)
        refuse(Sentence::of("%1 cannot be read: %2.", m_source,
                            failure == Z_ERRNO       ? std::strerror(errno)
                            : failure == Z_BUF_ERROR ? Sentence::of("the compressed file breaks off")
                                                     : reason),
               Sentence::of("Get the file again."));
    block.resize(kept + std::size_t(count));
    m_buffer.swap(block);
    m_rest = m_buffer;
    m_atEnd = std::size_t(count) < more;
    const auto position = gzoffset(m_file->handle);
    m_control.report(m_size > 0 && position > 0 ? std::min(1.0, double(position) / double(m_size)) : 0);
    return count > 0;
}

bool LineReader::next(std::string_view& line) {
    for (std::size_t searched = 0;;) {
        const std::size_t end = m_rest.find(m_crLines ? '\r' : '\n', searched);
        if (end == std::string_view::npos) {
            searched = m_rest.size();
            if (refill())
                continue;
            if (m_rest.empty())
                return false;
            line = m_rest;
            m_rest = {};
        } else {
            line = m_rest.substr(0, end);
            m_rest.remove_prefix(end + 1);
        }
        if (!line.empty() && line.back() == '\r')
            line.remove_suffix(1);
        ++m_line;
        return true;
    }
}

} // namespace engine
