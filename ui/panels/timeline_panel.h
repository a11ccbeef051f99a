#pragma once

#include "ui/panels/timeline_track.h"
#include "ui/playback/playback_clock.h"

#include <QToolButton>
#include <QWidget>

class QComboBox;

namespace ui {

class Actions;
class ClockReadout;

/// Round button in the accent colour that lets time run.
class PlayButton : public QToolButton {
    Q_OBJECT

public:
    using QToolButton::QToolButton;
    void setPlaying(bool playing);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    bool m_playing = false;
};

/// The strip below the stage: transport buttons, speed, the clock, and the track.
class TimelinePanel : public QWidget {
    Q_OBJECT

public:
    explicit TimelinePanel(const Actions& actions, QWidget* parent = nullptr);

    TimelineTrack* track() const { return m_track; }
    void showClock(const PlaybackClock& clock, const QString& timeUnit);

signals:
    void speedChosen(double speed);

private:
    PlayButton* m_playButton;
    QComboBox* m_speed;
    ClockReadout* m_readout;
    TimelineTrack* m_track;
};

} // namespace ui
