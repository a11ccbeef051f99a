#include "engine/io/whole_file.h"

#include "engine/io/require_file.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>
#include <zlib.h>

namespace engine {

namespace {

constexpr std::size_t kBlock = std::size_t(1) << 22, kSmallBlock = 4096;

[[noreturn]] void refuse(const Sentence& what, const Sentence& remedy) {
    throw Error(ErrorCode::UnusableInput, what, remedy);
}

} // namespace

std::string readWholeFile(const std::filesystem::path& file, const ReadControl& control, std::uint64_t most) {
    requireFile(file);
    const std::string name = file.filename().string();
    errno = 0;
    const std::unique_ptr<gzFile_s, int (*)(gzFile)> handle(gzopen(file.c_str(), "rb"), gzclose);
    if (!handle)
        refuse(Sentence::of("%1 cannot be opened: %2.", file.string(), std::strerror(errno)),
               Sentence::of("Check that you may read it."));
    std::error_code ignored;
    const auto size = std::filesystem::file_size(file, ignored);
    // A plain file in one piece, with one byte of room by which its end is seen.
    const std::size_t block = std::clamp<std::uint64_t>(ignored ? kBlock : size + 1, kSmallBlock, kBlock);
    std::string bytes;
    for (std::size_t done = 0;;) {
        bytes.resize(done + block);
        const int count = gzread(handle.get(), bytes.data() + done, unsigned(block));
        int failure = Z_OK;
        const char* reason = gzerror(handle.get(), &failure);
        // A compressed file that breaks off ends early and says so; a shorter read is otherwise the end.
        if (count < 0 || failure == Z_BUF_ERROR)
            refuse(Sentence::of("%1 cannot be read: %2.", name,
                                failure == Z_ERRNO       ? std::strerror(errno)
                                : failure == Z_BUF_ERROR ? Sentence::of("the compressed file breaks off")
                                                         : reason),
                   Sentence::of("Get the file again."));
        done += std::size_t(count);
        if (done > most)
            refuse(Sentence::of("%1 is larger than %2 MB.", name, most >> 20),
                   Sentence::of("Keep only the points, or save them as a table (CSV or NPZ)."));
        if (std::size_t(count) < block) {
            bytes.resize(done);
            break;
        }
        const auto position = gzoffset(handle.get());
        control.report(size > 0 && position > 0 ? std::min(1.0, double(position) / double(size)) : 0);
    }
    control.report(1);
    if (bytes.empty())
        refuse(Sentence::of("%1 is empty.", name), Sentence::of("Choose a file with data in it."));
    return bytes;
}

} // namespace engine
