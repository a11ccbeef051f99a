#pragma once

#include "ui/document/document.h"
#include "ui/document/project_difference.h"

#include <QUndoCommand>

namespace ui {

/// The one undoable command: the project before and after, as what they differ by.
class EditCommand : public QUndoCommand {
public:
    /// The document is in the state `after` already.
    EditCommand(Document& document, const QString& text, const Project& before, const Project& after,
                Document::State stateBefore, Document::State stateAfter);

    void undo() override;
    void redo() override;

private:
    Document& m_document;
    ProjectDifference m_difference;
    Document::State m_stateBefore, m_stateAfter;
    bool m_isDone = true; ///< QUndoStack::push calls redo, but the edit has happened before
};

} // namespace ui
