#pragma once

#include "app/arguments.h"

#include <chrono>
#include <nlohmann/json.hpp>
#include <optional>
#include <stop_token>
#include <string>

namespace app {

/// Where a command speaks: results for people on standard output, how the work goes on on standard error, results for
/// programs as JSON. With `--json -` nothing but the JSON goes to standard output; with `--quiet` only results appear.
class Console {
public:
    Console(const Arguments& arguments, std::stop_token stop);

    /// A result, a line without its end.
    void result(const std::string& line);
    /// Something worth knowing on the way, e.g. a guess that was made.
    void note(const std::string& line);

    /// What `--json` writes, filled in by the command.
    nlohmann::ordered_json json = nlohmann::ordered_json::object();

    std::stop_token stop() const { return m_stop; }
    bool isInterrupted() const { return m_stop.stop_requested(); }
    bool isQuiet() const { return m_quiet; }

    /// Writes the JSON and makes sure that everything has arrived.
    /// Errors: Error{CannotWrite}.
    void finish();

private:
    std::stop_token m_stop;
    std::optional<std::string> m_jsonFile;
    bool m_quiet;
};

/// Progress of one piece of work on standard error: how much is done, how fast, how long it will still take. On a
/// terminal one line that is written over, elsewhere a line every few seconds.
class Progress {
public:
    Progress(const Console& console, std::string work);
    /// Ends the line.
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    /// `part` in 0 … 1. Cheap when called often.
    void update(double part, const std::string& details = {});

private:
    using Clock = std::chrono::steady_clock;
    void show(double part, const std::string& details);

    std::string m_work;
    bool m_isQuiet, m_isTerminal;
    bool m_isShown = false;
    bool m_isWatched;                     ///< by a program that shows it to a person
    std::chrono::milliseconds m_interval; ///< between two lines
    Clock::time_point m_start = Clock::now(), m_next;
};

/// Seconds the rest will take when `part` of the work took `elapsed`; empty while it is too early to say.
std::optional<double> secondsLeft(double part, double elapsed);
/// "8 s", "2 min 05 s", "1 h 20 min".
std::string duration(double seconds);
/// At most `digits` significant digits, no trailing zeros.
std::string shown(double number, int digits = 4);

/// Writes a whole file or none.
/// Errors: Error{CannotWrite}.
void writeFile(const std::string& path, const std::string& contents);

} // namespace app
