#include "ui/tools/tool_box.h"

#include "ui/document/selection.h"
#include "ui/document/space_dimension.h"
#include "ui/tools/brush_tool.h"
#include "ui/tools/eraser_tool.h"
#include "ui/tools/line_tool.h"
#include "ui/tools/polygon_tool.h"
#include "ui/tools/probe_tool.h"
#include "ui/tools/select_tool.h"
#include "ui/tools/space/space_brush_tool.h"
#include "ui/tools/space/space_eraser_tool.h"
#include "ui/tools/space/space_select_tool.h"
#include "ui/tools/space/space_stamp_tool.h"
#include "ui/tools/stamp_tool.h"

#include <QKeyEvent>

namespace ui {

ToolBox::ToolBox(SceneView& view, DrawingContext context, QObject* parent)
    : QObject(parent), m_context(std::move(context)) {
    m_tools[ToolKind::Brush] = std::make_unique<BrushTool>(m_context);
    m_tools[ToolKind::Eraser] = std::make_unique<EraserTool>(m_context);
    m_tools[ToolKind::Line] = std::make_unique<LineTool>(m_context);
    m_tools[ToolKind::Stamp] = std::make_unique<StampTool>(m_context);
    m_tools[ToolKind::Polygon] = std::make_unique<PolygonTool>(m_context);
    m_tools[ToolKind::Select] = std::make_unique<SelectTool>(m_context);
    m_tools[ToolKind::Probe] = std::make_unique<ProbeTool>([this](const Eigen::Vector3d& place) { emit asked(place); });
    m_spaceTools[ToolKind::Brush] = std::make_unique<SpaceBrushTool>(m_context);
    m_spaceTools[ToolKind::Eraser] = std::make_unique<SpaceEraserTool>(m_context);
    m_spaceTools[ToolKind::Stamp] = std::make_unique<SpaceStampTool>(m_context);
    m_spaceTools[ToolKind::Select] = std::make_unique<SpaceSelectTool>(m_context);
    connect(&m_context.selection, &Selection::pointsChanged, this, &ToolBox::refresh);
    add(view);
}

ToolBox::~ToolBox() = default;

void ToolBox::add(SceneView& view) {
    const auto pass = [this, &view](void (Tool::*function)(const PointerEvent&)) {
        return [this, &view, function](const PointerEvent& event) {
            Tool* tool = this->tool();
            if (!tool)
                return;
            (tool->*function)(event);
            view.setCursor(tool->cursor());
            refresh();
        };
    };
    connect(&view, &SceneView::pointerPressed, this, pass(&Tool::press));
    connect(&view, &SceneView::pointerMoved, this, pass(&Tool::move));
    connect(&view, &SceneView::pointerReleased, this, pass(&Tool::release));
    connect(&view, &SceneView::pointerDoubleClicked, this, pass(&Tool::doubleClick));
    connect(&view, &SceneView::cameraChanged, this, &ToolBox::refresh); // handles are measured in pixels
    connect(&view, &SceneView::pointerLeft, this, [this] {
        if (Tool* tool = this->tool()) {
            tool->leave();
            refresh();
        }
    });
    view.installEventFilter(this);
    m_views.push_back(&view);
    setUp(view);
    refresh();
}

void ToolBox::setUp(SceneView& view) const {
    view.setLeftButtonNavigates(m_kind == ToolKind::Navigate);
    view.setCursor(tool() ? tool()->cursor() : QCursor(Qt::ArrowCursor));
}

Tool* ToolBox::tool() const {
    const bool inSpace = spaceDimension(m_context.document.project()) > 2;
    const auto& tools = inSpace && m_kind != ToolKind::Probe ? m_spaceTools : m_tools; // the probe is the same
    const auto found = tools.find(m_kind);
    return found == tools.end() ? nullptr : found->second.get();
}

void ToolBox::choose(ToolKind kind) {
    if (kind == m_kind)
        return;
    cancel();
    m_kind = kind;
    for (SceneView* view : m_views)
        setUp(*view);
    refresh();
    emit chosen(kind);
}

SpaceStampTool& ToolBox::spaceStamp() const {
    return static_cast<SpaceStampTool&>(*m_spaceTools.at(ToolKind::Stamp));
}

StampTool& ToolBox::stamp() const { return static_cast<StampTool&>(*m_tools.at(ToolKind::Stamp)); }

bool ToolBox::eventFilter(QObject* watched, QEvent* event) {
    Tool* tool = this->tool();
    if (!tool || (event->type() != QEvent::ShortcutOverride && event->type() != QEvent::KeyPress))
        return QObject::eventFilter(watched, event);
    const auto* pressed = static_cast<QKeyEvent*>(event);
    const bool wanted = tool->wantsKey(pressed->key(), pressed->modifiers());
    if (!wanted && pressed->key() != Qt::Key_Escape)
        return QObject::eventFilter(watched, event);
    if (event->type() == QEvent::ShortcutOverride) {
        event->accept();
        return true;
    }
    if (wanted)
        tool->key(pressed->key(), pressed->modifiers());
    else
        tool->cancel();
    refresh();
    return true;
}

void ToolBox::cancel() {
    if (Tool* tool = this->tool())
        tool->cancel();
    refresh();
}

void ToolBox::refresh() {
    OverlayView overlay;
    if (const Tool* tool = this->tool())
        tool->show(overlay);
    const int snapshot = m_context.selection.currentSnapshot();
    const auto& snapshots = m_context.document.project().dataset.snapshots;
    if (snapshot >= 0 && snapshot < int(snapshots.size()) && !m_context.selection.isEmpty()) {
        const auto& chosen = m_context.selection.points(snapshot);
        overlay.selected = snapshots[std::size_t(snapshot)].points.select(chosen).points();
        if (const Projection picture = m_context.document.project().projection(); !picture.isIdentity())
            overlay.selected = (picture.matrix() * overlay.selected).eval();
    }
    for (SceneView* view : m_views)
        view->setOverlay(overlay);
}

} // namespace ui
