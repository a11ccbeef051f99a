#pragma once

#include "ui/tools/brush_tool.h"

#include <QObject>
#include <map>
#include <memory>
#include <vector>

namespace ui {

enum class ToolKind { Navigate, Brush, Eraser, Select };

/// Gives what the pointer does on the stage to the chosen tool, and shows what the tool wants seen: the same in every
/// pane.
/// Thread: GUI.
class ToolBox : public QObject {
    Q_OBJECT

public:
    ToolBox(SceneView& view, DrawingContext context, QObject* parent = nullptr);
    /// One more pane, for as long as the tools are there.
    void add(SceneView& view);
    ~ToolBox() override;

    ToolKind kind() const { return m_kind; }
    void choose(ToolKind kind);
    /// Takes back what the tool has begun.
    void cancel();
    /// Points to mark, and what the tool shows.
    void refresh();

signals:
    void chosen(ui::ToolKind kind);

private:
    Tool* tool() const;
    void setUp(SceneView& view) const;

    std::vector<SceneView*> m_views;
    DrawingContext m_context;
    std::map<ToolKind, std::unique_ptr<Tool>> m_tools;
    ToolKind m_kind = ToolKind::Navigate;
};

} // namespace ui
