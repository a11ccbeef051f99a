#include "app/console.h"

#include "engine/core/error.h"

#include <QSaveFile>
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <sys/ioctl.h>
#include <unistd.h>

namespace app {

using engine::Error;
using engine::ErrorCode;

namespace {

/// Milliseconds between lines of progress, set by the window when it shows them.
constexpr char kProgressInterval[] = "KINETOSCOPE_PROGRESS_MS";

std::size_t terminalWidth() {
    winsize size{};
    return ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 1 ? size.ws_col : 80;
}

} // namespace

Console::Console(const Arguments& arguments, std::stop_token stop)
    : m_stop(std::move(stop)), m_jsonFile(arguments.text("json")), m_quiet(arguments.has("quiet")) {}

void Console::result(const std::string& line) {
    if (m_jsonFile != "-")
        std::fprintf(stdout, "%s\n", line.c_str());
}

void Console::note(const std::string& line) {
    if (!m_quiet)
        std::fprintf(stderr, "%s\n", line.c_str());
}

void Console::finish() {
    if (m_jsonFile) {
        using Json = nlohmann::ordered_json;
        // A file name inside may be in any encoding; replacing what is no UTF-8 beats failing at the very end.
        const std::string text = json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
        if (*m_jsonFile == "-")
            std::fputs(text.c_str(), stdout);
        else
            writeFile(*m_jsonFile, text);
    }
    if (std::fflush(stdout) != 0 || std::ferror(stdout))
        throw Error(ErrorCode::CannotWrite, "Standard output cannot be written.", "Is the disk full?");
}

Progress::Progress(const Console& console, std::string work)
    : m_work(std::move(work)),
      m_isQuiet(console.isQuiet()),
      m_isTerminal(::isatty(STDERR_FILENO) != 0),
      m_isWatched(qEnvironmentVariableIsSet(kProgressInterval)),
      m_interval(m_isWatched    ? qEnvironmentVariableIntValue(kProgressInterval)
                 : m_isTerminal ? 200
                                : 5000) {}

Progress::~Progress() {
    if (m_isShown && m_isTerminal)
        std::fputc('\n', stderr);
}

void Progress::update(double part, const std::string& details) {
    const auto now = Clock::now();
    const bool isEnd = part >= 1 && m_isShown;
    if (m_isQuiet || (now < m_next && !isEnd))
        return;
    // Elsewhere than on a terminal the first line waits until there is something to say: short work stays silent.
    const bool isEarly = !m_isTerminal && !m_isWatched && !m_isShown &&
                         !secondsLeft(part, std::chrono::duration<double>(now - m_start).count());
    if (isEarly)
        return;
    m_next = now + m_interval;
    show(std::clamp(part, 0.0, 1.0), details);
}

void Progress::show(double part, const std::string& details) {
    const double elapsed = std::chrono::duration<double>(Clock::now() - m_start).count();
    std::string line = m_work + "  " + std::to_string(int(std::floor(part * 100))) + " %";
    if (part >= 1)
        line += "  " + duration(elapsed) + " in all";
    else if (const auto left = secondsLeft(part, elapsed))
        line += "  " + duration(*left) + " left";
    else
        line += "  time left not known yet";
    if (!details.empty())
        line += "  " + details;
    if (m_isTerminal)
        line.resize(std::min(line.size(), terminalWidth() - 1)); // a line that wraps cannot be written over
    std::fprintf(stderr, m_isTerminal ? "\r\033[K%s" : "%s\n", line.c_str());
    std::fflush(stderr);
    m_isShown = true;
}

std::optional<double> secondsLeft(double part, double elapsed) {
    if (part <= 0.002 || elapsed < 0.3)
        return {};
    return elapsed * (1 - part) / part;
}

std::string duration(double seconds) {
    char text[64];
    const auto whole = std::int64_t(std::llround(seconds));
    if (whole < 60)
        std::snprintf(text, sizeof text, "%d s", int(whole));
    else if (whole < 3600)
        std::snprintf(text, sizeof text, "%d min %02d s", int(whole / 60), int(whole % 60));
    else
        std::snprintf(text, sizeof text, "%lld h %02d min", static_cast<long long>(whole / 3600),
                      int(whole % 3600 / 60));
    return text;
}

std::string shown(double number, int digits) {
    char text[64];
    std::snprintf(text, sizeof text, "%.*g", digits, number);
    return text;
}

void writeFile(const std::string& path, const std::string& contents) {
    QSaveFile file(QString::fromStdString(path));
    if (!file.open(QIODevice::WriteOnly) || file.write(contents.data(), qint64(contents.size())) < 0 || !file.commit())
        throw Error(ErrorCode::CannotWrite, "Cannot write " + path + ": " + file.errorString().toStdString() + ".",
                    "Choose a folder that exists, that you may write to and that has room.");
}

} // namespace app
