#pragma once

#include "ui/document/background.h"
#include "ui/document/document.h"

#include <QObject>

namespace ui {

class MainWindow;

/// Brings stored runs into panes: the trained one of another project, or the present state of the active one. What a
/// stored run needs is in the document, which depends on no other file.
/// Thread: GUI; files are read in the background.
class StoredRunController : public QObject {
    Q_OBJECT

public:
    StoredRunController(Document& document, MainWindow& window, QObject* parent);

    /// Reads a project file and shows its trained run in a pane of its own.
    void add(const QString& path);
    /// The active run as it is now, in a pane of its own.
    void keep();
    /// Where a file is still being read.
    bool isBusy() const { return m_background.isBusy(); }

private:
    void askForFile();
    void take(const QString& path, const Project& other);
    void complain(const QString& path, const engine::Error& error);
    void showEnabled();

    Document& m_document;
    MainWindow& m_window;
    int m_documents = 0;     ///< answers for a document before are dropped
    Background m_background; ///< last: its work ends before what it reports to is gone
};

} // namespace ui
