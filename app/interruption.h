#pragma once

#include <stop_token>
#include <thread>

namespace app {

/// Turns Ctrl+C (and SIGTERM) into a stop request for as long as it lives: work ends at the next step and what was
/// asked for is saved. A second Ctrl+C ends the program at once.
/// Thread: one object at a time.
class Interruption {
public:
    Interruption();
    ~Interruption();
    Interruption(const Interruption&) = delete;
    Interruption& operator=(const Interruption&) = delete;

    std::stop_token token() const { return m_stop.get_token(); }

private:
    std::stop_source m_stop;
    std::thread m_listener;
};

} // namespace app
