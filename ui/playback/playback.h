#pragma once

#include "ui/playback/playback_clock.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace ui {

/// Drives the clock with the display: 60 pictures a second, 30 while training shares the processor.
/// Thread: GUI.
class Playback : public QObject {
    Q_OBJECT

public:
    explicit Playback(QObject* parent = nullptr);

    const PlaybackClock& clock() const { return m_clock; }

    void setRange(double first, double last);
    void setTime(double time);
    void setPlaying(bool playing);
    void toggle() { setPlaying(!m_clock.isPlaying()); }
    void setLoops(bool loops);
    void setReversed(bool reversed);
    void setSpeed(double speed);
    void setSecondsPerPass(double seconds);
    void stepFrames(int frames);

    /// Something on the stage still moves although time may be held: keep ticking.
    void setAnimating(bool animating);
    void setTraining(bool training);

signals:
    /// Draw the stage: time went on, or something is moving.
    void ticked();
    void timeChanged(double time);
    /// Playing, loop, reverse, speed or range changed.
    void modeChanged();

private:
    void tick();
    void schedule();
    void say(double before);

    PlaybackClock m_clock;
    QTimer m_timer;
    QElapsedTimer m_sinceTick;
    bool m_animating = false, m_training = false;
};

} // namespace ui
