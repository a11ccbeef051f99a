#pragma once

#include "ui/document/document.h"

#include <QObject>
#include <QPointer>

class QAction;

namespace ui {

class EditController;
class MainWindow;
class StageController;
class ViewsDialog;

/// How and from where the stage is looked at: the kind of projection, and the views a person keeps in the project, each
/// with a command of its own.
/// Thread: GUI.
class ViewsController : public QObject {
    Q_OBJECT

public:
    ViewsController(Document& document, EditController& edits, StageController& stage, MainWindow& window);

    /// Lets the camera move there. Nothing happens with a view of another kind of picture.
    void goTo(int view);

private:
    QAction* action(int view) const;
    const std::vector<ViewChoices::SavedView>& views() const { return m_document.project().view.savedViews; }
    QStringList names() const;
    bool isUsable(int view) const;
    void show();
    void askForName();
    void save(const QString& name);
    void rename(int view);
    void showDialog();

    Document& m_document;
    EditController& m_edits;
    StageController& m_stage;
    MainWindow& m_window;
    QPointer<ViewsDialog> m_dialog;
};

} // namespace ui
