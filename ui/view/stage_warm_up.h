#pragma once

#include "ui/scene/scene_state.h"

#include <QTimer>

namespace ui {

class SceneView;

/// Draws unseen, piece by piece while nothing is shown on the stage yet, what its first picture will need: the drawing
/// context, the shaders, the letters. Together they take half a second of a software renderer, which would
/// otherwise be the wait after a person has chosen the first document.
class StageWarmUp : public QObject {
    Q_OBJECT
public:
    /// `view` must outlive this.
    explicit StageWarmUp(SceneView& view, QObject* parent = nullptr);

    /// Begins when the window has come to rest. Gives up for good as soon as the view is shown.
    void start();
    bool isUnderWay() const { return m_next.isActive(); }

signals:
    void finished();

private:
    void drawNext();

    SceneView& m_view;
    QTimer m_next;
    std::vector<SceneState> m_pictures;
    std::size_t m_drawn = 0;
};

} // namespace ui
