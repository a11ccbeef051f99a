#pragma once

#include "ui/document/background.h"
#include "ui/document/document.h"
#include "ui/panels/result_row.h"

#include <QElapsedTimer>
#include <QObject>
#include <QPointer>
#include <map>

namespace ui {

class MainWindow;
class ResultsDialog;
class TrainingController;

/// The table of results: measures in the background what each pane's particles are from the snapshots, keeps the table
/// up to date while it is open, and writes it.
/// Thread: GUI.
class ResultsController : public QObject {
    Q_OBJECT

public:
    ResultsController(Document& document, TrainingController& training, MainWindow& window, QObject* parent);

    void open();
    /// Null while the table is closed.
    ResultsDialog* dialog() const;
    /// Where distances are still being measured.
    bool isBusy() const { return m_background.isBusy(); }
    void write(const QString& path);

private:
    struct Measured {
        std::shared_ptr<const engine::Trajectories> of; ///< kept, so that its address means it
        std::vector<engine::SnapshotComparison> snapshots;
    };
    void follow();
    void measure(int run, const std::shared_ptr<const engine::Trajectories>& trajectories);
    void fill();
    void askForFile();

    Document& m_document;
    TrainingController& m_training;
    MainWindow& m_window;
    QPointer<ResultsDialog> m_dialog;
    std::map<int, Measured> m_measured; ///< by run
    int m_documents = 0;          ///< answers about a document before are dropped
    QElapsedTimer m_sinceMeasured;
    Background m_background; ///< last: its work ends before what it reports to is gone
};

} // namespace ui
