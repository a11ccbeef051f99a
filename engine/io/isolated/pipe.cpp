#include "engine/io/isolated/pipe.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <poll.h>
#include <unistd.h>

namespace engine {

namespace {
constexpr std::size_t kBuffer = std::size_t(1) << 16;
constexpr int kWaitMilliseconds = 50;
} // namespace

void PipeWriter::bytes(const void* data, std::size_t size) {
    if (m_buffer.size() + size > kBuffer)
        flush();
    if (size > kBuffer)
        send(static_cast<const char*>(data), size);
    else if (size > 0)
        m_buffer.append(static_cast<const char*>(data), size);
}

void PipeWriter::flush() {
    send(m_buffer.data(), m_buffer.size());
    m_buffer.clear();
}

void PipeWriter::send(const char* data, std::size_t size) {
    while (size > 0) {
        const ssize_t count = write(m_descriptor, data, size);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            std::_Exit(EXIT_FAILURE); // there is nobody left to tell
        data += count;
        size -= std::size_t(count);
    }
}

void PipeReader::bytes(void* data, std::size_t size) {
    auto* target = static_cast<char*>(data);
    while (size > 0) {
        if (m_taken == m_buffer.size()) {
            m_taken = 0;
            m_buffer.resize(kBuffer);
            m_buffer.resize(receive(m_buffer.data(), kBuffer));
        }
        const std::size_t count = std::min(size, m_buffer.size() - m_taken);
        std::memcpy(target, m_buffer.data() + m_taken, count);
        m_taken += count;
        target += count;
        size -= count;
    }
}

std::size_t PipeReader::receive(char* data, std::size_t size) {
    for (bool canCome = true;;) {
        pollfd waiting = {m_descriptor, POLLIN, 0};
        const int ready = poll(&waiting, 1, canCome ? kWaitMilliseconds : 0);
        if (ready == 0 && !canCome)
            throw Closed();
        if (ready == 0)
            canCome = m_whileWaiting();
        if (ready <= 0)
            continue;
        const ssize_t count = read(m_descriptor, data, size);
        if (count > 0)
            return std::size_t(count);
        if (count == 0 || errno != EINTR)
            throw Closed();
    }
}

} // namespace engine
