#include "ui/tools/tool_box.h"

#include "ui/document/selection.h"
#include "ui/tools/select_tool.h"

namespace ui {

ToolBox::ToolBox(SceneView& view, DrawingContext context, QObject* parent)
    : QObject(parent), m_context(std::move(context)) {
    m_tools[ToolKind::Brush] = std::make_unique<BrushTool>(m_context);
    m_tools[ToolKind::Eraser] = std::make_unique<EraserTool>(m_context);
    m_tools[ToolKind::Select] = std::make_unique<SelectTool>(m_context);
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
    connect(&view, &SceneView::pointerLeft, this, [this] {
        if (Tool* tool = this->tool()) {
            tool->leave();
            refresh();
        }
    });
    m_views.push_back(&view);
    setUp(view);
    refresh();
}

void ToolBox::setUp(SceneView& view) const {
    view.setLeftButtonNavigates(m_kind == ToolKind::Navigate);
    view.setCursor(tool() ? tool()->cursor() : QCursor(Qt::ArrowCursor));
}

Tool* ToolBox::tool() const {
    const auto found = m_tools.find(m_kind);
    return found == m_tools.end() ? nullptr : found->second.get();
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
    }
    for (SceneView* view : m_views)
        view->setOverlay(overlay);
}

} // namespace ui
