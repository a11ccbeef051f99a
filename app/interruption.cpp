#include "app/interruption.h"

#include <cerrno>
#include <csignal>
#include <unistd.h>

namespace app {

namespace {

int pipeEnds[2] = {-1, -1};
constexpr char kInterrupted = 'i', kEnd = 'e';

// A signal handler may do next to nothing; a thread at the other end of a pipe does the rest.
extern "C" void passOn(int signal) {
    const int before = errno;
    [[maybe_unused]] const auto written = ::write(pipeEnds[1], &kInterrupted, 1);
    std::signal(signal, SIG_DFL);
    errno = before;
}

} // namespace

Interruption::Interruption() {
    if (::pipe(pipeEnds) != 0)
        return; // without pipes Ctrl+C ends the program as it always does
    m_listener = std::thread([stop = m_stop]() mutable {
        for (char byte = 0; byte != kEnd;) {
            const auto count = ::read(pipeEnds[0], &byte, 1);
            if (count < 0 && errno == EINTR)
                continue;
            if (count <= 0)
                return;
            if (byte == kInterrupted)
                stop.request_stop();
        }
    });
    std::signal(SIGINT, passOn);
    std::signal(SIGTERM, passOn);
}

Interruption::~Interruption() {
    if (!m_listener.joinable())
        return;
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
    [[maybe_unused]] const auto written = ::write(pipeEnds[1], &kEnd, 1);
    m_listener.join();
    ::close(pipeEnds[0]);
    ::close(pipeEnds[1]);
}

} // namespace app
