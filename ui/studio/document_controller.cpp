#include "ui/studio/document_controller.h"

#include "ui/dialogs/question.h"
#include "ui/document/edits.h"
#include "ui/document/example_project.h"
#include "ui/document/project_file.h"
#include "ui/document/recent_files.h"
#include "ui/export/layer_composer.h"
#include "ui/panels/message_bar.h"
#include "ui/playback/playback.h"
#include "ui/studio/import_controller.h"
#include "ui/studio/stage_controller.h"
#include "ui/studio/training_controller.h"
#include "ui/style/theme.h"
#include "ui/window/actions.h"
#include "ui/window/gallery.h"
#include "ui/window/main_window.h"
#include "ui/window/stage_area.h"

#include <QAction>
#include <QClipboard>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QMenu>
#include <QMimeData>
#include <QStandardPaths>
#include <QUndoStack>
#include <QUrl>
#include <algorithm>

namespace ui {

namespace {

bool isProjectFile(const QString& path) { return path.endsWith(QLatin1String(kProjectSuffix), Qt::CaseInsensitive); }

/// All endings the registered readers know: "*.csv *.tsv …".
QString dataPatterns() {
    QStringList patterns;
    for (const engine::DataReader& reader : engine::dataReaders())
        for (const std::string& suffix : reader.suffixes)
            patterns += QStringLiteral("*.") + QString::fromStdString(suffix);
    return patterns.join(' ') + QStringLiteral(" *.csv.gz");
}

QString openFilter() {
    return DocumentController::tr("Projects and snapshots (%1);;All files (*)").arg("*.kino " + dataPatterns());
}

void addOverlays(Project& project, const Import& import) {
    for (const auto& overlay : import.overlays())
        edits::addOverlay(project, overlay);
}

} // namespace

DocumentController::DocumentController(Document& document, TrainingController& training, StageController& stage,
                                       RecentFiles& recent, MainWindow& window)
    : m_document(document), m_training(training), m_stage(stage), m_recent(recent), m_window(window) {
    m_imports = std::make_unique<ImportController>(document, window, [this] { return isWorthKeeping(); });
    connect(m_imports.get(), &ImportController::taken, this, &DocumentController::takeData);
    connectActions();
    Gallery& gallery = window.gallery();
    connect(&gallery, &Gallery::exampleChosen, this, &DocumentController::openExample);
    connect(&gallery, &Gallery::drawingWanted, this, [this] { newDrawing(2); });
    connect(&gallery, &Gallery::spaceDrawingWanted, this, [this] { newDrawing(3); });
    connect(&gallery, &Gallery::fileWanted, this, &DocumentController::askForFile);
    connect(&gallery, &Gallery::recentChosen, this, [this](const QString& path) { openPaths({path}); });
    window.setDropTarget([this](const QStringList& paths) { openPaths(paths); });

    connect(&recent, &RecentFiles::changed, this, &DocumentController::showRecent);
    connect(&document, &Document::opened, this, [this](const QString& path) {
        if (isProjectFile(path) && path == m_document.path())
            m_recent.add(path);
        m_window.setMode(MainWindow::Mode::Studio);
        emit began();
    });
    connect(&document, &Document::saved, this, [this](const QString& path) {
        m_recovered = false;
        m_recent.add(path);
        m_window.stage().messages()->retract(QStringLiteral("file"));
        m_window.stage().messages()->post(
            {Severity::Success, tr("Saved %1.").arg(QFileInfo(path).fileName()), {}, {}, QStringLiteral("saved")});
        if (const auto next = std::exchange(m_afterSaving, {}))
            next();
    });
    connect(&document, &Document::failed, this, [this](const QString& path, const engine::Error& error) {
        m_afterSaving = {};
        complain(path, error);
    });
    connect(&document, &Document::titleChanged, this, &DocumentController::showTitle);
    connect(&document, &Document::cleanChanged, this, &DocumentController::showTitle);
    connect(&document, &Document::projectChanged, this, &DocumentController::showTitle);
    connect(&document.history(), &QUndoStack::indexChanged, this, &DocumentController::showTitle);
    connect(&theme(), &Theme::changed, this, &DocumentController::showTitle);
    connect(&window, &MainWindow::modeChanged, this, &DocumentController::showEnabled);
    showRecent();
    showTitle();
    showEnabled();
}

DocumentController::~DocumentController() { m_window.setDropTarget({}); }

void DocumentController::connectActions() {
    const Actions& actions = m_window.actions();
    connect(actions["newDrawing"], &QAction::triggered, this, [this] { newDrawing(2); });
    connect(actions["newSpaceDrawing"], &QAction::triggered, this, [this] { newDrawing(3); });
    connect(actions["openFile"], &QAction::triggered, this, &DocumentController::askForFile);
    connect(actions["paste"], &QAction::triggered, this, &DocumentController::paste);
    connect(actions["importColumns"], &QAction::triggered, this, &DocumentController::askForTable);
    connect(actions["showGallery"], &QAction::triggered, this, &DocumentController::showGallery);
    connect(actions["save"], &QAction::triggered, this, &DocumentController::save);
    connect(actions["saveAs"], &QAction::triggered, this, &DocumentController::saveAs);
}

void DocumentController::begin(Project project, bool trains) {
    m_recovered = false;
    m_window.stage().messages()->clear();
    m_training.setStartsAtOnce(trains);
    m_document.setProject(std::move(project));
    m_window.setMode(MainWindow::Mode::Studio);
    emit began();
}

void DocumentController::beginDrawing(const std::vector<std::string>& axisNames) {
    begin(drawingProject(tr("My drawing").toStdString(), axisNames), true);
}

void DocumentController::openExample(const QString& name) {
    afterKeeping([this, name] { begin(exampleProject(name.toStdString()), true); });
}

void DocumentController::newDrawing(int dimension) {
    afterKeeping([this, dimension] {
        beginDrawing(dimension > 2 ? std::vector<std::string>{"x", "y", "z"} : std::vector<std::string>());
        m_stage.beginDrawing();
    });
}

void DocumentController::openPaths(const QStringList& paths) {
    const auto project = std::find_if(paths.begin(), paths.end(), isProjectFile);
    if (project == paths.end()) {
        m_imports->read(paths);
        return;
    }
    const QString path = *project;
    if (paths.size() > 1) {
        const engine::Error error(engine::ErrorCode::UnusableInput,
                                  QFileInfo(path).fileName().toStdString() + " is a project.",
                                  "Open it alone, and the files with points without it.");
        complain(path, error, tr("Open it alone"), [this, path] { openPaths({path}); });
        return;
    }
    afterKeeping([this, path] {
        m_training.setStartsAtOnce(false);
        m_document.open(path);
    });
}

void DocumentController::paste() {
    const QMimeData* clipboard = QGuiApplication::clipboard()->mimeData();
    QStringList paths; // files that were copied in a file manager
    for (const QUrl& url : clipboard->urls())
        if (url.isLocalFile())
            paths += url.toLocalFile();
    if (paths.isEmpty())
        m_imports->paste(clipboard->text());
    else
        openPaths(paths);
}

void DocumentController::replaceData(const QString& text, const Import& import) {
    const Document::Gesture oneStep(m_document, text);
    m_document.replaceDataset(text, import.data.dataset);
    if (import.masses)
        m_document.edit(text, [&](Project& project) { project.trainingRun().settings.mass = *import.masses; });
    m_document.edit(text, [&](Project& project) { addOverlays(project, import); });
}

void DocumentController::takeOverlays(const Import& import) {
    const bool isNew = m_window.mode() == MainWindow::Mode::Gallery;
    if (isNew)
        beginDrawing({"longitude", "latitude"});
    m_document.edit(tr("Add %1").arg(import.name()), [&](Project& project) { addOverlays(project, import); });
    if (m_document.project().dataset.pointCount() == 0)
        m_stage.view().fit();
    for (const QString& path : import.paths)
        m_recent.add(path);
    m_window.stage().messages()->retract(QStringLiteral("file"));
    const bool shows = mapToPicture(m_document.project()).has_value();
    Message message{shows ? Severity::Success : Severity::Information,
                    shows ? tr("%1: lines, drawn below the data.").arg(import.name())
                          : tr("%1: lines to draw below data with a longitude and a latitude. The picture has no such "
                               "axes now.")
                                .arg(import.name()),
                    tr("Columns…"), [this, import] { m_imports->showChoices(import, false); },
                    QStringLiteral("import")};
    m_window.stage().messages()->post(message);
}

void DocumentController::takeData(const Import& import) {
    if (import.data.isOverlay) {
        takeOverlays(import);
        return;
    }
    const QString name = import.name();
    if (import.isAdded()) {
        replaceData(tr("Add %1").arg(name), import);
        m_training.setWanted(true);
        m_stage.view().fit();
    } else if (m_window.mode() == MainWindow::Mode::Gallery || !isWorthKeeping()) {
        Project project;
        project.dataset = import.data.dataset;
        if (import.masses)
            project.run().settings.mass = *import.masses;
        addOverlays(project, import);
        begin(std::move(project), true);
    } else {
        // Into the open document, as an edit: nothing that was there is lost.
        replaceData(tr("Import %1").arg(name), import);
        m_training.setWanted(true);
        m_stage.view().fit();
    }
    for (const QString& path : import.paths)
        m_recent.add(path);
    m_window.stage().messages()->retract(QStringLiteral("file"));
    Message message{Severity::Success, import.words(), {}, {}, QStringLiteral("import")};
    // Words have the order of the file, files without a time in their names that of the desktop: that is asked for
    // most.
    const auto& axis = import.data.mapping.times;
    const bool showsTimes =
        !import.data.table ||
        (axis && (axis->kind == engine::TimeKind::Categories || axis->kind == engine::TimeKind::Chosen));
    message.actionText = showsTimes ? tr("Times…") : tr("Columns…");
    message.action = [this, import, page = showsTimes ? QStringLiteral("timesPage") : QString()] {
        m_imports->showChoices(import, true, page);
    };
    m_window.stage().messages()->post(message);
}

void DocumentController::askForTable() {
    auto* dialog = new QFileDialog(&m_window, tr("Import with columns"), folder(),
                                   tr("Snapshots (%1);;All files (*)").arg(dataPatterns()));
    dialog->setObjectName(QStringLiteral("importFileDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    connect(dialog, &QFileDialog::filesSelected, this, [this](const QStringList& paths) {
        m_folder = QFileInfo(paths.first()).absolutePath();
        m_imports->read(paths, true);
    });
    dialog->open();
}

void DocumentController::askForFile() {
    auto* dialog = new QFileDialog(&m_window, tr("Open"), folder(), openFilter());
    dialog->setObjectName(QStringLiteral("openDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    connect(dialog, &QFileDialog::filesSelected, this, [this](const QStringList& paths) {
        m_folder = QFileInfo(paths.first()).absolutePath();
        openPaths(paths);
    });
    dialog->open();
}

void DocumentController::askForName(const std::function<void()>& next) {
    auto* dialog = new QFileDialog(&m_window, tr("Save as"), folder(), tr("Kinetoscope projects (*.kino)"));
    dialog->setObjectName(QStringLiteral("saveDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QLatin1String(kProjectSuffix + 1));
    dialog->selectFile(QFileInfo(m_document.title()).completeBaseName() + QLatin1String(kProjectSuffix));
    connect(dialog, &QFileDialog::fileSelected, this, [this, next](const QString& path) {
        m_folder = QFileInfo(path).absolutePath();
        saveTo(path, next);
    });
    dialog->open();
}

QString DocumentController::folder() const {
    if (!m_folder.isEmpty())
        return m_folder;
    if (!m_document.path().isEmpty())
        return QFileInfo(m_document.path()).absolutePath();
    return QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
}

void DocumentController::save() {
    if (m_document.path().isEmpty())
        askForName();
    else
        saveTo(m_document.path());
}

void DocumentController::saveAs() { askForName(); }

void DocumentController::saveTo(const QString& path, const std::function<void()>& next) {
    m_afterSaving = next;
    m_document.saveAs(path);
}

bool DocumentController::isWorthKeeping() const {
    // Watching an example learn is not work that is lost: one click brings it back.
    return m_document.isModified() && (m_recovered || !m_document.path().isEmpty() || m_document.history().count() > 0);
}

void DocumentController::afterKeeping(const std::function<void()>& next) {
    if (!isWorthKeeping()) {
        next();
        return;
    }
    if (m_question) {
        m_question->raise();
        return;
    }
    auto* question =
        new Question(tr("Keep the changes to “%1”?").arg(m_document.title()),
                     tr("What is not saved is lost: edits, and what was learned since the last time."), &m_window);
    m_question = question;
    question->addButton(QStringLiteral("cancelButton"), tr("Cancel"), Question::Role::Cancel, {});
    question->addButton(QStringLiteral("discardButton"), tr("Don’t save"), Question::Role::Other, next);
    question->addButton(QStringLiteral("saveButton"), tr("Save"), Question::Role::Primary, [this, next] {
        if (m_document.path().isEmpty())
            askForName(next);
        else
            saveTo(m_document.path(), next);
    });
    question->open();
}

bool DocumentController::mayClose() {
    if (m_mayClose || !isWorthKeeping())
        return true;
    afterKeeping([this] {
        m_mayClose = true;
        m_window.close();
    });
    return false;
}

void DocumentController::showGallery() { m_window.setMode(MainWindow::Mode::Gallery); }

void DocumentController::showTitle() { m_window.showTitle(m_document.title(), isWorthKeeping()); }

void DocumentController::showRecent() {
    m_window.gallery().setRecentFiles(m_recent.paths());
    QMenu* menu = m_window.actions().recentMenu();
    menu->clear();
    menu->setEnabled(!m_recent.paths().isEmpty());
    for (const QString& path : m_recent.paths()) {
        QAction* action = menu->addAction(QFileInfo(path).fileName());
        action->setToolTip(path);
        action->setStatusTip(path);
        connect(action, &QAction::triggered, this, [this, path] { openPaths({path}); });
    }
    menu->addSeparator();
    connect(menu->addAction(tr("Forget them")), &QAction::triggered, &m_recent, &RecentFiles::clear);
}

void DocumentController::showEnabled() {
    const bool studio = m_window.mode() != MainWindow::Mode::Gallery;
    for (const char* id : {"save", "saveAs", "exportAnimation", "showGallery"})
        m_window.actions()[id]->setEnabled(studio);
}

void DocumentController::complain(const QString& path, const engine::Error& error) {
    if (error.code() == engine::ErrorCode::CannotWrite)
        complain(path, error, tr("Save as…"), [this] { askForName(); });
    else
        complain(path, error, tr("Open another…"), [this] { askForFile(); });
}

void DocumentController::complain(const QString& path, const engine::Error& error, const QString& actionText,
                                  const std::function<void()>& action) {
    Message message = messageOf(error);
    message.key = QStringLiteral("file");
    message.actionText = actionText;
    message.action = action;
    if (!message.text.contains(QFileInfo(path).fileName()))
        message.text.prepend(QFileInfo(path).fileName() + QStringLiteral(": "));
    m_window.stage().messages()->post(message);
}

} // namespace ui
