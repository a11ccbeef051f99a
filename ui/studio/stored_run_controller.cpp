#include "ui/studio/stored_run_controller.h"

#include "engine/action/action_model.h"
#include "ui/document/edits.h"
#include "ui/document/project_file.h"
#include "ui/document/run_words.h"
#include "ui/panels/message_bar.h"
#include "ui/style/numbers.h"
#include "ui/window/actions.h"
#include "ui/window/main_window.h"
#include "ui/window/stage_area.h"

#include <QAction>
#include <QFileDialog>
#include <QFileInfo>
#include <algorithm>

namespace ui {

namespace {
const QString kMessage = QStringLiteral("storedRun");
}

StoredRunController::StoredRunController(Document& document, MainWindow& window, QObject* parent)
    : QObject(parent), m_document(document), m_window(window) {
    connect(window.actions()["addStoredRun"], &QAction::triggered, this, &StoredRunController::askForFile);
    connect(window.actions()["keepRun"], &QAction::triggered, this, &StoredRunController::keep);
    connect(&document, &Document::projectChanged, this, &StoredRunController::showEnabled);
    connect(&document, &Document::projectReplaced, this, [this] { ++m_documents; });
    connect(&window, &MainWindow::modeChanged, this, &StoredRunController::showEnabled);
    showEnabled();
}

void StoredRunController::showEnabled() {
    const Project& project = m_document.project();
    const bool room = m_window.mode() != MainWindow::Mode::Gallery && project.runs.size() < Project::kMostRuns;
    m_window.actions()["addStoredRun"]->setEnabled(room);
    m_window.actions()["keepRun"]->setEnabled(room && project.run().checkpoint && !project.run().stored);
}

void StoredRunController::askForFile() {
    auto* dialog = new QFileDialog(&m_window, tr("Add a stored run"), QFileInfo(m_document.path()).absolutePath(),
                                   tr("Kinetoscope projects (*.kino)"));
    dialog->setObjectName(QStringLiteral("storedRunDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &StoredRunController::add);
    dialog->open();
}

void StoredRunController::add(const QString& path) {
    m_background.run([path](std::stop_token) { return readProject(path); },
                     [this, path, document = m_documents](Outcome<Project> outcome) {
                         if (document != m_documents)
                             return;
                         if (outcome.error)
                             complain(path, *outcome.error);
                         else
                             take(path, *outcome.value);
                     });
}

void StoredRunController::take(const QString& path, const Project& other) {
    const QString name = QFileInfo(path).completeBaseName();
    try {
        m_document.edit(tr("Add the stored run %1").arg(name),
                        [&](Project& p) { edits::addStoredRun(p, other, name.toStdString()); });
    } catch (const engine::Error& error) {
        return complain(path, error);
    }
    const Run& added = m_document.project().runs.back();
    const auto trained = std::count_if(other.runs.begin(), other.runs.end(), [](const Run& r) { return bool(r.checkpoint); });
    const auto model = added.checkpoint->model();
    const engine::Dataset& data = m_document.project().dataset;
    Message message{Severity::Success, tr("%1: shown beside, as it was trained.").arg(QString::fromStdString(added.name)),
                    {}, {}, kMessage};
    if (!data.isEmpty() && (model->firstTime() > data.firstTime() || model->lastTime() < data.lastTime())) {
        message.severity = Severity::Information;
        message.text = tr("%1 was trained on times %2 to %3 only, and the data here are at %4 to %5.")
                           .arg(QString::fromStdString(added.name), shortText(model->firstTime(), 4),
                                shortText(model->lastTime(), 4), shortText(data.firstTime(), 4),
                                shortText(data.lastTime(), 4));
    }
    if (trained > 1)
        message.text += QLatin1Char(' ') + tr("Its project has %1 trained runs; this is the one it was saved with in front.")
                                               .arg(int(trained));
    m_window.stage().messages()->post(message);
}

void StoredRunController::keep() {
    try {
        m_document.edit(tr("Keep this run"), [](Project& p) { edits::keepRun(p, p.run().id); });
    } catch (const engine::Error& error) {
        m_window.stage().messages()->post(messageOf(error));
    }
}

void StoredRunController::complain(const QString& path, const engine::Error& error) {
    Message message = messageOf(error);
    message.key = kMessage;
    message.actionText = tr("Choose another…");
    message.action = [this] { askForFile(); };
    if (!message.text.contains(QFileInfo(path).completeBaseName()))
        message.text.prepend(QFileInfo(path).fileName() + QStringLiteral(": "));
    m_window.stage().messages()->post(message);
}

} // namespace ui
