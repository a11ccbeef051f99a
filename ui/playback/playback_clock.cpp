#include "ui/playback/playback_clock.h"

#include <algorithm>
#include <cmath>

namespace ui {

void PlaybackClock::setRange(double first, double last) {
    if (!(last >= first))
        return;
    m_first = first;
    m_last = last;
    m_time = m_hasRange ? std::clamp(m_time, first, last) : first;
    m_hasRange = true;
}

void PlaybackClock::setTime(double time) { m_time = std::clamp(time, m_first, m_last); }

void PlaybackClock::setPlaying(bool playing) {
    if (playing && !m_playing) {
        if (!m_reversed && m_time >= m_last)
            m_time = m_first;
        else if (m_reversed && m_time <= m_first)
            m_time = m_last;
    }
    m_playing = playing;
}

void PlaybackClock::advance(double seconds) {
    if (!m_playing || duration() <= 0)
        return;
    const double step = (m_reversed ? -1 : 1) * seconds * m_speed * duration() / m_secondsPerPass;
    double time = m_time + step;
    if (time >= m_first && time <= m_last) {
        m_time = time;
    } else if (m_loops) {
        time = std::fmod(time - m_first, duration());
        m_time = m_first + (time < 0 ? time + duration() : time);
    } else {
        m_time = std::clamp(time, m_first, m_last);
        m_playing = false;
    }
}

void PlaybackClock::stepFrames(int frames) {
    m_playing = false;
    setTime(m_time + frames * duration() / (30 * m_secondsPerPass));
}

} // namespace ui
