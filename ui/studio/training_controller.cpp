#include "ui/studio/training_controller.h"

#include "ui/document/engine_words.h"
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

using engine::RunState;

bool hasEnded(const engine::RunUpdate& update) {
    return update.state == RunState::Finished || update.state == RunState::Failed;
}

bool hasRunOut(const engine::RunUpdate& update) {
    return update.state == RunState::Finished && update.step >= update.totalSteps;
}

} // namespace

TrainingController::TrainingController(Document& document, SessionBridge& session, QObject* parent)
    : QObject(parent), m_document(document), m_session(session) {
    connect(&document, &Document::projectReplaced, this, &TrainingController::beginDocument);
    connect(&document, &Document::projectChanged, this, &TrainingController::follow);
    connect(&session, &SessionBridge::updated, this, &TrainingController::take);
}

const TrainingController::Trainee* TrainingController::find(int id) const {
    const auto found =
        std::find_if(m_trainees.begin(), m_trainees.end(), [id](const Trainee& trainee) { return trainee.id == id; });
    return found == m_trainees.end() ? nullptr : &*found;
}

const std::shared_ptr<const engine::RunUpdate>& TrainingController::run(int id) const {
    static const std::shared_ptr<const engine::RunUpdate> none;
    const Trainee* trainee = find(id);
    return trainee ? trainee->update : none;
}

const std::shared_ptr<const engine::RunUpdate>& TrainingController::run() const {
    return run(m_document.project().run().id);
}

TrainingController::Trainee& TrainingController::active() {
    const int id = m_document.project().run().id;
    return *std::find_if(m_trainees.begin(), m_trainees.end(), [id](const Trainee& t) { return t.id == id; });
}

int TrainingController::trainingCount() const {
    return int(std::count_if(m_trainees.begin(), m_trainees.end(), [this](const Trainee& trainee) {
        return trainee.update && (trainee.update->state == RunState::Training ||
                                  (trainee.update->state == RunState::Preparing && m_wanted));
    }));
}

void TrainingController::lookForObstacle() {
    QString obstacle;
    try {
        m_document.project().dataset.requireTrainable();
    } catch (const engine::Error& error) {
        obstacle = translated(error);
    }
    if (std::exchange(m_obstacle, obstacle) != obstacle)
        emit wantedChanged();
}

void TrainingController::beginDocument() {
    setWanted(false);
    beginRuns(true);
    const auto& runs = m_document.project().runs;
    const bool isNew =
        std::none_of(runs.begin(), runs.end(), [](const Run& run) { return run.checkpoint && !run.stored; });
    setWanted(std::exchange(m_startsAtOnce, true) && isNew);
}

void TrainingController::beginRuns(bool restores) {
    for (const Trainee& trainee : m_trainees)
        m_session.post(engine::RemoveRun{trainee.inSession});
    m_trainees.clear();
    postDataset();
    for (const Run& run : m_document.project().runs)
        begin(run, restores);
    emit updated();
}

void TrainingController::begin(const Run& run, bool restores) {
    Trainee& trainee = m_trainees.emplace_back();
    trainee.id = run.id;
    trainee.inSession = ++m_lastRun;
    if (run.stored)
        m_session.post(engine::ShowStored{trainee.inSession, run.checkpoint});
    else if (restores && run.checkpoint)
        m_session.post(engine::Restore{trainee.inSession, run.checkpoint});
    configure(trainee, run);
}

void TrainingController::postDataset() {
    lookForObstacle();
    m_posted = std::make_shared<const engine::Dataset>(m_document.project().dataset);
    m_session.post(engine::SetDataset{m_posted});
}

void TrainingController::configure(Trainee& trainee, const Run& run) {
    trainee.settings = run.settings;
    const engine::ParticleSettings particles{m_document.project().view.particleCount, run.settings.seed, run.noise,
                                             m_backward && run.settings.wantsCompanion(),
                                             m_document.project().view.styles.wantLikelihood()};
    m_session.post(
        engine::Configure{trainee.inSession, trainee.settings, particles, m_document.project().view.wantPlane()});
}

void TrainingController::setBackward(bool backward) {
    if (std::exchange(m_backward, backward) != backward && !m_trainees.empty())
        followRuns();
}

void TrainingController::train(const Trainee& trainee) {
    if (m_wanted && isTrainable())
        m_session.post(engine::Train{trainee.inSession});
}

void TrainingController::follow(Document::Changes changes) {
    if (m_trainees.empty())
        return; // before the first document
    const engine::Dataset& dataset = m_document.project().dataset;
    const bool newData = changes.testFlag(Document::DatasetChange) && m_posted && !(*m_posted == dataset);
    if (newData && !isContinuation(*m_posted, dataset))
        beginRuns(false);
    else if (newData)
        postDataset();
    if (newData)
        for (const Trainee& trainee : m_trainees)
            train(trainee);
    if (changes & Document::Changes(Document::SettingsChange | Document::ViewChange))
        followRuns();
    if (changes.testFlag(Document::ActiveChange))
        emit updated();
}

void TrainingController::followRuns() {
    const Project& project = m_document.project();
    std::erase_if(m_trainees, [&](const Trainee& trainee) {
        if (project.find(trainee.id))
            return false;
        m_session.post(engine::RemoveRun{trainee.inSession});
        return true;
    });
    for (const Run& run : project.runs) {
        const auto known = std::find_if(m_trainees.begin(), m_trainees.end(),
                                        [&](const Trainee& trainee) { return trainee.id == run.id; });
        if (known == m_trainees.end()) {
            begin(run, true);
            train(m_trainees.back());
            continue;
        }
        const bool restarts = known->settings != run.settings;
        configure(*known, run);
        if (restarts)
            train(*known);
    }
}

void TrainingController::take(const std::shared_ptr<const engine::SessionUpdate>& update) {
    bool news = false;
    for (std::size_t i = 0; i < m_trainees.size(); ++i) { // by index: whoever hears of it may change the document
        const auto found = update->runs.find(m_trainees[i].inSession);
        if (found == update->runs.end() || found->second == m_trainees[i].update)
            continue;
        takeFor(m_trainees[i], found->second);
        news = true;
    }
    if (!news)
        return;
    if (m_wanted && std::all_of(m_trainees.begin(), m_trainees.end(),
                                [](const Trainee& trainee) { return trainee.update && hasEnded(*trainee.update); })) {
        m_wanted = false;
        emit wantedChanged();
    }
    emit updated();
}

void TrainingController::takeFor(Trainee& trainee, const std::shared_ptr<const engine::RunUpdate>& update) {
    const int id = trainee.id;
    trainee.update = update;
    const bool fails = update->problem && update->state == RunState::Failed &&
                       std::exchange(trainee.reported, update->problem->fullText()) != update->problem->fullText();
    if (update->checkpoint && update->step > 0)
        m_document.setCheckpoint(id, update->checkpoint);
    if (fails)
        emit failed(*update->problem, id);
}

void TrainingController::toggle() { setWanted(!m_wanted); }

bool TrainingController::isOver() const {
    return !m_trainees.empty() && std::all_of(m_trainees.begin(), m_trainees.end(), [this](const Trainee& trainee) {
        const Run* run = m_document.project().find(trainee.id);
        return trainee.update && hasRunOut(*trainee.update) && run && run->checkpoint;
    });
}

void TrainingController::lengthen() {
    m_document.edit(tr("Train longer"), [](Project& p) {
        for (Run& run : p.runs)
            if (!run.stored)
                run.settings.steps *= 2;
    });
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
    for (Trainee& trainee : m_trainees) {
        trainee.reported.clear();
        if (wanted)
            train(trainee);
        else
            m_session.post(engine::Pause{trainee.inSession});
    }
    emit wantedChanged();
}

void TrainingController::trainSteps(int count) {
    if (m_wanted) {
        m_wanted = false;
        emit wantedChanged();
    }
    if (isOver())
        lengthen();
    for (const Trainee& trainee : m_trainees)
        m_session.post(engine::Step{trainee.inSession, count});
}

void TrainingController::startOver() {
    if (m_trainees.empty() || m_document.project().run().stored)
        return; // before the first document, or nothing that trains
    Trainee& trainee = active();
    m_session.post(engine::Reset{trainee.inSession});
    m_document.setCheckpoint(trainee.id, nullptr);
    trainee.reported.clear();
    if (m_wanted)
        train(trainee);
    else
        setWanted(true);
}

void TrainingController::startOverWithNewSeed() {
    if (m_document.project().run().stored)
        return;
    m_document.edit(tr("New seed"),
                    [](Project& p) { p.run().settings.seed = QRandomGenerator::global()->bounded(1u, 1'000'000u); });
    startOver();
}

} // namespace ui
