#include "ui/document/document.h"

#include "ui/document/edit_command.h"
#include "ui/document/project_difference.h"
#include "ui/document/project_file.h"

#include <QFileInfo>
#include <algorithm>
#include <cassert>
#include <utility>

namespace ui {

namespace {

constexpr Document::Changes kEverything =
    Document::Changes(Document::DatasetChange | Document::SettingsChange | Document::ViewChange) |
    Document::ResultsChange | Document::ActiveChange;

bool samePointsAndTimes(const engine::Dataset& a, const engine::Dataset& b) {
    return std::equal(
        a.snapshots.begin(), a.snapshots.end(), b.snapshots.begin(), b.snapshots.end(),
        [](const engine::Snapshot& x, const engine::Snapshot& y) { return x.time == y.time && x.points == y.points; });
}

bool sameSettings(const Project& a, const Project& b) {
    return std::equal(a.runs.begin(), a.runs.end(), b.runs.begin(), b.runs.end(), [](const Run& x, const Run& y) {
        return x.id == y.id && x.name == y.name && x.settings == y.settings && x.stored == y.stored;
    });
}

bool sameView(const Project& a, const Project& b) {
    return a.view == b.view && a.overlays == b.overlays &&
           std::equal(a.runs.begin(), a.runs.end(), b.runs.begin(), b.runs.end(),
                      [](const Run& x, const Run& y) { return x.noise == y.noise; });
}

bool sameResults(const Project& a, const Project& b) {
    return std::equal(a.runs.begin(), a.runs.end(), b.runs.begin(), b.runs.end(),
                      [](const Run& x, const Run& y) { return x.id == y.id && x.checkpoint == y.checkpoint; });
}

} // namespace

Document::Changes changesBetween(const Project& before, const Project& after) {
    Document::Changes changes;
    changes.setFlag(Document::DatasetChange, !(before.dataset == after.dataset));
    changes.setFlag(Document::SettingsChange, !sameSettings(before, after));
    changes.setFlag(Document::ViewChange, !sameView(before, after));
    changes.setFlag(Document::ResultsChange, !sameResults(before, after));
    changes.setFlag(Document::ActiveChange, before.run().id != after.run().id);
    return changes;
}

Document::Gesture::Gesture(Document& document, const QString& text) : m_document(document), m_number(0) {
    if (document.m_gesture)
        return; // inside another: its edits belong to that one
    m_number = ++document.m_gestures;
    document.m_gesture = OpenGesture{text, document.m_project, document.m_state, m_number};
}

Document::Gesture::~Gesture() {
    if (m_document.m_gesture && m_document.m_gesture->number == m_number) {
        m_document.finishGesture(true);
        m_document.announce();
    }
}

void Document::Gesture::cancel() {
    if (m_document.m_gesture && m_document.m_gesture->number == m_number) {
        m_document.finishGesture(false);
        m_document.announce();
    }
}

Document::Document(QObject* parent) : QObject(parent) {
    qRegisterMetaType<ui::Document::Changes>();
    // Steps through the history may come one by one or many at once: they are announced when the stack stands still.
    connect(&m_history, &QUndoStack::indexChanged, this, &Document::announce);
}

Document::~Document() { m_history.disconnect(this); }

void Document::edit(const QString& text, const std::function<void(Project&)>& change) {
    applyChange(text, change, false);
}

void Document::replaceDataset(const QString& text, engine::Dataset dataset) {
    applyChange(
        text, [&](Project& p) { p.dataset = std::move(dataset); }, true);
}

void Document::applyChange(const QString& text, const std::function<void(Project&)>& change, bool keepsExample) {
    Project after = m_project;
    change(after);
    assert(!after.runs.empty());
    engine::Dataset& dataset = after.dataset;
    if (!keepsExample && dataset.exampleName == m_project.dataset.exampleName &&
        !samePointsAndTimes(dataset, m_project.dataset))
        dataset.exampleName.clear();
    keepResults(after, m_project);

    const Changes changes = changesBetween(m_project, after);
    if (!changes)
        return;
    const Project before = std::exchange(m_project, std::move(after));
    m_unannounced |= changes;
    const State stateBefore = std::exchange(m_state, ++m_states);
    if (m_gesture)
        announce();
    else
        push(text, before, stateBefore);
}

void Document::push(const QString& text, const Project& before, State stateBefore) {
    m_history.push(new EditCommand(*this, text, before, m_project, stateBefore, m_state));
}

void Document::finishGesture(bool keep) {
    if (!m_gesture)
        return;
    const OpenGesture gesture = *std::exchange(m_gesture, std::nullopt);
    if (keep && (changesBetween(gesture.before, m_project) & ~Changes(ResultsChange | ActiveChange))) {
        push(gesture.text, gesture.before, gesture.stateBefore);
        return;
    }
    Project before = gesture.before;
    keepResults(before, m_project);
    stepTo(std::move(before), gesture.stateBefore);
}

void Document::stepTo(Project project, State state) {
    m_unannounced |= changesBetween(m_project, project);
    m_project = std::move(project);
    m_state = state;
}

void Document::undo() {
    if (m_gesture) {
        finishGesture(false);
        announce();
    } else {
        m_history.undo();
    }
}

void Document::redo() {
    if (!m_gesture)
        m_history.redo();
}

void Document::setCheckpoint(int runId, std::shared_ptr<const engine::Checkpoint> checkpoint) {
    for (Run& run : m_project.runs) {
        if (run.id != runId || run.checkpoint == checkpoint)
            continue;
        run.checkpoint = std::move(checkpoint);
        m_results = ++m_states;
        m_unannounced |= ResultsChange;
        announce();
        return;
    }
}

void Document::setActiveRun(int runId) {
    if (!m_project.find(runId) || runId == m_project.activeRun)
        return;
    m_project.activeRun = runId;
    m_unannounced |= ActiveChange;
    announce();
}

void Document::setOrthographic(bool orthographic) {
    if (std::exchange(m_project.view.orthographic, orthographic) == orthographic)
        return;
    m_unannounced |= ViewChange;
    announce();
}

QString Document::title() const {
    if (!m_path.isEmpty())
        return QFileInfo(m_path).completeBaseName();
    const std::string& name = m_project.dataset.title;
    return name.empty() ? tr("Untitled") : QString::fromStdString(name);
}

bool Document::isModified() const { return m_state != m_savedState || m_results != m_savedResults; }

void Document::setProject(Project project, const QString& path, bool modified) {
    assert(!project.runs.empty());
    m_gesture.reset();
    ++m_opening; // what is being read would come too late
    m_project = std::move(project);
    m_path = path;
    m_state = m_results = m_replaced = ++m_states;
    m_savedState = modified ? std::nullopt : std::optional(m_state);
    m_savedResults = m_results;
    m_history.clear();
    emit projectReplaced();
    m_unannounced = kEverything;
    announce();
}

void Document::open(const QString& path) {
    read(path, [this, path](Project project) {
        setProject(std::move(project), path);
        emit opened(path);
    });
}

void Document::recover(const QString& copy, const QString& path) {
    read(copy, [this, copy, path](Project project) {
        setProject(std::move(project), path, true);
        emit opened(copy);
    });
}

void Document::read(const QString& file, const std::function<void(Project)>& done) {
    const std::uint64_t number = ++m_opening;
    m_background.run(
        [file](std::stop_token) {
            Project project = readProject(file);
            engine::boundsOf(project.dataset); // goes through the points here, where nobody waits: see factsOf
            return project;
        },
        [this, file, done, number](Outcome<Project> outcome) {
            if (number != m_opening)
                return; // something else was opened since
            if (outcome.error)
                emit failed(file, *outcome.error);
            else
                done(std::move(*outcome.value));
        });
}

void Document::saveAs(const QString& path) {
    const Project project = m_gesture ? m_gesture->before : m_project;
    const State state = m_gesture ? m_gesture->stateBefore : m_state;
    m_background.run(
        [project, path](std::stop_token) {
            writeProject(project, path);
            return true;
        },
        [this, path, state, results = m_results, replaced = m_replaced](Outcome<bool> outcome) {
            if (outcome.error) {
                emit failed(path, *outcome.error);
                return;
            }
            if (replaced == m_replaced) { // otherwise the file belongs to a project that is no longer here
                m_savedState = state;
                m_savedResults = results;
                m_path = path;
                announce();
            }
            emit saved(path);
        });
}

void Document::save() {
    assert(!m_path.isEmpty());
    saveAs(m_path);
}

void Document::announce() {
    if (const Changes changes = std::exchange(m_unannounced, Changes()))
        emit projectChanged(changes);
    if (const bool clean = !isModified(); std::exchange(m_announcedClean, clean) != clean)
        emit cleanChanged(clean);
    if (const QString now = title(); std::exchange(m_announcedTitle, now) != now)
        emit titleChanged(now);
}

} // namespace ui
