#include "ui/document/edit_command.h"

#include <utility>

namespace ui {

EditCommand::EditCommand(Document& document, const QString& text, const Project& before, const Project& after,
                         Document::State stateBefore, Document::State stateAfter)
    : QUndoCommand(text),
      m_document(document),
      m_difference(before, after),
      m_stateBefore(stateBefore),
      m_stateAfter(stateAfter) {}

void EditCommand::undo() {
    m_document.finishGesture(false); // a difference fits only the version it was taken from
    m_document.stepTo(m_difference.before(m_document.project()), m_stateBefore);
    m_isDone = false;
}

void EditCommand::redo() {
    if (std::exchange(m_isDone, true))
        return;
    m_document.finishGesture(false);
    m_document.stepTo(m_difference.after(m_document.project()), m_stateAfter);
}

} // namespace ui
