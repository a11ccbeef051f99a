#include "ui/studio/transport.h"

#include "ui/document/document.h"
#include "ui/panels/timeline_panel.h"
#include "ui/playback/playback.h"
#include "ui/window/actions.h"
#include "ui/window/main_window.h"

#include <QAction>
#include <algorithm>

namespace ui {

void connectTransport(const Document& document, Playback& playback, MainWindow& window) {
    const Actions& actions = window.actions();
    QObject::connect(actions["play"], &QAction::triggered, &playback, &Playback::toggle);
    QObject::connect(actions["previousFrame"], &QAction::triggered, &playback, [&playback] { playback.stepFrames(-1); });
    QObject::connect(actions["nextFrame"], &QAction::triggered, &playback, [&playback] { playback.stepFrames(1); });
    QObject::connect(actions["toStart"], &QAction::triggered, &playback,
                     [&playback] { playback.setTime(playback.clock().first()); });
    QObject::connect(actions["toEnd"], &QAction::triggered, &playback,
                     [&playback] { playback.setTime(playback.clock().last()); });
    QObject::connect(actions["loop"], &QAction::triggered, &playback, &Playback::setLoops);
    QObject::connect(actions["reverse"], &QAction::triggered, &playback, &Playback::setReversed);
    QObject::connect(actions["slower"], &QAction::triggered, &playback,
                     [&playback] { playback.setSpeed(playback.clock().speed() / 2); });
    QObject::connect(actions["faster"], &QAction::triggered, &playback,
                     [&playback] { playback.setSpeed(playback.clock().speed() * 2); });
    const auto toSnapshot = [&document, &playback](int direction) {
        const auto& snapshots = document.project().dataset.snapshots;
        const double now = playback.clock().time(), near = 1e-9 * std::max(1e-300, playback.clock().duration());
        double target = now;
        for (const engine::Snapshot& s : snapshots) {
            if (direction > 0 && s.time > now + near) {
                target = s.time;
                break;
            }
            if (direction < 0 && s.time < now - near)
                target = s.time;
        }
        playback.setPlaying(false);
        playback.setTime(target);
    };
    QObject::connect(actions["previousSnapshot"], &QAction::triggered, &playback, [toSnapshot] { toSnapshot(-1); });
    QObject::connect(actions["nextSnapshot"], &QAction::triggered, &playback, [toSnapshot] { toSnapshot(1); });
    QObject::connect(&window.timeline(), &TimelinePanel::speedChosen, &playback, &Playback::setSpeed);
    QObject::connect(window.timeline().track(), &TimelineTrack::scrubbed, &playback, [&playback](double time) {
        playback.setPlaying(false);
        playback.setTime(time);
    });
}

} // namespace ui
