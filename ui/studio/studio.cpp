#include "ui/studio/studio.h"

#include "engine/data/synthetic.h"
#include "ui/dialogs/about_dialog.h"
#include "ui/dialogs/export_dialog.h"
#include "ui/dialogs/help_dialog.h"
#include "ui/dialogs/preferences_dialog.h"
#include "ui/dialogs/question.h"
#include "ui/dialogs/shortcut_editor.h"
#include "ui/dialogs/shortcuts_dialog.h"
#include "ui/dialogs/verify_dialog.h"
#include "ui/document/run_words.h"
#include "ui/document/space_dimension.h"
#include "ui/panels/charts_panel.h"
#include "ui/panels/inspector_panel.h"
#include "ui/panels/message_bar.h"
#include "ui/panels/status_strip.h"
#include "ui/session/session_bridge.h"
#include "ui/session/verification_run.h"
#include "ui/studio/document_controller.h"
#include "ui/studio/drawing_controller.h"
#include "ui/studio/edit_controller.h"
#include "ui/studio/snapshot_controller.h"
#include "ui/studio/space_controller.h"
#include "ui/studio/stage_controller.h"
#include "ui/studio/training_controller.h"
#include "ui/studio/views_controller.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"
#include "ui/window/actions.h"
#include "ui/window/gallery.h"
#include "ui/window/main_window.h"
#include "ui/window/shortcut_store.h"
#include "ui/window/stage_area.h"

#include <QAction>
#include <QApplication>
#include <QCursor>
#include <QDesktopServices>
#include <QDir>
#include <QFileInfo>
#include <QLocale>
#include <QSettings>
#include <QStandardPaths>
#include <QUrl>
#include <string_view>
#include <thread>

namespace ui {

namespace {
constexpr int kMoreSteps = 100; // of "Train 100 steps"
}

Studio::Studio(Document& document, SessionBridge& session, MainWindow& window, QSettings& settings,
               const Places& places)
    : m_document(document),
      m_session(session),
      m_window(window),
      m_settings(settings),
      m_recoveryFolder(places.recoveryFolder),
      m_preferences(Preferences::load(settings)),
      m_selection(document),
      m_recent(settings),
      m_autosave(document, places.recoveryFolder),
      m_exports(places.program) {
    m_training = std::make_unique<TrainingController>(document, session);
    m_stage = std::make_unique<StageController>(document, m_selection, *m_training, m_playback, window);
    m_edits = std::make_unique<EditController>(document, m_selection, m_playback, window);
    m_drawing = std::make_unique<DrawingController>(document, m_selection, *m_stage, window);
    m_space = std::make_unique<SpaceController>(document, *m_stage, window);
    m_snapshots = std::make_unique<SnapshotController>(document, m_selection, *m_edits, window);
    m_views = std::make_unique<ViewsController>(document, *m_edits, *m_stage, window);
    m_documents = std::make_unique<DocumentController>(document, *m_training, *m_stage, m_recent, window);
    connectActions();
    loadShortcuts(window.actions(), settings);
    connect(&window.actions(), &Actions::shortcutsChanged, this,
            [this] { storeShortcuts(m_window.actions(), m_settings); });
    apply(m_preferences);

    connect(m_training.get(), &TrainingController::updated, this, &Studio::showTraining);
    connect(m_training.get(), &TrainingController::wantedChanged, this, &Studio::showTrainingActions);
    connect(m_training.get(), &TrainingController::failed, this, [this](const engine::Error& error, int runId) {
        Message message = messageOf(error);
        message.key = QStringLiteral("training%1").arg(runId);
        message.actionText = tr("Start over");
        message.action = [this, runId] {
            m_document.setActiveRun(runId);
            m_training->startOver();
        };
        m_window.stage().messages()->post(message);
    });
    connect(&window.charts(), &ChartsPanel::failed, this,
            [this](const engine::Error& error) { m_window.stage().messages()->post(messageOf(error)); });
    connect(&document, &Document::projectChanged, this, [this](Document::Changes changes) {
        if (changes.testFlag(Document::ActiveChange))
            showTrainingActions();
        showStatus();
    });
    connect(m_stage.get(), &StageController::frameBegins, this, [this] {
        m_session.spareProcessor(true);
        // Not before the paint event has ended: it still brings the picture to the screen.
        QMetaObject::invokeMethod(this, [this] { m_session.spareProcessor(false); }, Qt::QueuedConnection);
    });
    connect(m_stage.get(), &StageController::thinnedChanged, this, &Studio::showStatus);
    connect(&m_stage->tools(), &ToolBox::chosen, this, [this](ToolKind kind) {
        if (changesPoints(kind))
            m_edits->showCurrent();
        showStatus();
    });
    connect(&window, &MainWindow::modeChanged, this, [this] {
        showTrainingActions();
        showTraining();
        showStatus();
    });
    connect(&m_autosave, &Autosave::failed, this, [this](const engine::Error& error) {
        Message message = messageOf(error);
        message.severity = Severity::Warning;
        m_window.stage().messages()->post(message);
    });
    connect(&m_exports, &ExportQueue::changed, this, &Studio::showStatus);
    connect(&m_exports, &ExportQueue::finished, this, [this](const QString& output) {
        m_window.stage().messages()->post(
            {Severity::Success, tr("Wrote %1.").arg(QFileInfo(output).fileName()), tr("Show folder"),
             [output] { QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(output).absolutePath())); }});
    });
    connect(&m_exports, &ExportQueue::failed, this, [this](const QString& output, const QString& problem) {
        m_window.stage().messages()->post({Severity::Error,
                                           tr("%1 was not written: %2").arg(QFileInfo(output).fileName(), problem),
                                           tr("Export again…"), [this] { showExport(); }});
    });
    window.setCloseGuard([this] { return mayClose(); });
    connect(&window, &MainWindow::closed, this, [this] { m_window.store(m_settings); });
    showTrainingActions();
    showTraining();
}

Studio::~Studio() {
    delete m_help;
    delete m_verifyDialog;
    m_window.setCloseGuard({});
    m_window.disconnect(this);
}

void Studio::connectActions() {
    const Actions& actions = m_window.actions();
    connect(actions["toggleTraining"], &QAction::triggered, m_training.get(), &TrainingController::toggle);
    connect(actions["trainMore"], &QAction::triggered, this, [this] { m_training->trainSteps(kMoreSteps); });
    connect(actions["resetTraining"], &QAction::triggered, m_training.get(), &TrainingController::startOver);
    connect(actions["newSeed"], &QAction::triggered, m_training.get(), &TrainingController::startOverWithNewSeed);

    const auto chooseTheme = [this](Theme::Choice choice) {
        Preferences preferences = m_preferences;
        preferences.theme = choice;
        apply(preferences);
    };
    connect(actions["themeSystem"], &QAction::triggered, this,
            [chooseTheme] { chooseTheme(Theme::Choice::FollowSystem); });
    connect(actions["themeDark"], &QAction::triggered, this, [chooseTheme] { chooseTheme(Theme::Choice::Dark); });
    connect(actions["themeLight"], &QAction::triggered, this, [chooseTheme] { chooseTheme(Theme::Choice::Light); });
    connect(actions["themeContrast"], &QAction::triggered, this,
            [chooseTheme] { chooseTheme(Theme::Choice::Contrast); });
    connect(actions["toggleTheme"], &QAction::triggered, this,
            [chooseTheme] { chooseTheme(theme().isDark() ? Theme::Choice::Light : Theme::Choice::Dark); });

    connect(actions["preferences"], &QAction::triggered, this, [this] {
        auto* dialog = new PreferencesDialog(m_preferences, &m_window);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(dialog, &PreferencesDialog::changed, this, &Studio::apply);
        dialog->open();
    });
    connect(actions["about"], &QAction::triggered, this, [this] {
        auto* dialog = new AboutDialog(m_stage->view().graphicsDescription(), &m_window);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
    connect(actions["shortcuts"], &QAction::triggered, this, [this, &actions] {
        auto* dialog = new ShortcutsDialog(actions, &m_window);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
    connect(actions["editShortcuts"], &QAction::triggered, this, [this] {
        auto* dialog = new ShortcutEditor(m_window.actions(), &m_window);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
    connect(actions["help"], &QAction::triggered, this,
            [this] { showHelp(HelpDialog::pageFor(QApplication::widgetAt(QCursor::pos()))); });
    connect(actions["verifyInstallation"], &QAction::triggered, this, &Studio::showVerification);
    connect(actions["exportAnimation"], &QAction::triggered, this, &Studio::showExport);
    const std::pair<const char*, const char*> pages[] = {{"learnMethod", "method"},
                                                         {"learnCharts", "charts"},
                                                         {"learnColours", "colours"},
                                                         {"learnLayers", "layers"},
                                                         {"learnFiles", "files"}};
    for (const auto& [action, page] : pages)
        connect(actions[action], &QAction::triggered, this, [this, page = page] { showHelp(QLatin1String(page)); });
}

void Studio::apply(const Preferences& preferences) {
    m_preferences = preferences;
    m_preferences.store(m_settings);
    theme().setReducedMotion(preferences.reducedMotion);
    theme().choose(preferences.theme);
    m_autosave.setInterval(preferences.autosaveMinutes);
    m_stage->setReducedMotion(preferences.reducedMotion);
    m_window.setAnimated(!preferences.reducedMotion);
    const char* chosen = preferences.theme == Theme::Choice::Dark    ? "themeDark"
                         : preferences.theme == Theme::Choice::Light ? "themeLight"
                         : preferences.theme == Theme::Choice::Contrast ? "themeContrast"
                                                                     : "themeSystem";
    m_window.actions()[chosen]->setChecked(true);
}

void Studio::showTrainingActions() {
    const Actions& actions = m_window.actions();
    const QString& obstacle = m_training->obstacle();
    const bool studio = m_window.mode() != MainWindow::Mode::Gallery;
    const bool wanted = m_training->isWanted() && obstacle.isEmpty();
    QAction* toggle = actions["toggleTraining"];
    toggle->setChecked(wanted);
    toggle->setText(wanted ? tr("Pause &training") : tr("&Train"));
    Actions::setToolText(toggle, wanted ? tr("Pause training") : tr("Train"));
    toggle->setIcon(icon(wanted ? QStringLiteral("pause") : QStringLiteral("bolt")));
    for (const char* id : {"toggleTraining", "trainMore", "resetTraining", "newSeed"}) {
        const bool restarts = id == std::string_view("resetTraining") || id == std::string_view("newSeed");
        actions[id]->setEnabled(studio && obstacle.isEmpty() && !(restarts && m_document.project().run().stored));
        if (obstacle.isEmpty())
            Actions::refreshToolTip(actions[id]);
        else
            actions[id]->setToolTip(obstacle);
    }
}

void Studio::showTraining() {
    if (m_window.mode() == MainWindow::Mode::Gallery)
        return;
    const auto& run = m_training->run();
    const Project& project = m_document.project();
    m_window.status().showTraining(run.get(), project.runs.size() > 1 ? QString::fromStdString(runTitle(project.run()))
                                                                      : QString());
    m_window.inspector().showProgress(run.get());
    m_window.charts().show(run, project.dataset);
}

void Studio::showStatus() {
    if (m_window.mode() == MainWindow::Mode::Gallery) {
        m_window.status().showWords(tr("%1 examples. A click, or arrow keys and Enter, opens one and starts training.")
                                        .arg(engine::syntheticExamples().size()),
                                    tr("Kinetoscope %1").arg(QCoreApplication::applicationVersion()));
        return;
    }
    const Project& project = m_document.project();
    const int threads =
        m_preferences.threads > 0 ? m_preferences.threads : int(std::max(1U, std::thread::hardware_concurrency()));
    m_window.status().showData(project.dataset, project.run().settings.seed, threads, m_stage->thinned(), hint());
}

QString Studio::hint() const {
    for (const ExportQueue::Job& job : m_exports.jobs())
        if (job.state == ExportQueue::State::Writing)
            return tr("writing %1 %2 %")
                .arg(QFileInfo(job.order.output).fileName())
                .arg(100 * job.frame / std::max(1, job.frames));
    if (m_verification && m_verification->isRunning())
        return tr("verifying %1 %").arg(int(100 * m_verification->part()));
    const bool isSpace = spaceDimension(m_document.project()) > 2;
    if (isSpace && m_stage->tools().kind() != ToolKind::Navigate)
        return tr("right drag turns, middle drag pans, wheel zooms");
    if (m_stage->tools().kind() == ToolKind::Select)
        return tr("Shift adds, Ctrl takes away, arrows nudge");
    if (m_stage->tools().kind() == ToolKind::Polygon)
        return tr("Enter fills, Backspace takes a corner back");
    if (m_stage->tools().kind() == ToolKind::Stamp)
        return tr("drag to size and turn, Shift in steps");
    if (m_stage->view().state().dimension > 2 && m_stage->tools().kind() == ToolKind::Navigate)
        return tr("left drag turns, right drag pans, wheel zooms");
    return {};
}

void Studio::showHelp(const QString& page) {
    if (!m_help) {
        m_help = new HelpDialog(&m_window);
        m_help->setAttribute(Qt::WA_DeleteOnClose);
    }
    m_help->showPage(page);
    m_help->open();
}

void Studio::showExport() {
    ExportDialog::Subject subject;
    subject.project = m_document.project();
    subject.results = m_stage->results();
    subject.name = m_document.title();
    subject.time = m_playback.clock().time();
    subject.dark = theme().isDark();
    const QString saved = m_document.path().isEmpty() ? QString() : QFileInfo(m_document.path()).absolutePath();
    QString folder = m_settings.value(QStringLiteral("export/folder"), saved).toString();
    if (folder.isEmpty() || !QFileInfo(folder).isWritable())
        folder = QStandardPaths::writableLocation(QStandardPaths::MoviesLocation);
    QDir().mkpath(folder);
    auto* dialog = new ExportDialog(subject, m_exports, folder, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::finished, this, [this, dialog] {
        m_settings.setValue(QStringLiteral("export/folder"), QFileInfo(dialog->order().output).absolutePath());
    });
    dialog->open();
}

void Studio::showVerification() {
    if (!m_verification) {
        m_verification = std::make_unique<VerificationRun>(m_preferences.threads);
        connect(m_verification.get(), &VerificationRun::changed, this, &Studio::showStatus);
    }
    if (!m_verifyDialog) {
        const QString folder = m_document.path().isEmpty()
                                   ? QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation)
                                   : QFileInfo(m_document.path()).absolutePath();
        m_verifyDialog = new VerifyDialog(*m_verification, folder, &m_window);
        m_verifyDialog->setAttribute(Qt::WA_DeleteOnClose);
    }
    m_verifyDialog->open();
}

bool Studio::mayClose() {
    if (!m_documents->mayClose())
        return false;
    if (m_closesAnyway || !m_exports.isBusy())
        return true;
    auto* question =
        new Question(tr("Stop writing the animation?"),
                     tr("A file is not finished yet. What is written only in part is removed."), &m_window);
    question->addButton(QStringLiteral("cancelButton"), tr("Keep writing"), Question::Role::Cancel, {});
    question->addButton(QStringLiteral("stopButton"), tr("Stop and close"), Question::Role::Primary, [this] {
        m_closesAnyway = true;
        m_window.close();
    });
    question->open();
    return false;
}

void Studio::offerRecovery() {
    for (const Recovery& recovery : Autosave::abandoned(m_recoveryFolder)) {
        const QString when = QLocale(QLocale::English).toString(recovery.time, QStringLiteral("d MMMM, HH:mm"));
        Message message{
            Severity::Warning,
            tr("The program ended unexpectedly. A copy of “%1” from %2 is there.").arg(recovery.title, when),
            tr("Restore"),
            [this, recovery] {
                m_training->setStartsAtOnce(false);
                m_autosave.restore(recovery);
            },
            QStringLiteral("recovery") + recovery.file};
        m_window.stage().messages()->post(message);
    }
}

void Studio::start(const QStringList& files) {
    m_window.setMode(MainWindow::Mode::Gallery);
    m_window.restore(m_settings);
    m_window.show();
    offerRecovery();
    if (!files.isEmpty())
        m_documents->openPaths(files);
    else
        m_stage->warmUp();
}

} // namespace ui
