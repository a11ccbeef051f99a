#pragma once

#include "ui/dialogs/preferences.h"
#include "ui/document/autosave.h"
#include "ui/document/document.h"
#include "ui/document/recent_files.h"
#include "ui/document/selection.h"
#include "ui/export/export_queue.h"
#include "ui/playback/playback.h"

#include <QObject>
#include <QPointer>
#include <memory>

class QSettings;

namespace ui {

class DocumentController;
class DrawingController;
class EditController;
class HelpDialog;
class MainWindow;
class SessionBridge;
class SpaceController;
class SnapshotController;
class StageController;
class TrainingController;
class VerificationRun;
class ViewsController;
class VerifyDialog;

/// Everything behind the window: joins document, engine, playback and stage, and keeps what a person prefers.
/// Thread: GUI.
class Studio : public QObject {
    Q_OBJECT

public:
    struct Places {
        QString recoveryFolder; ///< for copies of unsaved work
        QString program;        ///< draws animations as a child process
    };

    /// All references must outlive the studio.
    Studio(Document& document, SessionBridge& session, MainWindow& window, QSettings& settings, const Places& places);
    ~Studio() override;

    DocumentController& documents() const { return *m_documents; }
    StageController& stage() const { return *m_stage; }
    TrainingController& training() const { return *m_training; }
    Playback& playback() { return m_playback; }
    Selection& selection() { return m_selection; }

    /// Shows the window: a project or the files of one dataset where they are given, otherwise the gallery.
    void start(const QStringList& files);

private:
    void connectActions();
    void apply(const Preferences& preferences);
    void showTrainingActions();
    void showTraining();
    void showStatus();
    void offerRecovery();
    void showHelp(const QString& page);
    void showExport();
    void showVerification();
    bool mayClose();
    QString hint() const;

    Document& m_document;
    SessionBridge& m_session;
    MainWindow& m_window;
    QSettings& m_settings;
    QString m_recoveryFolder;
    bool m_closesAnyway = false;
    Preferences m_preferences;
    Selection m_selection;
    Playback m_playback;
    RecentFiles m_recent;
    Autosave m_autosave;
    ExportQueue m_exports;
    std::unique_ptr<TrainingController> m_training; // these go first: they use all of the above
    std::unique_ptr<StageController> m_stage;
    std::unique_ptr<EditController> m_edits;
    std::unique_ptr<DrawingController> m_drawing;
    std::unique_ptr<SpaceController> m_space;
    std::unique_ptr<SnapshotController> m_snapshots;
    std::unique_ptr<ViewsController> m_views;
    std::unique_ptr<DocumentController> m_documents;
    QPointer<HelpDialog> m_help;
    std::unique_ptr<VerificationRun> m_verification; ///< since it was first asked for
    QPointer<VerifyDialog> m_verifyDialog;
};

} // namespace ui
