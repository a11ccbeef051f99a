#include "ui/studio/training_controller.h"

#include "ui/session/session_bridge.h"

#include <QRandomGenerator>
#include <algorithm>

namespace ui {

namespace {

/// Whether a flow learned on the one says something about the other: then weights are kept. Data that share no points
/// are another population.
bool isContinuation(const engine::Dataset& before, const engine::Dataset& after) {
    if (before.dimension() != after.dimension())
        return false;
    std::vector<const void*> chunks;
    for (const engine::Snapshot& snapshot : before.snapshots)
        for (const auto& chunk : snapshot.points.chunks())
            chunks.push_back(chunk.get());
    std::sort(chunks.begin(), chunks.end());
    return std::any_of(after.snapshots.begin(), after.snapshots.end(), [&](const engine::Snapshot& snapshot) {
        const auto& own = snapshot.points.chunks();
        return std::any_of(own.begin(), own.end(), [&](const auto& chunk) {
            return std::binary_search(chunks.begin(), chunks.end(), chunk.get());
        });
    });
}

} // namespace

TrainingController::TrainingController(Document& document, SessionBridge& session, QObject* parent)
    : QObject(parent), m_document(document), m_session(session) {
    connect(&document, &Document::projectReplaced, this, &TrainingController::beginDocument);
    connect(&document, &Document::projectChanged, this, &TrainingController::follow);
    connect(&session, &SessionBridge::updated, this, &TrainingController::take);
}

bool TrainingController::isTraining() const {
    return m_update && (m_update->state == engine::RunState::Training ||
                        (m_update->state == engine::RunState::Preparing && m_wanted));
}

void TrainingController::lookForObstacle() {
    QString obstacle;
    try {
        m_document.project().dataset.requireTrainable();
    } catch (const engine::Error& error) {
        obstacle = QString::fromStdString(error.fullText());
    }
    if (std::exchange(m_obstacle, obstacle) != obstacle)
        emit wantedChanged();
}

void TrainingController::beginDocument() {
    setWanted(false);
    beginRun();
    const auto& checkpoint = m_document.project().run().checkpoint;
    if (checkpoint)
        m_session.post(engine::Restore{m_run, checkpoint});
    setWanted(std::exchange(m_startsAtOnce, true) && !checkpoint);
}

void TrainingController::beginRun() {
    m_session.post(engine::RemoveRun{m_run});
    ++m_run;
    m_update.reset();
    m_reported.clear();
    postDataset();
    configure();
    emit updated();
}

void TrainingController::postDataset() {
    lookForObstacle();
    m_posted = std::make_shared<const engine::Dataset>(m_document.project().dataset);
    m_session.post(engine::SetDataset{m_posted});
}

void TrainingController::configure() {
    const Project& project = m_document.project();
    engine::ParticleSettings particles;
    particles.count = project.view.particleCount;
    particles.seed = project.run().settings.seed;
    m_session.post(engine::Configure{m_run, project.run().settings, particles});
}

void TrainingController::follow(Document::Changes changes) {
    if (m_run == 0)
        return; // before the first document
    const engine::Dataset& dataset = m_document.project().dataset;
    const bool newData = changes.testFlag(Document::DatasetChange) && m_posted && !(*m_posted == dataset);
    if (newData && !isContinuation(*m_posted, dataset)) {
        beginRun();
    } else {
        if (newData)
            postDataset();
        if (changes & Document::Changes(Document::SettingsChange | Document::ViewChange))
            configure();
    }
    const bool restarts = newData || changes.testFlag(Document::SettingsChange);
    if (restarts && m_wanted && isTrainable())
        m_session.post(engine::Train{m_run});
}

void TrainingController::take(const std::shared_ptr<const engine::SessionUpdate>& update) {
    const auto found = update->runs.find(m_run);
    if (found == update->runs.end() || found->second == m_update)
        return;
    m_update = found->second;
    if (m_update->checkpoint && m_update->step > 0)
        m_document.setCheckpoint(m_document.project().run().id, m_update->checkpoint);

    using engine::RunState;
    if (m_update->problem && m_update->state == RunState::Failed && m_update->problem->fullText() != m_reported) {
        m_reported = m_update->problem->fullText();
        emit failed(*m_update->problem);
    }
    if (m_wanted && (m_update->state == RunState::Finished || m_update->state == RunState::Failed)) {
        m_wanted = false;
        emit wantedChanged();
    }
    emit updated();
}

void TrainingController::toggle() { setWanted(!m_wanted); }

bool TrainingController::isOver() const {
    return m_update && m_update->state == engine::RunState::Finished && m_update->step >= m_update->totalSteps;
}

void TrainingController::lengthen() {
    m_document.edit(tr("Train longer"), [](Project& p) { p.run().settings.steps *= 2; });
}

void TrainingController::setWanted(bool wanted) {
    if (wanted && isOver()) {
        m_wanted = true;
        lengthen();
        emit wantedChanged();
        return;
    }
    if (wanted == m_wanted)
        return;
    m_wanted = wanted;
    m_reported.clear();
    if (!wanted)
        m_session.post(engine::Pause{m_run});
    else if (isTrainable())
        m_session.post(engine::Train{m_run});
    emit wantedChanged();
}

void TrainingController::trainSteps(int count) {
    if (m_wanted) {
        m_wanted = false;
        emit wantedChanged();
    }
    if (isOver())
        lengthen();
    m_session.post(engine::Step{m_run, count});
}

void TrainingController::startOver() {
    m_session.post(engine::Reset{m_run});
    m_document.setCheckpoint(m_document.project().run().id, nullptr);
    m_reported.clear();
    if (m_wanted)
        m_session.post(engine::Train{m_run});
    else
        setWanted(true);
}

void TrainingController::startOverWithNewSeed() {
    m_document.edit(tr("New seed"),
                    [](Project& p) { p.run().settings.seed = QRandomGenerator::global()->bounded(1u, 1'000'000u); });
    startOver();
}

} // namespace ui
