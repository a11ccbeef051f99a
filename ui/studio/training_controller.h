#pragma once

#include "engine/session/session_update.h"
#include "ui/document/document.h"

#include <QObject>
#include <memory>

namespace ui {

class SessionBridge;

/// Keeps the engine's session in step with the document: data and settings go out as requests, the newest update and
/// the checkpoints come back. Every document trains as a run of its own, so that nothing of the one before is ever
/// taken for the present one's.
/// Thread: GUI.
class TrainingController : public QObject {
    Q_OBJECT

public:
    TrainingController(Document& document, SessionBridge& session, QObject* parent = nullptr);

    /// The newest news of the present document; null before the first.
    const std::shared_ptr<const engine::RunUpdate>& run() const { return m_update; }
    /// Whether a training is under way, or will be as soon as there is something to train on.
    bool isWanted() const { return m_wanted; }
    bool isTraining() const;
    /// Why the data cannot be trained on yet; empty when they can.
    const QString& obstacle() const { return m_obstacle; }

    /// What the next document begins with: training at once, or holding.
    void setStartsAtOnce(bool starts) { m_startsAtOnce = starts; }

public slots:
    void toggle();
    void setWanted(bool wanted);
    /// Exactly so many steps, then hold.
    void trainSteps(int count);
    void startOver();
    void startOverWithNewSeed();

signals:
    void updated();
    /// `isWanted` or `obstacle` changed.
    void wantedChanged();
    /// A failure to show; once for each.
    void failed(const engine::Error& error);

private:
    void beginDocument();
    void beginRun();
    void follow(Document::Changes changes);
    void configure();
    void postDataset();
    void take(const std::shared_ptr<const engine::SessionUpdate>& update);
    void lookForObstacle();
    bool isTrainable() const { return m_obstacle.isEmpty(); }
    /// The schedule has run out: going on means a longer one, from the weights there are.
    bool isOver() const;
    void lengthen();

    Document& m_document;
    SessionBridge& m_session;
    engine::RunId m_run = 0;
    std::shared_ptr<const engine::RunUpdate> m_update;
    std::shared_ptr<const engine::Dataset> m_posted;
    bool m_wanted = false, m_startsAtOnce = true;
    QString m_obstacle;
    std::string m_reported; ///< the failure already told
};

} // namespace ui
