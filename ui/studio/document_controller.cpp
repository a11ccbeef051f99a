#include "ui/studio/document_controller.h"

#include "ui/dialogs/import_dialog.h"
#include "ui/dialogs/question.h"
#include "ui/document/example_project.h"
#include "ui/document/project_file.h"
#include "ui/document/recent_files.h"
#include "ui/panels/message_bar.h"
#include "ui/playback/playback.h"
#include "ui/studio/stage_controller.h"
#include "ui/studio/training_controller.h"
#include "ui/style/numbers.h"
#include "ui/style/theme.h"
#include "ui/window/actions.h"
#include "ui/window/gallery.h"
#include "ui/window/main_window.h"
#include "ui/window/stage_area.h"

#include <QAction>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QStandardPaths>
#include <QTimer>
#include <QUndoStack>

namespace ui {

namespace {

constexpr int kPatience = 300; // milliseconds before it is said that a file is being read

bool isProjectFile(const QString& path) { return path.endsWith(QLatin1String(kProjectSuffix), Qt::CaseInsensitive); }

/// All endings the registered readers know.
QString openFilter() {
    QString patterns = QStringLiteral("*.kino");
    for (const engine::DataReader& reader : engine::dataReaders())
        for (const std::string& suffix : reader.suffixes)
            patterns += QStringLiteral(" *.") + QString::fromStdString(suffix);
    return DocumentController::tr("Projects and snapshots (%1);;All files (*)").arg(patterns);
}

} // namespace

DocumentController::DocumentController(Document& document, TrainingController& training, StageController& stage,
                                       RecentFiles& recent, MainWindow& window)
    : m_document(document), m_training(training), m_stage(stage), m_recent(recent), m_window(window) {
    connectActions();
    Gallery& gallery = window.gallery();
    connect(&gallery, &Gallery::exampleChosen, this, &DocumentController::openExample);
    connect(&gallery, &Gallery::drawingWanted, this, &DocumentController::newDrawing);
    connect(&gallery, &Gallery::fileWanted, this, &DocumentController::askForFile);
    connect(&gallery, &Gallery::recentChosen, this, &DocumentController::openPath);
    window.setDropTarget([this](const QStringList& paths) {
        if (paths.size() > 1)
            m_window.stage().messages()->post(
                {Severity::Information, tr("One file at a time: opened %1.").arg(QFileInfo(paths.first()).fileName())});
        openPath(paths.first());
    });

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
    connect(actions["newDrawing"], &QAction::triggered, this, &DocumentController::newDrawing);
    connect(actions["openFile"], &QAction::triggered, this, &DocumentController::askForFile);
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

void DocumentController::openExample(const QString& name) {
    afterKeeping([this, name] { begin(exampleProject(name.toStdString()), true); });
}

void DocumentController::newDrawing() {
    afterKeeping([this] {
        Project project;
        project.dataset.title = tr("My drawing").toStdString();
        for (const double time : {0.0, 1.0}) {
            engine::Snapshot snapshot;
            snapshot.time = time;
            project.dataset.snapshots.push_back(snapshot);
        }
        begin(std::move(project), true);
        m_stage.showEmptyPlane();
    });
}

void DocumentController::openPath(const QString& path) {
    if (!isProjectFile(path)) {
        importData(path);
        return;
    }
    afterKeeping([this, path] {
        m_training.setStartsAtOnce(false);
        m_document.open(path);
    });
}

void DocumentController::importData(const QString& path, bool choosesColumns) {
    const std::uint64_t number = ++m_read;
    const QString name = QFileInfo(path).fileName();
    const QString key = QStringLiteral("reading");
    // Most files are there before a person could read that they are being read.
    QTimer::singleShot(kPatience, this, [this, number, name, key] {
        if (number == m_read && m_reading.isBusy())
            m_window.stage().messages()->post(
                {Severity::Information, tr("Reading %1 …").arg(name), tr("Cancel"), [this] { ++m_read; }, key});
    });
    m_reading.run(
        [path, this, number](std::stop_token stop) {
            engine::ImportOptions options;
            options.control.stop = stop;
            options.control.progress = [this, number](double) {
                if (m_read != number) // another file was asked for, or none any more
                    throw engine::Error(engine::ErrorCode::Cancelled, "Reading was cancelled.");
            };
            return engine::readData(path.toStdString(), options);
        },
        [this, path, number, key, choosesColumns](Outcome<engine::ImportedData> outcome) {
            m_window.stage().messages()->retract(key);
            if (number != m_read)
                return;
            if (outcome.error)
                complain(path, *outcome.error);
            else if (choosesColumns && outcome.value->table)
                showColumns(path, *outcome.value);
            else
                judgeData(path, std::move(*outcome.value));
        });
}

void DocumentController::judgeData(const QString& path, engine::ImportedData data) {
    try {
        data.dataset.requireTrainable();
    } catch (const engine::Error& error) {
        // What is loaded does not give way to data nothing can be learned from, unless a person wants it so.
        if (data.table)
            complain(path, error, tr("Columns…"), [this, path, data = std::move(data)] { showColumns(path, data); });
        else
            complain(path, error, tr("Open all the same"),
                     [this, path, data = std::move(data)] { takeData(path, data); });
        return;
    }
    takeData(path, std::move(data));
}

void DocumentController::takeData(const QString& path, engine::ImportedData data) {
    const QString name = QFileInfo(path).fileName();
    const engine::Dataset& dataset = data.dataset;
    const QString words =
        tr("%1: %2 points at %3. %4")
            .arg(name, countLabel(dataset.pointCount()),
                 dataset.snapshots.size() == 1 ? tr("one time") : tr("%1 times").arg(dataset.snapshots.size()),
                 QString::fromStdString(data.understanding));
    if (m_window.mode() == MainWindow::Mode::Gallery || !isWorthKeeping()) {
        Project project;
        project.dataset = dataset;
        begin(std::move(project), true);
    } else {
        // Into the open document, as an edit: nothing that was there is lost.
        m_document.replaceDataset(tr("Import %1").arg(name), dataset);
        m_training.setWanted(true);
        m_stage.view().fit();
    }
    m_recent.add(path);
    m_window.stage().messages()->retract(QStringLiteral("file"));
    Message message{Severity::Success, words, {}, {}, QStringLiteral("import")};
    if (data.table) {
        message.actionText = tr("Columns…");
        message.action = [this, path, data = std::move(data)] { showColumns(path, data); };
    }
    m_window.stage().messages()->post(message);
}

void DocumentController::showColumns(const QString& path, const engine::ImportedData& data) {
    auto* dialog = new ImportDialog(QFileInfo(path).fileName(), data, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ImportDialog::accepted, this, [this, path, dialog] { takeData(path, dialog->result()); });
    dialog->open();
}

void DocumentController::askForTable() {
    auto* dialog = new QFileDialog(&m_window, tr("Import with columns"), folder(),
                                   tr("Tables (*.csv *.tsv *.txt *.csv.gz *.npz *.npy *.h5ad *.ply);;All files (*)"));
    dialog->setObjectName(QStringLiteral("importFileDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
        m_folder = QFileInfo(path).absolutePath();
        importData(path, true);
    });
    dialog->open();
}

void DocumentController::askForFile() {
    auto* dialog = new QFileDialog(&m_window, tr("Open"), folder(), openFilter());
    dialog->setObjectName(QStringLiteral("openDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
        m_folder = QFileInfo(path).absolutePath();
        openPath(path);
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
        connect(action, &QAction::triggered, this, [this, path] { openPath(path); });
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
