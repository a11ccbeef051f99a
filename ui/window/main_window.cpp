#include "ui/window/main_window.h"

#include "ui/panels/charts_panel.h"
#include "ui/panels/drawing_panel.h"
#include "ui/panels/history_panel.h"
#include "ui/panels/inspector_panel.h"
#include "ui/panels/snapshots_panel.h"
#include "ui/panels/status_strip.h"
#include "ui/panels/timeline_panel.h"
#include "ui/panels/tool_options.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"
#include "ui/tools/drawing_options.h"
#include "ui/widgets/dock_title.h"
#include "ui/widgets/labels.h"
#include "ui/window/actions.h"
#include "ui/window/command_search.h"
#include "ui/window/gallery.h"
#include "ui/window/shortcut_guard.h"
#include "ui/window/stage_area.h"

#include <QAction>
#include <QCloseEvent>
#include <QDockWidget>
#include <QDragEnterEvent>
#include <QMenuBar>
#include <QMimeData>
#include <QScreen>
#include <QSettings>
#include <QToolButton>
#include <algorithm>

namespace ui {

namespace {
constexpr int kStateVersion = 2; // of the arrangement of docks: a new arrangement does not read an old state
constexpr const char* kPanelActions[] = {"showSnapshots", "showInspector", "showCharts", "showDrawing", "showHistory"};
constexpr int kSnapshotsWidth = 168, kInspectorWidth = 280, kLargeWindow = 1000;
} // namespace

MainWindow::MainWindow(QWidget* parent)
    : QMainWindow(parent),
      m_actions(new Actions(this)),
      m_stage(new StageArea),
      m_gallery(new Gallery),
      m_snapshots(new SnapshotsPanel),
      m_inspector(new InspectorPanel(*m_actions)),
      m_history(new HistoryPanel),
      m_timeline(new TimelinePanel(*m_actions)),
      m_charts(new ChartsPanel),
      m_status(new StatusStrip),
      m_drawingOptions(new DrawingOptions(this)),
      m_toolOptions(new ToolOptions(*m_actions, *m_drawingOptions)),
      m_drawing(new DrawingPanel(*m_actions, *m_drawingOptions)),
      m_title(makeLabel({}, TextSize::Body, Tone::Secondary)),
      m_search(new CommandSearch(*m_actions, this)),
      m_searchButton(new CommandSearchButton((*m_actions)["findCommand"])) {
    setObjectName(QStringLiteral("mainWindow"));
    setWindowIcon(applicationMark(64, 1));
    setMinimumSize(800, 560);
    setAcceptDrops(true);
    setDockOptions(AllowNestedDocks | AnimatedDocks);
    setContextMenuPolicy(Qt::PreventContextMenu); // the menu of bars and docks says nothing the View menu does not
    m_stage->setGallery(m_gallery);
    setCentralWidget(m_stage);
    setStatusBar(m_status);
    makeBars();
    makeDocks();
    new ShortcutGuard(this);
    connect((*m_actions)["findCommand"], &QAction::triggered, this, [this] { m_search->openAt(m_searchButton); });
    connect(m_searchButton, &QAbstractButton::clicked, this, [this] { m_search->openAt(m_searchButton); });
    const auto showKeys = [this] { m_gallery->showOpenKeys(Actions::keyText((*m_actions)["openFile"])); };
    connect(m_actions, &Actions::shortcutsChanged, this, showKeys);
    showKeys();
    connect((*m_actions)["presenter"], &QAction::triggered, this,
            [this](bool on) { setMode(on ? Mode::Presenter : Mode::Studio); });
    connect((*m_actions)["quit"], &QAction::triggered, this, &QWidget::close);
    resize(1280, 800);
    arrange();
}

MainWindow::~MainWindow() = default;

void MainWindow::makeBars() {
    QMenuBar* menus = menuBar();
    menus->setNativeMenuBar(false);
    menus->setFixedHeight(30);
    m_actions->fill(menus);
    m_searchButton->setParent(menus); // not as a corner widget, which the bar would move to its upper edge
    m_title->setParent(menus);
    m_title->setObjectName(QStringLiteral("documentTitle"));
    m_title->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_title->setTextFormat(Qt::RichText);
    menus->installEventFilter(this);

    m_toolBar = new QToolBar(tr("Tools"));
    m_toolBar->setObjectName(QStringLiteral("toolBar"));
    m_toolBar->setMovable(false);
    m_toolBar->setFixedHeight(44);
    m_toolBar->setIconSize({20, 20});
    m_actions->fill(m_toolBar);
    addToolBar(m_toolBar);
    addToolBarBreak();
    addToolBar(m_toolOptions);
}

QDockWidget* MainWindow::makeDock(const QString& objectName, const QString& title, QWidget* body,
                                  Qt::DockWidgetArea area, const char* actionId) {
    auto* dock = new QDockWidget(title, this);
    dock->setObjectName(objectName);
    dock->setFeatures(actionId ? QDockWidget::DockWidgetClosable : QDockWidget::NoDockWidgetFeatures);
    dock->setWidget(body);
    addDockWidget(area, dock);
    if (actionId)
        connect((*m_actions)[actionId], &QAction::triggered, dock, [this] { arrange(); });
    return dock;
}

QDockWidget* MainWindow::addBesideCharts(QWidget* panel, const QString& objectName, const QString& title) {
    constexpr int kWidth = 420;
    panel->setMinimumWidth(kWidth);
    QDockWidget* dock = makeDock(objectName, title, panel, Qt::BottomDockWidgetArea, nullptr);
    dock->setTitleBarWidget(new QWidget);
    splitDockWidget(m_chartsDock, dock, Qt::Horizontal);
    dock->hide();
    return dock;
}

void MainWindow::addClose(DockTitle* title, const QString& objectName, const char* actionId, const QString& tip,
                          const QString& tipWithKeys) {
    QAction* action = (*m_actions)[actionId];
    QToolButton* button = title->addButton(objectName, QStringLiteral("close"), tip);
    connect(button, &QToolButton::clicked, action, &QAction::trigger);
    const auto showKeys = [=] {
        const QString keys = Actions::keyText(action);
        button->setToolTip(keys.isEmpty() ? tip : tipWithKeys.arg(keys));
    };
    connect(m_actions, &Actions::shortcutsChanged, button, showKeys);
    showKeys();
}

void MainWindow::makeDocks() {
    // Timeline and charts run along the whole foot of the window.
    setCorner(Qt::BottomLeftCorner, Qt::BottomDockWidgetArea);
    setCorner(Qt::BottomRightCorner, Qt::BottomDockWidgetArea);
    m_snapshots->setMinimumWidth(148);
    m_inspector->setMinimumWidth(256);
    m_drawing->setMinimumWidth(256);
    m_snapshotsDock = makeDock(QStringLiteral("snapshotsDock"), tr("Snapshots"), m_snapshots, Qt::LeftDockWidgetArea,
                               "showSnapshots");
    m_inspectorDock = makeDock(QStringLiteral("inspectorDock"), tr("Inspector"), m_inspector, Qt::RightDockWidgetArea,
                               "showInspector");
    m_drawingDock =
        makeDock(QStringLiteral("drawingDock"), tr("Drawing"), m_drawing, Qt::RightDockWidgetArea, "showDrawing");
    m_timelineDock =
        makeDock(QStringLiteral("timelineDock"), tr("Time"), m_timeline, Qt::BottomDockWidgetArea, nullptr);
    m_chartsDock =
        makeDock(QStringLiteral("chartsDock"), tr("Charts"), m_charts, Qt::BottomDockWidgetArea, "showCharts");
    splitDockWidget(m_timelineDock, m_chartsDock, Qt::Vertical);
    m_historyDock =
        makeDock(QStringLiteral("historyDock"), tr("History"), m_history, Qt::LeftDockWidgetArea, "showHistory");
    splitDockWidget(m_snapshotsDock, m_historyDock, Qt::Vertical);
    auto* historyTitle = new DockTitle(m_historyDock);
    addClose(historyTitle, QStringLiteral("closeHistory"), "showHistory", tr("Hide the history"),
             tr("Hide the history (%1 shows it)"));
    m_historyDock->setTitleBarWidget(historyTitle);
    for (const char* id : {"showSnapshots", "showInspector", "showCharts", "showDrawing"})
        (*m_actions)[id]->setChecked(true);

    auto* snapshotsTitle = new DockTitle(m_snapshotsDock);
    connect(
        snapshotsTitle->addButton(QStringLiteral("addSnapshotButton"), QStringLiteral("plus"), tr("Add a snapshot")),
        &QToolButton::clicked, (*m_actions)["addSnapshot"], &QAction::trigger);
    connect(snapshotsTitle->addButton(QStringLiteral("importButton"), QStringLiteral("import"),
                                      tr("Open a file with snapshots")),
            &QToolButton::clicked, (*m_actions)["openFile"], &QAction::trigger);
    m_snapshotsDock->setTitleBarWidget(snapshotsTitle);
    auto* inspectorTitle = new DockTitle(m_inspectorDock);
    addClose(inspectorTitle, QStringLiteral("closeInspector"), "showInspector", tr("Hide the inspector"),
             tr("Hide the inspector (%1 shows it)"));
    m_inspectorDock->setTitleBarWidget(inspectorTitle);
    auto* drawingTitle = new DockTitle(m_drawingDock);
    addClose(drawingTitle, QStringLiteral("closeDrawing"), "showDrawing", tr("Show the inspector instead"),
             tr("Show the inspector instead (%1 shows this again)"));
    m_drawingDock->setTitleBarWidget(drawingTitle);
    m_timelineDock->setTitleBarWidget(new QWidget);
    m_chartsDock->setTitleBarWidget(new QWidget);
}

void MainWindow::arrange() {
    const bool studio = m_mode == Mode::Studio;
    const auto wanted = [&](const char* id) { return studio && (*m_actions)[id]->isChecked(); };
    menuBar()->setVisible(studio);
    m_toolBar->setVisible(studio);
    m_toolOptions->setVisible(studio && m_drawingWanted);
    m_snapshotsDock->setVisible(wanted("showSnapshots"));
    const bool drawing = m_drawingWanted && wanted("showDrawing");
    m_inspectorDock->setVisible(wanted("showInspector") && !drawing);
    m_drawingDock->setVisible(drawing);
    m_chartsDock->setVisible(wanted("showCharts"));
    m_historyDock->setVisible(wanted("showHistory"));
    m_timelineDock->setVisible(studio);
    m_status->setVisible(m_mode != Mode::Presenter);
    m_stage->showGallery(m_mode == Mode::Gallery);
    // Commands about the stage have no meaning on the start screen.
    for (const char* id :
         {"showSnapshots", "showInspector", "showCharts", "showDrawing", "showHistory", "presenter", "fitView"})
        (*m_actions)[id]->setEnabled(m_mode != Mode::Gallery);
}

void MainWindow::setMode(Mode mode) {
    if (mode == m_mode)
        return;
    const Mode before = std::exchange(m_mode, mode);
    (*m_actions)["presenter"]->setChecked(mode == Mode::Presenter);
    if (mode == Mode::Presenter)
        setWindowState(windowState() | Qt::WindowFullScreen);
    else if (before == Mode::Presenter)
        setWindowState(windowState() & ~Qt::WindowFullScreen);
    arrange();
    if (mode == Mode::Studio && !m_sectionsChosen) {
        m_sectionsChosen = true; // from now on as the person leaves them
        m_inspector->openSectionsFor(height());
        resizeDocks({m_snapshotsDock, m_inspectorDock, m_drawingDock},
                    {kSnapshotsWidth, kInspectorWidth, kInspectorWidth}, Qt::Horizontal);
        resizeDocks({m_timelineDock, m_chartsDock}, {52, height() >= kLargeWindow ? 112 : 100}, Qt::Vertical);
    }
    m_stage->takeFocus();
    emit modeChanged();
}

void MainWindow::showDrawing(bool shown) {
    if (shown == m_drawingWanted)
        return;
    m_drawingWanted = shown;
    const int width = std::max(m_inspectorDock->width(), m_drawingDock->width());
    arrange();
    if (QDockWidget* right = m_drawingDock->isVisible() ? m_drawingDock : m_inspectorDock; right->isVisible())
        resizeDocks({right}, {width}, Qt::Horizontal); // one in the place of the other, as wide
}

void MainWindow::showTitle(const QString& title, bool modified) {
    setWindowTitle(tr("%1[*] – Kinetoscope").arg(title));
    setWindowModified(modified);
    m_title->setText(
        QStringLiteral("<span style='color:%1; font-weight:600'>%2</span>%3")
            .arg(theme().colors().text.name(), title.toHtmlEscaped(), modified ? tr(" · edited") : QString()));
    placeTitle();
}

void MainWindow::placeTitle() {
    m_title->adjustSize();
    m_title->move((width() - m_title->width()) / 2, (menuBar()->height() - m_title->height()) / 2);
    m_searchButton->move(width() - m_searchButton->width() - 8, (menuBar()->height() - m_searchButton->height()) / 2);
}

void MainWindow::restore(QSettings& settings) {
    const QByteArray geometry = settings.value(QStringLiteral("window/geometry")).toByteArray();
    if (!geometry.isEmpty()) {
        restoreGeometry(geometry);
    } else if (const QScreen* screen = this->screen()) {
        const QRect room = screen->availableGeometry();
        if (room.width() <= 1366)
            setWindowState(Qt::WindowMaximized);
        else
            resize(room.size() * 0.85);
    }
    if (settings.contains(QStringLiteral("window/state"))) {
        restoreState(settings.value(QStringLiteral("window/state")).toByteArray(), kStateVersion);
        m_inspector->openSectionsFor(height());
        m_sectionsChosen = true;
    }
    for (const char* id : kPanelActions)
        (*m_actions)[id]->setChecked(
            settings.value(QStringLiteral("window/%1").arg(QLatin1String(id)), (*m_actions)[id]->isChecked()).toBool());
    m_charts->choose(settings.value(QStringLiteral("window/charts")).toStringList());
    arrange();
}

void MainWindow::store(QSettings& settings) {
    settings.setValue(QStringLiteral("window/geometry"), saveGeometry());
    if (m_mode == Mode::Studio)
        settings.setValue(QStringLiteral("window/state"), saveState(kStateVersion));
    settings.setValue(QStringLiteral("window/charts"), m_charts->chosen());
    for (const char* id : kPanelActions)
        settings.setValue(QStringLiteral("window/%1").arg(QLatin1String(id)), (*m_actions)[id]->isChecked());
}

void MainWindow::closeEvent(QCloseEvent* event) {
    if (m_mayClose && !m_mayClose()) {
        event->ignore();
        return;
    }
    event->accept();
    emit closed();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    if (event->mimeData()->hasUrls())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
    QStringList paths;
    for (const QUrl& url : event->mimeData()->urls())
        if (url.isLocalFile())
            paths += url.toLocalFile();
    event->acceptProposedAction();
    if (!paths.isEmpty() && m_dropped)
        m_dropped(paths);
}

bool MainWindow::eventFilter(QObject* watched, QEvent* event) {
    if (watched == menuBar() && event->type() == QEvent::Resize)
        placeTitle();
    return QMainWindow::eventFilter(watched, event);
}

} // namespace ui
