#pragma once

#include <QMainWindow>
#include <functional>

class QDockWidget;
class QLabel;
class QSettings;

namespace ui {

class Actions;
class ChartsPanel;
class CommandSearch;
class CommandSearchButton;
class DockTitle;
class DrawingOptions;
class DrawingPanel;
class Gallery;
class HistoryPanel;
class InspectorPanel;
class SnapshotsPanel;
class StageArea;
class StatusStrip;
class TimelinePanel;
class ToolOptions;

/// The one window: where everything is and what is visible when. What things mean is the controllers' business.
class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    /// Which of its faces the window shows.
    enum class Mode { Gallery, Studio, Presenter };

    explicit MainWindow(QWidget* parent = nullptr);
    ~MainWindow() override;

    Actions& actions() const { return *m_actions; }
    StageArea& stage() const { return *m_stage; }
    Gallery& gallery() const { return *m_gallery; }
    SnapshotsPanel& snapshots() const { return *m_snapshots; }
    InspectorPanel& inspector() const { return *m_inspector; }
    HistoryPanel& history() const { return *m_history; }
    TimelinePanel& timeline() const { return *m_timeline; }
    ChartsPanel& charts() const { return *m_charts; }
    StatusStrip& status() const { return *m_status; }
    ToolOptions& toolOptions() const { return *m_toolOptions; }
    DrawingPanel& drawing() const { return *m_drawing; }
    /// What the drawing tools are set to.
    DrawingOptions& drawingOptions() const { return *m_drawingOptions; }

    Mode mode() const { return m_mode; }
    void setMode(Mode mode);
    /// Bar and panel of the drawing tools; the panel takes the inspector's place.
    void showDrawing(bool shown);
    /// A panel right of the charts, hidden until it is wanted. It has no title of its own.
    QDockWidget* addBesideCharts(QWidget* panel, const QString& objectName, const QString& title);
    /// Name of the document, in the menu bar and in the window's title.
    void showTitle(const QString& title, bool modified);

    /// Size, place, docks: from and to the settings.
    void restore(QSettings& settings);
    void store(QSettings& settings);

    /// Asked before the window closes; false keeps it open.
    void setCloseGuard(std::function<bool()> guard) { m_mayClose = std::move(guard); }
    /// What dropped files are given to.
    void setDropTarget(std::function<void(const QStringList& paths)> target) { m_dropped = std::move(target); }

signals:
    void modeChanged();
    void closed();

protected:
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QDockWidget* makeDock(const QString& objectName, const QString& title, QWidget* body, Qt::DockWidgetArea area,
                          const char* action);
    /// A cross in the title of a dock that an action shows again: its tip names the keys, if there are any.
    void addClose(DockTitle* title, const QString& objectName, const char* actionId, const QString& tip,
                  const QString& tipWithKeys);
    void makeBars();
    void makeDocks();
    void arrange();
    void placeTitle();

    Actions* m_actions;
    StageArea* m_stage;
    Gallery* m_gallery;
    SnapshotsPanel* m_snapshots;
    InspectorPanel* m_inspector;
    HistoryPanel* m_history;
    TimelinePanel* m_timeline;
    ChartsPanel* m_charts;
    StatusStrip* m_status;
    DrawingOptions* m_drawingOptions;
    ToolOptions* m_toolOptions;
    DrawingPanel* m_drawing;
    QToolBar* m_toolBar = nullptr;
    QLabel* m_title;
    CommandSearch* m_search;
    CommandSearchButton* m_searchButton;
    QDockWidget *m_snapshotsDock = nullptr, *m_inspectorDock = nullptr, *m_drawingDock = nullptr,
                *m_timelineDock = nullptr, *m_chartsDock = nullptr, *m_historyDock = nullptr;

    Mode m_mode = Mode::Studio;
    bool m_drawingWanted = false, m_sectionsChosen = false;
    std::function<bool()> m_mayClose;
    std::function<void(const QStringList&)> m_dropped;
};

} // namespace ui
