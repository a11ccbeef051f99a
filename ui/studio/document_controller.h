#pragma once

#include "engine/core/error.h"
#include "ui/document/document.h"

#include <QObject>
#include <QPointer>
#include <QStringList>
#include <functional>
#include <memory>
#include <string>
#include <vector>

class QDialog;

namespace ui {

class ImportController;
class MainWindow;
class RecentFiles;
class StageController;
class TrainingController;
struct Import;

/// Where documents come from and go to: examples, drawings, files; saving, and the question about unsaved work.
/// Thread: GUI; files are read and written in the background.
class DocumentController : public QObject {
    Q_OBJECT

public:
    DocumentController(Document& document, TrainingController& training, StageController& stage, RecentFiles& recent,
                       MainWindow& window);
    ~DocumentController() override;

    void openExample(const QString& name);
    /// An empty document of two or three dimensions, with the brush in the hand.
    void newDrawing(int dimension);
    /// A project, or files with snapshots.
    void openPaths(const QStringList& paths);
    void save();
    void saveAs();
    void showGallery();

    /// Whether there is work a person would miss: edits, or training in a document that has a file.
    bool isWorthKeeping() const;
    /// For closing the window: false while a question is open; the window closes later when the answer allows it.
    bool mayClose();

signals:
    /// Something was opened or made: there is a document on the stage.
    void began();

private:
    void connectActions();
    void begin(Project project, bool trains);
    void beginDrawing(const std::vector<std::string>& axisNames);
    /// A table or files from the clipboard.
    void paste();
    /// Data that were read go where it was settled: into the open document as one edit, or into a new one.
    void takeData(const Import& import);
    /// Lines go below the data of the open document; where there is none, below an empty one to draw in.
    void takeOverlays(const Import& import);
    /// The data of the open document, and the masses where a person has chosen them, as one edit.
    void replaceData(const QString& text, const Import& import);
    void askForFile();
    void askForTable();
    /// Goes on with `next` once unsaved work is safe or given up.
    void afterKeeping(const std::function<void()>& next);
    void saveTo(const QString& path, const std::function<void()>& next = {});
    void askForName(const std::function<void()>& next = {});
    void showTitle();
    void showRecent();
    void showEnabled();
    void complain(const QString& path, const engine::Error& error);
    /// The error as a message about a file, with the button that helps.
    void complain(const QString& path, const engine::Error& error, const QString& actionText,
                  const std::function<void()>& action);
    QString folder() const;

    Document& m_document;
    TrainingController& m_training;
    StageController& m_stage;
    RecentFiles& m_recent;
    MainWindow& m_window;
    std::unique_ptr<ImportController> m_imports;
    QPointer<QDialog> m_question;
    std::function<void()> m_afterSaving;
    bool m_mayClose = false;
    bool m_recovered = false;
    QString m_folder;
};

} // namespace ui
