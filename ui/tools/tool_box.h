#pragma once

#include "ui/tools/drawing_context.h"

#include <QObject>
#include <map>
#include <memory>
#include <vector>

namespace ui {

class SpaceStampTool;
class StampTool;

enum class ToolKind { Navigate, Brush, Eraser, Line, Stamp, Polygon, Select, Probe };

/// Whether a tool is for drawing: its settings take the inspector's place.
constexpr bool changesPoints(ToolKind kind) { return kind != ToolKind::Navigate && kind != ToolKind::Probe; }

/// Gives what pointer and keys do on the stage to the chosen tool, and shows what the tool wants seen: the same in
/// every pane.
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
    StampTool& stamp() const;
    SpaceStampTool& spaceStamp() const;
    /// Takes back what the tool has begun.
    void cancel();
    /// Points to mark, and what the tool shows.
    void refresh();

signals:
    void chosen(ui::ToolKind kind);
    /// The probe asks about a place. Units: data units.
    void asked(const Eigen::Vector3d& place);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    Tool* tool() const;
    void setUp(SceneView& view) const;

    std::vector<SceneView*> m_views;
    DrawingContext m_context;
    std::map<ToolKind, std::unique_ptr<Tool>> m_tools;      ///< in the plane
    std::map<ToolKind, std::unique_ptr<Tool>> m_spaceTools; ///< of the same kinds in three dimensions
    ToolKind m_kind = ToolKind::Navigate;
};

} // namespace ui
