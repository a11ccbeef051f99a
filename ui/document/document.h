#pragma once

#include "engine/core/error.h"
#include "ui/document/background.h"
#include "ui/document/project.h"

#include <QObject>
#include <QString>
#include <QUndoStack>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>

namespace ui {

class EditCommand;

/// The one open document: a Project value, its history and its file. Whoever shows something of the project listens to
/// `projectChanged` and reads `project()`; whoever changes something calls `edit`.
///
///     document.edit(tr("Hold out"), [&](Project& p) { edits::setHeldOut(p, 1, true); });
///
/// Files are read and written in the background: the value written is the one of the moment `save` was called, and
/// editing goes on meanwhile.
/// Thread: GUI.
class Document : public QObject {
    Q_OBJECT

public:
    enum Change {
        DatasetChange = 1,  ///< snapshots, points, names of axes
        SettingsChange = 2, ///< the list of runs, their names and settings
        ViewChange = 4,     ///< layers, overlays, particles and their noise, speed of playback
        ResultsChange = 8,  ///< where a training stands
        ActiveChange = 16,  ///< which run is worked on
    };
    Q_DECLARE_FLAGS(Changes, Change)
    Q_FLAG(Changes)

    /// Makes all edits during its lifetime one step of the history: a stroke, the drag of a slider. The project, and
    /// with it the picture and the training, follows every single edit.
    class Gesture {
    public:
        Gesture(Document& document, const QString& text);
        ~Gesture();
        Gesture(const Gesture&) = delete;
        Gesture& operator=(const Gesture&) = delete;
        /// Takes everything back that was edited since the gesture began (Escape while dragging).
        void cancel();

    private:
        Document& m_document;
        std::uint64_t m_number;
    };

    explicit Document(QObject* parent = nullptr);
    ~Document() override;

    const Project& project() const { return m_project; }

    /// Changes the project as one undoable step. A change that throws, or that changes nothing, leaves no trace.
    /// Touching a point or a time ends the data's tie to the generated example it came from (Dataset::exampleName).
    void edit(const QString& text, const std::function<void(Project&)>& change);
    /// The same for a dataset that replaces all points, with the example name it brings along.
    void replaceDataset(const QString& text, engine::Dataset dataset);

    /// Training results belong to the document but to no step of its history: undo leaves them alone.
    void setCheckpoint(int runId, std::shared_ptr<const engine::Checkpoint> checkpoint);
    /// Which run is worked on: neither a step of the history nor a reason to save. Unknown ones are left alone.
    void setActiveRun(int runId);
    /// Kept for the file only: neither a step nor a reason to save.
    void setCamera(const std::optional<ViewChoices::Camera>& camera) { m_project.view.camera = camera; }
    /// Likewise; who shows the project hears of it.
    void setOrthographic(bool orthographic);

    /// For texts, enabled states and a list of the history. To step through it call `undo` and `redo` below.
    QUndoStack& history() { return m_history; }

    /// Path of the project file; empty while there is none.
    const QString& path() const { return m_path; }
    /// Name of the file, else of the data, else "Untitled".
    QString title() const;
    bool isModified() const;
    bool isBusy() const { return m_background.isBusy(); }

    /// Throws the present project away for this one. `path` is empty for what was never saved; then the document counts
    /// as modified when `modified` says so (a recovered one).
    void setProject(Project project, const QString& path = {}, bool modified = false);
    /// Reads a project file in the background; `opened` or `failed` follows, and until then nothing changes.
    void open(const QString& path);
    /// Reads the copy an autosave has left behind, as unsaved changes of the file `path` (empty: of no file yet).
    void recover(const QString& copy, const QString& path);
    /// Writes the project as it is now in the background; `saved` or `failed` follows.
    void saveAs(const QString& path);
    /// `saveAs` to the file it has. Precondition: path() is not empty.
    void save();
    /// Waits for reading and writing to end. For quitting.
    void finishFileWork() { m_background.wait(); }

public slots:
    /// Takes back the last step, or the gesture under way.
    void undo();
    void redo();

signals:
    void projectChanged(ui::Document::Changes changes);
    /// Another project altogether: forget camera, selection and training. `projectChanged` with all flags follows.
    void projectReplaced();
    void cleanChanged(bool clean);
    void titleChanged(const QString& title);
    void opened(const QString& path);
    void saved(const QString& path);
    /// Reading or writing `path` did not work; the document is as it was.
    void failed(const QString& path, const engine::Error& error);

private:
    friend class EditCommand;

    /// One moment of the document's life; equal numbers, equal content as far as edits go.
    using State = std::uint64_t;

    void applyChange(const QString& text, const std::function<void(Project&)>& change, bool keepsExample);
    void push(const QString& text, const Project& before, State stateBefore);
    void stepTo(Project project, State state);
    void read(const QString& file, const std::function<void(Project)>& done);
    void finishGesture(bool keep);
    void announce();

    Project m_project;
    QUndoStack m_history;
    QString m_path;

    struct OpenGesture {
        QString text;
        Project before;
        State stateBefore;
        std::uint64_t number;
    };
    std::optional<OpenGesture> m_gesture;
    std::uint64_t m_gestures = 0;

    State m_states = 0, m_state = 0, m_results = 0;
    std::optional<State> m_savedState = 0;
    State m_savedResults = 0;
    State m_replaced = 0; ///< when setProject was called last

    Changes m_unannounced;
    bool m_announcedClean = true;
    QString m_announcedTitle;
    std::uint64_t m_opening = 0; ///< number of the last file asked for
    Background m_background;
};

/// Which parts two projects differ in.
Document::Changes changesBetween(const Project& before, const Project& after);

} // namespace ui

Q_DECLARE_OPERATORS_FOR_FLAGS(ui::Document::Changes)
