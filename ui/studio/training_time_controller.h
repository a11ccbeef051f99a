#pragma once

#include "engine/session/session_request.h"
#include "ui/document/background.h"
#include "ui/document/document.h"
#include "ui/export/scene_composer.h"

#include <QObject>
#include <map>

namespace ui {

class MainWindow;
class TrainingController;

/// Back in the time of training: the stage shows what the models made of the data at step 100, 1,000, 10,000 while the
/// training goes on. The particles of a step are moved in the background and kept; the other steps follow unasked, so that
/// going on is at once. Of the window, not of the document.
/// Thread: GUI.
class TrainingTimeController : public QObject {
    Q_OBJECT

public:
    TrainingTimeController(Document& document, TrainingController& training, MainWindow& window, QObject* parent);

    /// Steps that can be shown, of all runs together, early to late.
    std::vector<std::int64_t> steps() const;
    /// The step that is shown; empty: the newest model.
    std::optional<std::int64_t> step() const { return m_step; }
    /// Runs that were not at this step show the last one before it.
    void choose(std::optional<std::int64_t> step);
    /// What a run's model made of the data at the step that is shown; null: the newest, or it is not there yet.
    const SceneResults* results(int run) const;
    /// The step that a run is shown at, which may be an earlier one; empty: the newest.
    std::optional<std::int64_t> stepOf(int run) const;
    /// Where particles are still being moved.
    bool isBusy() const { return m_background.isBusy(); }

signals:
    void changed();

private:
    struct Made {
        std::shared_ptr<const engine::ActionModel> model; ///< kept, so that its address means it
        engine::ParticleSettings particles;
        bool hasPlane = false;
        SceneResults results;
    };
    using Key = std::pair<int, std::int64_t>; ///< run and step
    const engine::Milestone* milestone(int run, std::int64_t step) const;
    engine::ParticleSettings particlesOf(const Run& run) const;
    bool isMade(const Run& run, const engine::Milestone& milestone) const;
    void follow();
    void makeNext();
    void make(const Run& run, const engine::Milestone& milestone);
    void show();
    void move(int by);

    Document& m_document;
    TrainingController& m_training;
    MainWindow& m_window;
    std::optional<std::int64_t> m_step;
    std::map<Key, Made> m_made;
    std::vector<std::int64_t> m_shownSteps;
    int m_documents = 0;     ///< answers about a document before are dropped
    Background m_background; ///< last: its work ends before what it reports to is gone
};

} // namespace ui
