#pragma once

#include "ui/export/export_queue.h"
#include "ui/export/pane_composer.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QSlider;
class QToolButton;

namespace ui {

class SceneView;

/// What a file will show, small, with its frames to play and to go through.
class ExportPreview : public QWidget {
    Q_OBJECT

public:
    /// With room for so many panes.
    explicit ExportPreview(std::size_t panes, QWidget* parent = nullptr);

    /// The file as ordered; `results` are by run of the order's project.
    void show(const ExportOrder& order, std::vector<SceneResults> results);
    using QWidget::show;
    int frame() const;
    /// Goes to the frame at this part of the way, 0 … 1.
    void setProgress(double progress);

private:
    void arrange();
    void showFrame();

    ExportOrder m_order;
    std::vector<SceneResults> m_results;
    PaneComposer m_composer;
    QTimer m_playing;
    double m_shrink = 1;             ///< of the preview beside the file
    std::vector<SceneView*> m_views; ///< one a pane
    QWidget* m_canvas;
    QToolButton* m_play;
    QSlider* m_frame;
    QLabel* m_text;
};

} // namespace ui
