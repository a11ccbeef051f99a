#include "ui/studio/results_controller.h"

#include "engine/io/atomic_file.h"
#include "ui/dialogs/results_dialog.h"
#include "ui/document/engine_words.h"
#include "ui/studio/training_controller.h"
#include "ui/window/actions.h"
#include "ui/window/main_window.h"

#include <QAction>
#include <QDir>
#include <QFileDialog>

namespace ui {

namespace {
constexpr int kOftenest = 1500; ///< milliseconds between two rounds while the models learn
}

ResultsController::ResultsController(Document& document, TrainingController& training, MainWindow& window,
                                     QObject* parent)
    : QObject(parent), m_document(document), m_training(training), m_window(window) {
    connect(window.actions()["showResults"], &QAction::triggered, this, &ResultsController::open);
    connect(&training, &TrainingController::updated, this, &ResultsController::follow);
    connect(&document, &Document::projectChanged, this, [this](Document::Changes changes) {
        if (changes.testFlag(Document::DatasetChange))
            m_measured.clear();
        follow();
    });
    connect(&document, &Document::projectReplaced, this, [this] {
        ++m_documents;
        m_measured.clear();
        if (m_dialog)
            m_dialog->close();
    });
}

ResultsDialog* ResultsController::dialog() const { return m_dialog; }

void ResultsController::open() {
    if (!m_dialog) {
        m_dialog = new ResultsDialog(&m_window);
        m_dialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(m_dialog, &ResultsDialog::saveAsked, this, &ResultsController::askForFile);
    }
    m_sinceMeasured.invalidate();
    follow();
    m_dialog->open();
}

void ResultsController::follow() {
    if (!m_dialog)
        return;
    fill();
    const bool isTooSoon =
        m_training.isTraining() && m_sinceMeasured.isValid() && m_sinceMeasured.elapsed() < kOftenest;
    if (m_background.isBusy() || isTooSoon)
        return;
    m_sinceMeasured.start();
    for (const Run& run : m_document.project().runs) {
        const auto& update = m_training.run(run.id);
        if (update && update->trajectories && update->trajectories->levels() > 0 &&
            update->trajectories->dimension() == m_document.project().dataset.dimension() &&
            m_measured[run.id].of != update->trajectories)
            measure(run.id, update->trajectories);
    }
}

void ResultsController::measure(int run, const std::shared_ptr<const engine::Trajectories>& trajectories) {
    m_background.run(
        [dataset = m_document.project().dataset, trajectories](std::stop_token stop) {
            return engine::compareSnapshots(dataset, *trajectories, engine::kComparisonSeed, stop);
        },
        [this, run, trajectories, document = m_documents](Outcome<std::vector<engine::SnapshotComparison>> outcome) {
            if (document != m_documents)
                return;
            if (outcome.error && m_dialog)
                m_dialog->say(translated(*outcome.error));
            if (outcome.value)
                m_measured[run] = {trajectories, std::move(*outcome.value)};
            follow();
        });
}

void ResultsController::fill() {
    const Project& project = m_document.project();
    std::vector<ResultRow> rows;
    for (const Run& run : project.runs) {
        rows.push_back(resultRow(run, m_training.run(run.id).get()));
        if (const auto found = m_measured.find(run.id); found != m_measured.end())
            rows.back().snapshots = found->second.snapshots;
    }
    m_dialog->show(rows, QString::fromStdString(project.dataset.timeUnit));
}

void ResultsController::askForFile() {
    auto* dialog = new QFileDialog(m_dialog, tr("Save table of results"), QString(), tr("CSV tables (*.csv)"));
    dialog->setObjectName(QStringLiteral("saveResults"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("csv"));
    connect(dialog, &QFileDialog::fileSelected, this, &ResultsController::write);
    dialog->open();
}

void ResultsController::write(const QString& path) {
    m_background.run(
        [path = path.toStdString(), text = resultsText(m_dialog->rows(), ',')](std::stop_token) {
            engine::writeWholeFile(path, text);
            return true;
        },
        [this, path](const Outcome<bool>& outcome) {
            if (m_dialog)
                m_dialog->say(outcome.error ? translated(*outcome.error)
                                            : tr("Saved %1").arg(QDir::toNativeSeparators(path)));
        });
}

} // namespace ui
