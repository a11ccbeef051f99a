#pragma once

#include "ui/scene/scene_state.h"
#include "ui/view/scene_view.h"

#include <QCursor>

namespace ui {

/// One behaviour of the pointer on the stage, in the data's coordinates. A tool changes the document through edits, one
/// undoable step a stroke, and says what to draw over the data meanwhile.
/// Thread: GUI.
class Tool {
public:
    virtual ~Tool() = default;

    virtual void press(const PointerEvent&) {}
    virtual void move(const PointerEvent&) {}
    virtual void release(const PointerEvent&) {}
    /// The second press of a double click, which `press` was told as well.
    virtual void doubleClick(const PointerEvent&) {}
    /// Whether the tool has a use for this key just now; then `key` gets it instead of the window's commands.
    virtual bool wantsKey(int, Qt::KeyboardModifiers) const { return false; }
    virtual void key(int, Qt::KeyboardModifiers) {}
    /// The pointer left the stage.
    virtual void leave() {}
    /// Escape, or another tool was chosen: takes back what was begun.
    virtual void cancel() {}
    virtual void show(OverlayView&) const {}
    virtual QCursor cursor() const { return Qt::ArrowCursor; }
};

} // namespace ui
