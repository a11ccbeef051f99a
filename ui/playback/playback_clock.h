#pragma once

namespace ui {

/// The time shown on the stage, and how it runs. Knows no timer: whoever owns one calls `advance`.
/// Units: times as in the data; seconds of the wall clock.
class PlaybackClock {
public:
    /// Keeps the time inside; where there was no range before, starts at its beginning.
    void setRange(double first, double last);
    double first() const { return m_first; }
    double last() const { return m_last; }
    double duration() const { return m_last - m_first; }

    double time() const { return m_time; }
    void setTime(double time);

    bool isPlaying() const { return m_playing; }
    /// Playing from the end on starts again at the beginning.
    void setPlaying(bool playing);
    bool loops() const { return m_loops; }
    void setLoops(bool loops) { m_loops = loops; }
    bool isReversed() const { return m_reversed; }
    void setReversed(bool reversed) { m_reversed = reversed; }
    double speed() const { return m_speed; }
    void setSpeed(double speed) { m_speed = speed; }
    double secondsPerPass() const { return m_secondsPerPass; }
    void setSecondsPerPass(double seconds) { m_secondsPerPass = seconds; }

    /// Lets `seconds` pass. At the end it wraps around or, when it does not loop, stops there.
    void advance(double seconds);
    /// One frame of 1/30 second at speed 1; holds.
    void stepFrames(int frames);

private:
    double m_first = 0, m_last = 1, m_time = 0;
    double m_speed = 1, m_secondsPerPass = 4;
    bool m_playing = false, m_loops = true, m_reversed = false, m_hasRange = false;
};

} // namespace ui
