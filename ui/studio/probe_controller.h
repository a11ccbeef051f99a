#pragma once

#include "ui/document/background.h"
#include "ui/document/document.h"
#include "ui/panels/probe_panel.h"
#include "ui/scene/scene_state.h"

#include <QElapsedTimer>
#include <QObject>
#include <vector>

class QDockWidget;

namespace ui {

class MainWindow;
class TrainingController;

/// Places a person asked the active run's model about: finds the values in the background, keeps them up to date while
/// the model learns, shows them in a table beside the charts and hands the paths to the stage. Of the window, not of
/// the document.
/// Thread: GUI.
class ProbeController : public QObject {
    Q_OBJECT

public:
    ProbeController(Document& document, TrainingController& training, MainWindow& window, QObject* parent);

    /// `place`: of the picture. Units: data units.
    void ask(const Eigen::Vector3d& place, double time);
    const std::vector<ProbeRow>& rows() const { return m_rows; }
    /// As the stage draws them.
    std::vector<ProbeView> views() const;
    void remove(int number);
    void clear();
    /// Where the paths and values are still being found.
    bool isBusy() const { return m_background.isBusy(); }
    void write(const QString& path);

signals:
    void changed();

private:
    void find(const ProbeRow& row);
    void followModel();
    void showPanel();
    void askForFile();
    std::vector<std::string> axisNames() const;

    Document& m_document;
    TrainingController& m_training;
    MainWindow& m_window;
    ProbePanel* m_panel;
    QDockWidget* m_dock;
    std::vector<ProbeRow> m_rows;
    int m_lastNumber = 0;
    std::shared_ptr<const engine::ActionModel> m_model; ///< that the newest values are of
    QElapsedTimer m_sinceFound;
    Background m_background; ///< last: its work ends before what it reports to is gone
};

} // namespace ui
