#pragma once

#include "engine/session/session_update.h"
#include "ui/document/document.h"

#include <QObject>
#include <memory>
#include <vector>

namespace ui {

class SessionBridge;

/// Keeps the engine's session in step with the document: data and settings go out as requests, the newest updates and
/// the checkpoints come back. The runs of a document train together: they start and hold as one. Every document trains
/// under numbers of its own, so that nothing of the one before is ever taken for the present one's.
/// Thread: GUI.
class TrainingController : public QObject {
    Q_OBJECT

public:
    TrainingController(Document& document, SessionBridge& session, QObject* parent = nullptr);

    /// The newest news of the document's active run, or of any of its runs; null before the first.
    const std::shared_ptr<const engine::RunUpdate>& run() const;
    const std::shared_ptr<const engine::RunUpdate>& run(int id) const;
    /// Whether a training is under way, or will be as soon as there is something to train on.
    bool isWanted() const { return m_wanted; }
    bool isTraining() const { return trainingCount() > 0; }
    /// How many of the runs are learning now.
    int trainingCount() const;
    /// Why the data cannot be trained on yet; empty when they can.
    const QString& obstacle() const { return m_obstacle; }

    /// What the next document begins with: training at once, or holding.
    void setStartsAtOnce(bool starts) { m_startsAtOnce = starts; }

    /// Particles of pairs are simulated from the last snapshot back, as time runs on the stage.
    void setBackward(bool backward);

public slots:
    void toggle();
    void setWanted(bool wanted);
    /// Exactly so many steps of each run, then hold.
    void trainSteps(int count);
    /// The active run alone; a stored one stays as it is.
    void startOver();
    void startOverWithNewSeed();

signals:
    void updated();
    /// `isWanted` or `obstacle` changed.
    void wantedChanged();
    /// A failure of one run to show; once for each.
    void failed(const engine::Error& error, int runId);

private:
    /// A run of the document as the session knows it.
    struct Trainee {
        int id = 0; ///< of the document's run
        engine::RunId inSession = 0;
        engine::TrainingSettings settings; ///< as posted last
        std::shared_ptr<const engine::RunUpdate> update;
        std::string reported; ///< the failure already told
    };

    void beginDocument();
    /// All runs of the document afresh; `restores`: from where they stand in it.
    void beginRuns(bool restores);
    void begin(const Run& run, bool restores);
    void follow(Document::Changes changes);
    /// Runs that were added or removed, and settings that were changed.
    void followRuns();
    void configure(Trainee& trainee, const Run& run);
    void postDataset();
    void take(const std::shared_ptr<const engine::SessionUpdate>& update);
    void takeFor(Trainee& trainee, const std::shared_ptr<const engine::RunUpdate>& update);
    void train(const Trainee& trainee);
    void lookForObstacle();
    bool isTrainable() const { return m_obstacle.isEmpty(); }
    const Trainee* find(int id) const;
    Trainee& active();
    /// The schedules have run out: going on means longer ones, from the weights there are.
    bool isOver() const;
    void lengthen();

    Document& m_document;
    SessionBridge& m_session;
    std::vector<Trainee> m_trainees;
    engine::RunId m_lastRun = 0; ///< numbers given so far
    std::shared_ptr<const engine::Dataset> m_posted;
    bool m_wanted = false, m_startsAtOnce = true, m_backward = false;
    QString m_obstacle;
};

} // namespace ui
