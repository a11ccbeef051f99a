#pragma once

#include "engine/session/group_shares.h"
#include "ui/document/background.h"
#include "ui/document/document.h"
#include "ui/scene/scene_state.h"

#include <QObject>
#include <optional>

class QDockWidget;

namespace ui {

class MainWindow;
class PopulationPanel;
class Selection;
class TrainingController;

/// Selected points of one snapshot, pushed forward and back by the active run's model: the stage shows their ways, a
/// panel how they divide among the groups of the data at every snapshot. Of the window, not of the document.
/// Thread: GUI.
class PopulationController : public QObject {
    Q_OBJECT

public:
    PopulationController(Document& document, Selection& selection, TrainingController& training, MainWindow& window,
                         QObject* parent);

    /// The selected points of the current snapshot.
    void follow();
    void clear();
    /// The ways as the picture shows them; empty while there are none.
    std::optional<ProbeView> view() const;
    const std::vector<engine::GroupShares>& shares() const { return m_shares; }

signals:
    void changed();

private:
    struct Result {
        engine::PathsThrough paths;
        std::vector<engine::GroupShares> shares;
    };
    /// Rows of the attributes that have categories.
    std::vector<int> columns() const;
    void find(std::shared_ptr<const engine::PathsThrough> known);
    void showPanel();
    void showEnabled();

    Document& m_document;
    Selection& m_selection;
    TrainingController& m_training;
    MainWindow& m_window;
    PopulationPanel* m_panel;
    QDockWidget* m_dock;
    engine::Points m_points;
    double m_time = 0;
    engine::Index m_count = 0; ///< selected, of which at most so many are pushed as can be seen
    int m_column = 0;          ///< of `columns()`
    int m_number = 0;          ///< of the question; answers to older ones are dropped
    std::shared_ptr<const engine::PathsThrough> m_paths;
    bool m_isShown = false;
    std::vector<engine::GroupShares> m_shares;
    Background m_background; ///< last: its work ends before what it reports to is gone
};

} // namespace ui
