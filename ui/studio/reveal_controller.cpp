#include "ui/studio/reveal_controller.h"

#include "ui/document/selection.h"
#include "ui/panels/message_bar.h"
#include "ui/panels/reveal_panel.h"
#include "ui/playback/playback.h"
#include "ui/studio/training_controller.h"
#include "ui/style/numbers.h"
#include "ui/style/theme.h"
#include "ui/window/actions.h"
#include "ui/window/main_window.h"
#include "ui/window/stage_area.h"

#include <QAction>
#include <QDockWidget>

namespace ui {

namespace {
constexpr int kOftenest = 2500; ///< milliseconds between two rounds while the model learns
constexpr int kFade = 1200;     ///< milliseconds
} // namespace

RevealController::RevealController(Document& document, Selection& selection, TrainingController& training,
                                   Playback& playback, MainWindow& window, Shown shown, QObject* parent)
    : QObject(parent),
      m_document(document),
      m_selection(selection),
      m_training(training),
      m_playback(playback),
      m_window(window),
      m_shown(std::move(shown)),
      m_panel(new RevealPanel),
      m_dock(window.addBesideCharts(m_panel, QStringLiteral("revealDock"), tr("Held out"))) {
    m_fade.setStartValue(0.0);
    m_fade.setEndValue(1.0);
    connect(&m_fade, &QVariantAnimation::valueChanged, this, &RevealController::changed);
    connect(window.actions()["reveal"], &QAction::triggered, this, [this](bool on) { on ? begin() : end(); });
    connect(m_panel, &RevealPanel::closed, this, &RevealController::end);
    connect(&window, &MainWindow::modeChanged, this, &RevealController::showPanel);
    connect(&training, &TrainingController::updated, this, &RevealController::follow);
    connect(&document, &Document::projectReplaced, this, &RevealController::end);
    connect(&document, &Document::projectChanged, this, [this] {
        const auto& snapshots = m_document.project().dataset.snapshots;
        if (m_snapshot >= 0 && (m_snapshot >= int(snapshots.size()) || !snapshots[std::size_t(m_snapshot)].heldOut ||
                                snapshots[std::size_t(m_snapshot)].points.isEmpty()))
            end();
        showEnabled();
    });
    connect(&selection, &Selection::currentSnapshotChanged, this, &RevealController::showEnabled);
    showEnabled();
}

int RevealController::candidate() const {
    const auto& snapshots = m_document.project().dataset.snapshots;
    const auto isHeldOut = [&](int i) {
        return i >= 0 && i < int(snapshots.size()) && snapshots[std::size_t(i)].heldOut &&
               !snapshots[std::size_t(i)].points.isEmpty();
    };
    if (isHeldOut(m_selection.currentSnapshot()))
        return m_selection.currentSnapshot();
    for (int i = 0; i < int(snapshots.size()); ++i)
        if (isHeldOut(i))
            return i;
    return -1;
}

void RevealController::showEnabled() {
    QAction* action = m_window.actions()["reveal"];
    const auto& run = m_training.run();
    action->setEnabled(m_snapshot >= 0 || (candidate() >= 0 && run && run->trajectories &&
                                           m_window.mode() != MainWindow::Mode::Gallery && m_training.obstacle().isEmpty()));
    action->setChecked(m_snapshot >= 0);
}

void RevealController::begin() {
    m_snapshot = candidate();
    if (m_snapshot < 0)
        return;
    ++m_number;
    m_revelation.reset();
    m_of.reset();
    m_playback.setPlaying(false);
    m_playback.setTime(m_document.project().dataset.snapshots[std::size_t(m_snapshot)].time);
    m_fade.setDuration(theme().reducedMotion() ? 0 : kFade);
    m_fade.start();
    showPanel();
    follow();
    showEnabled();
    emit changed();
}

void RevealController::end() {
    if (m_snapshot < 0)
        return showEnabled();
    m_snapshot = -1;
    ++m_number;
    m_fade.stop();
    m_revelation.reset();
    m_of.reset();
    showPanel();
    showEnabled();
    emit changed();
}

std::optional<RevealedSnapshot> RevealController::revealed() const {
    if (m_snapshot < 0)
        return {};
    const bool isFading = m_fade.state() == QAbstractAnimation::Running;
    return RevealedSnapshot{std::size_t(m_snapshot), isFading ? m_fade.currentValue().toDouble() : 1};
}

void RevealController::follow() {
    showEnabled();
    const bool isTooSoon =
        m_training.isTraining() && m_sinceMeasured.isValid() && m_sinceMeasured.elapsed() < kOftenest && m_revelation;
    if (m_snapshot < 0 || m_background.isBusy() || isTooSoon || !m_training.obstacle().isEmpty())
        return;
    const auto trajectories = m_shown();
    if (trajectories && trajectories != m_of && trajectories->levels() > 0 &&
        trajectories->dimension() == m_document.project().dataset.dimension())
        measure(trajectories);
}

void RevealController::measure(const std::shared_ptr<const engine::Trajectories>& trajectories) {
    m_of = trajectories;
    m_sinceMeasured.start();
    m_background.run(
        [dataset = m_document.project().dataset, snapshot = std::size_t(m_snapshot),
         trajectories](std::stop_token stop) {
            return engine::reveal(dataset, snapshot, *trajectories, engine::kComparisonSeed, stop);
        },
        [this, number = m_number](Outcome<std::optional<engine::Revelation>> outcome) {
            if (number == m_number) {
                if (outcome.error)
                    m_window.stage().messages()->post(messageOf(*outcome.error));
                if (outcome.value && *outcome.value)
                    m_revelation = std::move(*outcome.value);
                showPanel();
            }
            follow(); // the model may have moved on meanwhile
        });
}

void RevealController::showPanel() {
    m_dock->setVisible(m_snapshot >= 0 && m_window.mode() == MainWindow::Mode::Studio);
    if (m_snapshot < 0)
        return;
    const engine::Snapshot& snapshot = m_document.project().dataset.snapshots[std::size_t(m_snapshot)];
    m_panel->show(tr("Held out, t %1").arg(timeLabel(snapshot.time)), m_revelation ? &*m_revelation : nullptr);
}

} // namespace ui
