#include "engine/io/isolated/isolated_work.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>
#include <vector>

namespace engine {

namespace {

enum class Message : char { Progress, Failure, Result };

/// Bytes of address space this process has; 0 when it cannot be told.
std::uint64_t addressSpace() {
    std::uint64_t pages = 0;
    std::ifstream("/proc/self/statm") >> pages;
    return pages * std::uint64_t(sysconf(_SC_PAGESIZE));
}

void limitAddressSpace(std::uint64_t most) {
    rlimit limit{};
    getrlimit(RLIMIT_AS, &limit);
    limit.rlim_cur = std::min<rlim_t>(most, limit.rlim_max);
    setrlimit(RLIMIT_AS, &limit);
}

/// The copy dies of its own faults quietly, and with the thread that waits for it.
void becomeExpendable(const IsolationLimits& limits) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    prctl(PR_SET_DUMPABLE, 0); // no report of the crash to the system
    for (const int fault : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGPROF, SIGPIPE, SIGTERM})
        std::signal(fault, SIG_DFL);
    std::signal(SIGINT, SIG_IGN); // pressed for the whole program: it decides
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);
    if (const std::uint64_t now = addressSpace(); now > 0)
        limitAddressSpace(now + limits.memory);
    // The C library would tell of damaged memory there.
    if (const int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC); nowhere >= 0)
        dup2(nowhere, STDERR_FILENO);
}

/// From now on there is this much processor time until the next call.
void wind(std::chrono::seconds time) {
    itimerval timer{};
    timer.it_value.tv_sec = time.count();
    setitimer(ITIMER_PROF, &timer, nullptr);
}

void send(const Sentence& sentence, PipeWriter& pipe) {
    pipe.text(sentence.pattern());
    pipe.value(std::uint8_t(sentence.isPattern()));
    pipe.value(std::uint8_t(sentence.arguments().size()));
    for (const Sentence& argument : sentence.arguments())
        send(argument, pipe);
}

/// Sentences are nested a few levels; a copy gone wild may claim any number.
Sentence received(PipeReader& pipe, int levels = 8) {
    if (levels == 0)
        throw PipeReader::Closed();
    std::string pattern = pipe.text();
    const bool isPattern = pipe.value<std::uint8_t>() != 0;
    std::vector<Sentence> arguments;
    for (auto left = pipe.value<std::uint8_t>(); left > 0; --left)
        arguments.push_back(received(pipe, levels - 1));
    return isPattern ? Sentence::fromParts(std::move(pattern), std::move(arguments)) : Sentence(std::move(pattern));
}

/// Lets no exception out: what stands above on the stack belongs to the original.
[[noreturn]] void runHere(int descriptor, const std::function<SendResult(const ReadControl&)>& work,
                          const IsolationLimits& limits) noexcept {
    becomeExpendable(limits);
    PipeWriter pipe(descriptor);
    ReadControl control;
    control.progress = [&](double part) {
        wind(limits.silence);
        pipe.value(Message::Progress);
        pipe.value(part);
        pipe.flush();
    };
    wind(limits.silence);
    try {
        const SendResult send = work(control);
        pipe.value(Message::Result);
        wind({});
        send(pipe);
    } catch (const Error& error) {
        pipe.value(Message::Failure);
        pipe.value(error.code());
        send(error.sentence(), pipe);
        send(error.remedySentence(), pipe);
    }
    pipe.flush();
    std::_Exit(EXIT_SUCCESS); // what the program does at its end is not for its copy
}

/// The copy, ended at the latest with this.
class Copy {
public:
    Copy(pid_t process, int descriptor) : m_process(process), m_descriptor(descriptor) {}
    Copy(const Copy&) = delete;
    Copy& operator=(const Copy&) = delete;
    ~Copy() {
        close(m_descriptor);
        if (m_process <= 0)
            return;
        kill(m_process, SIGKILL);
        while (waitpid(m_process, nullptr, 0) < 0 && errno == EINTR) {
        }
    }

    bool isAlive() {
        // Its end of the pipe alone does not tell: another copy, made meanwhile, may hold it too.
        if (m_process > 0 && waitpid(m_process, nullptr, WNOHANG) != 0)
            m_process = 0;
        return m_process > 0;
    }

private:
    pid_t m_process;
    int m_descriptor;
};

} // namespace

void runIsolated(const std::function<SendResult(const ReadControl&)>& work,
                 const std::function<void(PipeReader&)>& take, const ReadControl& control, const Error& failure,
                 const IsolationLimits& limits) {
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0)
        throw Error(ErrorCode::WorkFailed, Sentence::of("No process can be started: %1.", std::strerror(errno)),
                    Sentence::of("Close other programs and try again."));
    const pid_t process = fork();
    if (process == 0) {
        close(ends[0]);
        runHere(ends[1], work, limits);
    }
    const int reason = errno;
    close(ends[1]);
    Copy copy(process, ends[0]);
    if (process < 0)
        throw Error(ErrorCode::WorkFailed, Sentence::of("No process can be started: %1.", std::strerror(reason)),
                    Sentence::of("Close other programs and try again."));
    double part = 0;
    PipeReader pipe(ends[0], [&] {
        control.report(part);
        return copy.isAlive();
    });
    try {
        for (;;)
            switch (pipe.value<Message>()) {
            case Message::Progress:
                part = pipe.value<double>();
                control.report(part);
                break;
            case Message::Failure: {
                const auto code = pipe.value<ErrorCode>();
                const Sentence what = received(pipe);
                throw Error(code, what, received(pipe));
            }
            case Message::Result:
                take(pipe);
                return;
            default:
                throw failure;
            }
    } catch (const PipeReader::Closed&) {
        throw failure;
    }
}

} // namespace engine
