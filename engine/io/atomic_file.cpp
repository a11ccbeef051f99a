#include "engine/io/atomic_file.h"

#include "engine/core/error.h"

#include <atomic>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>
#include <utility>

namespace engine {

namespace {
constexpr std::size_t kBlock = std::size_t(1) << 18;
}

AtomicFile::AtomicFile(std::filesystem::path target) : m_target(std::move(target)) {
    std::error_code ignored;
    if (std::filesystem::is_directory(m_target, ignored))
        fail(EISDIR);
    static std::atomic<unsigned> counter = 0;
    m_temporary = m_target;
    m_temporary.replace_filename("." + m_target.filename().string() + "." + std::to_string(::getpid()) + "-" +
                                 std::to_string(counter++) + ".part");
    m_descriptor = ::open(m_temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (m_descriptor < 0)
        fail(errno);
}

AtomicFile::~AtomicFile() {
    if (m_descriptor >= 0)
        ::close(m_descriptor);
    if (!m_committed)
        ::unlink(m_temporary.c_str());
}

void AtomicFile::fail(int reason) const {
    const bool full = reason == ENOSPC || reason == EDQUOT || reason == EFBIG;
    throw Error(
        ErrorCode::CannotWrite, Sentence::of("%1 cannot be written: %2.", m_target.string(), std::strerror(reason)),
        full ? Sentence::of("Make room or choose another disk.") : Sentence::of("Choose another folder or name."));
}

void AtomicFile::flush() {
    for (std::size_t done = 0; done < m_buffer.size();) {
        const ssize_t count = ::write(m_descriptor, m_buffer.data() + done, m_buffer.size() - done);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            fail(errno);
        done += std::size_t(count);
    }
    m_buffer.clear();
}

void AtomicFile::write(std::string_view bytes) {
    m_buffer += bytes;
    if (m_buffer.size() >= kBlock)
        flush();
}

void AtomicFile::close() {
    flush();
    const int descriptor = std::exchange(m_descriptor, -1);
    if (::close(descriptor) != 0)
        fail(errno);
}

void AtomicFile::commit() {
    flush();
    // A library may have replaced the temporary file: what must be on the disk is what has its name now.
    const int written = ::open(m_temporary.c_str(), O_RDONLY | O_CLOEXEC);
    if (written < 0)
        fail(errno);
    const bool synced = ::fsync(written) == 0 || errno == EINVAL;
    const int reason = errno;
    ::close(written);
    if (!synced)
        fail(reason);
    if (::rename(m_temporary.c_str(), m_target.c_str()) != 0)
        fail(errno);
    m_committed = true;
}

void writeWholeFile(const std::filesystem::path& target, std::string_view bytes) {
    AtomicFile file(target);
    file.write(bytes);
    file.commit();
}

} // namespace engine
