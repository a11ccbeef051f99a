#pragma once

#include "ui/scene/scene_state.h"

#include <QWidget>
#include <vector>

namespace ui {

class LegendStrip;
class Pane;
class SceneView;

/// The stage: one to four views beside each other, which look at their data from the same place, with one legend. A
/// single view stands there alone.
/// Thread: GUI.
class PaneGrid : public QWidget {
    Q_OBJECT

public:
    explicit PaneGrid(QWidget* parent = nullptr);

    /// Panes shown. Those that were shown before are kept for the next time.
    int count() const { return m_count; }
    void setCount(int count);
    Pane& pane(int index) const { return *m_panes[std::size_t(index)]; }
    SceneView& view(int index) const;

    int active() const { return m_active; }
    void setActive(int index);
    SceneView& activeView() const { return view(m_active); }

    LegendStrip& legend() const { return *m_legend; }
    /// All views look as the active one does: when they have been given something to show.
    void linkCameras() { follow(activeView()); }

signals:
    /// A view was made and is not shown yet.
    void viewAdded(ui::SceneView* view);
    /// A person looks from elsewhere; all views follow.
    void cameraChanged(ui::SceneView* by);
    void chosen(int pane);
    void closeWanted(int pane);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void addPane();
    void follow(const SceneView& leader);
    void place();

    std::vector<Pane*> m_panes;
    LegendStrip* m_legend;
    int m_count = 0, m_active = 0;
};

} // namespace ui
