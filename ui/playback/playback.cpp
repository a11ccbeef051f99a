#include "ui/playback/playback.h"

#include <algorithm>

namespace ui {

namespace {
constexpr int kIdleInterval = 16, kTrainingInterval = 33; // milliseconds
constexpr double kLongestStep = 0.1;                      // seconds: after a stall time goes on, it does not leap
} // namespace

Playback::Playback(QObject* parent) : QObject(parent) {
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &Playback::tick);
}

void Playback::setRange(double first, double last) {
    if (first == m_clock.first() && last == m_clock.last())
        return;
    const double before = m_clock.time();
    m_clock.setRange(first, last);
    emit modeChanged();
    say(before);
}

void Playback::setTime(double time) {
    const double before = m_clock.time();
    m_clock.setTime(time);
    say(before);
}

void Playback::setPlaying(bool playing) {
    if (playing == m_clock.isPlaying())
        return;
    const double before = m_clock.time();
    m_clock.setPlaying(playing);
    schedule();
    emit modeChanged();
    say(before);
}

void Playback::setLoops(bool loops) {
    m_clock.setLoops(loops);
    emit modeChanged();
}

void Playback::setReversed(bool reversed) {
    m_clock.setReversed(reversed);
    emit modeChanged();
}

void Playback::setSpeed(double speed) {
    m_clock.setSpeed(std::clamp(speed, 0.0625, 16.0));
    emit modeChanged();
}

void Playback::setSecondsPerPass(double seconds) {
    m_clock.setSecondsPerPass(seconds);
    emit modeChanged();
}

void Playback::stepFrames(int frames) {
    const double before = m_clock.time();
    m_clock.stepFrames(frames);
    schedule();
    emit modeChanged();
    say(before);
}

void Playback::setAnimating(bool animating) {
    m_animating = animating;
    schedule();
}

void Playback::setTraining(bool training) {
    m_training = training;
    schedule();
}

void Playback::schedule() {
    if (!m_clock.isPlaying() && !m_animating) {
        m_timer.stop();
        return;
    }
    const int interval = m_training ? kTrainingInterval : kIdleInterval;
    if (m_timer.isActive() && m_timer.interval() == interval)
        return;
    if (!m_timer.isActive())
        m_sinceTick.start();
    m_timer.start(interval);
}

void Playback::tick() {
    const double seconds = std::min(double(m_sinceTick.nsecsElapsed()) * 1e-9, kLongestStep);
    m_sinceTick.start();
    const double before = m_clock.time();
    const bool playing = m_clock.isPlaying();
    m_clock.advance(seconds);
    if (playing != m_clock.isPlaying()) {
        schedule();
        emit modeChanged();
    }
    if (m_clock.time() != before)
        emit timeChanged(m_clock.time());
    emit ticked();
}

void Playback::say(double before) {
    if (m_clock.time() == before)
        return;
    emit timeChanged(m_clock.time());
    if (!m_timer.isActive())
        emit ticked();
}

} // namespace ui
