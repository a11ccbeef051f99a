#include "ui/tools/tool_box.h"

#include "ui/document/selection.h"
#include "ui/tools/select_tool.h"

namespace ui {

ToolBox::ToolBox(SceneView& view, DrawingContext context, QObject* parent)
    : QObject(parent), m_view(view), m_context(std::move(context)) {
    m_tools[ToolKind::Brush] = std::make_unique<BrushTool>(m_context);
    m_tools[ToolKind::Eraser] = std::make_unique<EraserTool>(m_context);
    m_tools[ToolKind::Select] = std::make_unique<SelectTool>(m_context);
    const auto pass = [this](void (Tool::*function)(const PointerEvent&)) {
        return [this, function](const PointerEvent& event) {
            Tool* tool = this->tool();
            if (!tool)
                return;
            (tool->*function)(event);
            m_view.setCursor(tool->cursor());
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
    connect(&m_context.selection, &Selection::pointsChanged, this, &ToolBox::refresh);
}

ToolBox::~ToolBox() = default;

Tool* ToolBox::tool() const {
    const auto found = m_tools.find(m_kind);
    return found == m_tools.end() ? nullptr : found->second.get();
}

void ToolBox::choose(ToolKind kind) {
    if (kind == m_kind)
        return;
    cancel();
    m_kind = kind;
    m_view.setLeftButtonNavigates(kind == ToolKind::Navigate);
    m_view.setCursor(tool() ? tool()->cursor() : QCursor(Qt::ArrowCursor));
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
    m_view.setOverlay(overlay);
}

} // namespace ui
