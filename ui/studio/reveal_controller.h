#pragma once

#include "engine/session/snapshot_comparison.h"
#include "ui/document/background.h"
#include "ui/document/document.h"
#include "ui/export/scene_composer.h"

#include <QElapsedTimer>
#include <QObject>
#include <QVariantAnimation>
#include <functional>

class QDockWidget;

namespace ui {

class MainWindow;
class Playback;
class RevealPanel;
class Selection;
class TrainingController;

/// Reveals a held-out snapshot: time goes to its moment, it fades in over the prediction while the others step back, and
/// a panel says how far apart the two are, measured in the background and kept up to date while the model learns. Of the
/// window, not of the document.
/// Thread: GUI.
class RevealController : public QObject {
    Q_OBJECT

public:
    /// What the active pane shows.
    using Shown = std::function<std::shared_ptr<const engine::Trajectories>()>;

    RevealController(Document& document, Selection& selection, TrainingController& training, Playback& playback,
                     MainWindow& window, Shown shown, QObject* parent);

    /// The current snapshot where it is held out, otherwise the first that is.
    void begin();
    void end();
    /// What the stage shows of it; empty when nothing is revealed.
    std::optional<RevealedSnapshot> revealed() const;
    /// Of the snapshot that is revealed; empty before it is measured.
    const std::optional<engine::Revelation>& revelation() const { return m_revelation; }

signals:
    void changed();

private:
    int candidate() const;
    void follow();
    void measure(const std::shared_ptr<const engine::Trajectories>& trajectories);
    void showPanel();
    void showEnabled();

    Document& m_document;
    Selection& m_selection;
    TrainingController& m_training;
    Playback& m_playback;
    MainWindow& m_window;
    Shown m_shown;
    RevealPanel* m_panel;
    QDockWidget* m_dock;
    int m_snapshot = -1; ///< that is revealed
    int m_number = 0;    ///< of the question; answers to older ones are dropped
    QVariantAnimation m_fade;
    std::optional<engine::Revelation> m_revelation;
    std::shared_ptr<const engine::Trajectories> m_of; ///< what was measured last
    QElapsedTimer m_sinceMeasured;
    Background m_background; ///< last: its work ends before what it reports to is gone
};

} // namespace ui
