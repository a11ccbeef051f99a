#include "ui/studio/snapshot_controller.h"

#include "ui/document/edits.h"
#include "ui/document/selection.h"
#include "ui/panels/message_bar.h"
#include "ui/panels/snapshot_row.h"
#include "ui/panels/snapshots_panel.h"
#include "ui/panels/timeline_panel.h"
#include "ui/studio/edit_controller.h"
#include "ui/window/actions.h"
#include "ui/window/main_window.h"
#include "ui/window/stage_area.h"

#include <QAction>
#include <QColorDialog>
#include <QMenu>
#include <QPainter>
#include <algorithm>

namespace ui {

namespace {

struct NamedColor {
    const char* name;
    unsigned rgb;
};
/// Told apart by people who see fewer colours than others, too (Okabe and Ito, 2008).
constexpr NamedColor kColors[] = {
    {QT_TRANSLATE_NOOP("ui::SnapshotController", "Orange"), 0xE69F00},
    {QT_TRANSLATE_NOOP("ui::SnapshotController", "Sky blue"), 0x56B4E9},
    {QT_TRANSLATE_NOOP("ui::SnapshotController", "Green"), 0x009E73},
    {QT_TRANSLATE_NOOP("ui::SnapshotController", "Yellow"), 0xF0E442},
    {QT_TRANSLATE_NOOP("ui::SnapshotController", "Blue"), 0x0072B2},
    {QT_TRANSLATE_NOOP("ui::SnapshotController", "Vermilion"), 0xD55E00},
    {QT_TRANSLATE_NOOP("ui::SnapshotController", "Purple"), 0xCC79A7},
};

QIcon swatch(const QColor& color) {
    QPixmap pixmap(32, 32);
    pixmap.setDevicePixelRatio(2);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawRoundedRect(QRectF(1, 1, 14, 14), 4, 4);
    return QIcon(pixmap);
}

constexpr const char* kNeedSnapshot[] = {"duplicateSnapshot", "deleteSnapshot", "holdOut",      "renameSnapshot",
                                         "snapshotMass",      "snapshotColor",  "hideSnapshot", "moveEarlier",
                                         "moveLater"};

} // namespace

SnapshotController::SnapshotController(Document& document, Selection& selection, EditController& edits,
                                       MainWindow& window)
    : m_document(document), m_selection(selection), m_edits(edits), m_window(window) {
    connectPanels();
    connectActions();
    connect(&edits, &EditController::currentShown, this, &SnapshotController::showState);
    showState();
}

int SnapshotController::current() const { return m_selection.currentSnapshot(); }

void SnapshotController::choose(int snapshot) {
    m_selection.setCurrentSnapshot(snapshot);
    m_edits.showCurrent();
}

void SnapshotController::connectPanels() {
    SnapshotsPanel& panel = m_window.snapshots();
    connect(&panel, &SnapshotsPanel::chosen, this, &SnapshotController::choose);
    connect(&panel, &SnapshotsPanel::timeEdited, this,
            [this](int snapshot, double time) { retime(snapshot, time, true); });
    connect(&panel, &SnapshotsPanel::renamed, this, [this](int snapshot, const QString& name) {
        m_edits.attempt(tr("Rename snapshot"),
                        [&](Project& p) { edits::renameSnapshot(p, snapshot, name.toStdString()); });
    });
    connect(&panel, &SnapshotsPanel::massEdited, this, &SnapshotController::setMass);
    connect(&panel, &SnapshotsPanel::hiddenToggled, this, &SnapshotController::toggleHidden);
    connect(&panel, &SnapshotsPanel::moved, this, &SnapshotController::move);
    connect(&panel, &SnapshotsPanel::menuWanted, this, [this](int snapshot, const QPoint& position) {
        choose(snapshot);
        showMenu(position);
    });
    connect(&panel, &SnapshotsPanel::addWanted, this, &SnapshotController::add);

    TimelineTrack* track = m_window.timeline().track();
    connect(track, &TimelineTrack::chosen, this, &SnapshotController::choose);
    connect(track, &TimelineTrack::retimed, this, &SnapshotController::retime);
    connect(track, &TimelineTrack::menuWanted, this, [this](int snapshot, const QPoint& position) {
        choose(snapshot);
        showMenu(position);
    });
}

void SnapshotController::connectActions() {
    const Actions& actions = m_window.actions();
    connect(actions["addSnapshot"], &QAction::triggered, this, &SnapshotController::add);
    connect(actions["duplicateSnapshot"], &QAction::triggered, this, [this] {
        int copy = -1;
        m_edits.attempt(tr("Duplicate snapshot"), [&](Project& p) { copy = edits::duplicateSnapshot(p, current()); });
        if (copy >= 0)
            choose(copy);
    });
    connect(actions["deleteSnapshot"], &QAction::triggered, this,
            [this] { m_edits.attempt(tr("Delete snapshot"), [&](Project& p) { edits::deleteSnapshot(p, current()); }); });
    connect(actions["holdOut"], &QAction::triggered, this, [this](bool heldOut) {
        m_edits.attempt(heldOut ? tr("Hold out snapshot") : tr("Train on snapshot"),
                        [&](Project& p) { edits::setHeldOut(p, current(), heldOut); });
    });
    connect(actions["hideSnapshot"], &QAction::triggered, this, [this] { toggleHidden(current()); });
    const auto editRow = [this](void (SnapshotRow::*edit)()) {
        return [this, edit] {
            if (!m_window.actions()["showSnapshots"]->isChecked())
                m_window.actions()["showSnapshots"]->trigger(); // the field is in the list
            if (SnapshotRow* row = m_window.snapshots().row(current()))
                (row->*edit)();
        };
    };
    connect(actions["renameSnapshot"], &QAction::triggered, this, editRow(&SnapshotRow::edit));
    connect(actions["snapshotMass"], &QAction::triggered, this, editRow(&SnapshotRow::editMass));
    connect(actions["snapshotColor"], &QAction::triggered, this, &SnapshotController::showColors);
    connect(actions["moveEarlier"], &QAction::triggered, this, [this] { move(current(), current() - 1); });
    connect(actions["moveLater"], &QAction::triggered, this, [this] { move(current(), current() + 1); });
}

void SnapshotController::showState() {
    const Actions& actions = m_window.actions();
    const bool studio = m_window.mode() != MainWindow::Mode::Gallery;
    const bool any = studio && m_edits.showsCurrent() && current() >= 0;
    for (const char* id : kNeedSnapshot)
        actions[id]->setEnabled(any);
    actions["addSnapshot"]->setEnabled(studio);
    actions["moveEarlier"]->setEnabled(any && current() > 0);
    actions["moveLater"]->setEnabled(any && current() + 1 < int(snapshots().size()));
    if (any) {
        actions["holdOut"]->setChecked(snapshots()[std::size_t(current())].heldOut);
        actions["hideSnapshot"]->setChecked(snapshots()[std::size_t(current())].hidden);
    }
}

void SnapshotController::add() {
    int added = -1;
    m_edits.attempt(tr("Add snapshot"), [&](Project& p) {
        double time = 0;
        if (snapshots().size() == 1)
            time = snapshots().front().time + 1;
        else if (const auto at = std::size_t(std::max(0, current())); at + 1 < snapshots().size())
            time = (snapshots()[at].time + snapshots()[at + 1].time) / 2;
        else if (!snapshots().empty())
            time = 2 * snapshots().back().time - snapshots()[snapshots().size() - 2].time;
        added = edits::addSnapshot(p, time);
    });
    if (added >= 0)
        choose(added);
}

void SnapshotController::move(int from, int to) {
    m_edits.attempt(tr("Move to place %1").arg(to + 1), [&](Project& p) { edits::moveSnapshot(p, from, to); });
    choose(to);
}

void SnapshotController::retime(int snapshot, double time, bool finished) {
    if (!m_gesture && !finished) {
        m_gesture.emplace(m_document, tr("Move snapshot in time"));
        m_dragged = snapshot;
    }
    const int which = m_gesture ? m_dragged : snapshot;
    m_edits.attempt(tr("Move snapshot in time"),
                    [&](Project& p) { m_dragged = edits::retimeSnapshot(p, which, time); });
    if (finished) {
        m_gesture.reset();
        m_dragged = -1;
        m_edits.showSelection(); // the track stood still while a key was dragged; a refused time is taken back
    }
}

void SnapshotController::setMass(int snapshot, std::optional<double> mass) {
    m_edits.attempt(mass ? tr("Mass of snapshot") : tr("Usual mass of snapshot"),
                    [&](Project& p) { edits::setMass(p, snapshot, mass); });
    const engine::TrainingSettings& settings = m_document.project().run().settings;
    const bool counts = engine::isWeighted(settings.method) && settings.mass != engine::MassMode::Normalized;
    if (snapshots()[std::size_t(snapshot)].mass && !counts)
        m_window.stage().messages()->post(
            {Severity::Information,
             tr("Masses are kept, but not used yet: choose a method with growth (uAM) and its Mass by counts or weights."),
             {},
             {},
             QStringLiteral("mass")});
}

void SnapshotController::setColor(std::optional<unsigned> color) {
    m_edits.attempt(tr("Colour of snapshot"), [&](Project& p) { edits::setColor(p, current(), color); });
}

void SnapshotController::toggleHidden(int snapshot) {
    const bool hidden = snapshots()[std::size_t(snapshot)].hidden;
    m_edits.attempt(hidden ? tr("Show snapshot") : tr("Hide snapshot"),
                    [&](Project& p) { edits::setHidden(p, snapshot, !hidden); });
}

void SnapshotController::fillColors(QMenu& menu) {
    const auto chosen = snapshots()[std::size_t(current())].color;
    const auto add = [&](const QString& name, std::optional<unsigned> color) {
        QAction* action = menu.addAction(
            swatch(snapshotKeyColor(color, current(), int(snapshots().size()))), name, this,
            [this, color] { setColor(color); });
        action->setCheckable(true);
        action->setChecked(chosen == color);
        return action;
    };
    add(tr("By its place in time"), {})->setObjectName(QStringLiteral("colorByTime"));
    menu.addSeparator();
    for (const NamedColor& color : kColors)
        add(tr(color.name), color.rgb)->setObjectName(QLatin1String(color.name));
    menu.addSeparator();
    menu.addAction(tr("Another…"), this, &SnapshotController::askForColor);
}

void SnapshotController::askForColor() {
    const int snapshot = current();
    auto* dialog = new QColorDialog(
        snapshotKeyColor(snapshots()[std::size_t(snapshot)].color, snapshot, int(snapshots().size())), &m_window);
    dialog->setObjectName(QStringLiteral("colorDialog"));
    dialog->setWindowTitle(tr("Colour of snapshot %1").arg(snapshot + 1));
    dialog->setOption(QColorDialog::DontUseNativeDialog);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QColorDialog::colorSelected, this,
            [this](const QColor& color) { setColor(color.rgb() & 0xFFFFFFU); });
    dialog->open();
}

void SnapshotController::showMenu(const QPoint& globalPosition) {
    QMenu menu(&m_window);
    menu.setObjectName(QStringLiteral("snapshotMenu"));
    const Actions& actions = m_window.actions();
    menu.addAction(actions["renameSnapshot"]);
    menu.addAction(actions["snapshotMass"]);
    fillColors(*menu.addMenu(Actions::plainText(actions["snapshotColor"])));
    menu.addSeparator();
    for (const char* id : {"hideSnapshot", "holdOut"})
        menu.addAction(actions[id]);
    menu.addSeparator();
    for (const char* id : {"duplicateSnapshot", "addSnapshot", "moveEarlier", "moveLater", "selectAll"})
        menu.addAction(actions[id]);
    menu.addSeparator();
    menu.addAction(actions["deleteSnapshot"]);
    menu.exec(globalPosition);
}

void SnapshotController::showColors() {
    QMenu menu(&m_window);
    menu.setObjectName(QStringLiteral("colorMenu"));
    fillColors(menu);
    const SnapshotRow* row = m_window.snapshots().row(current());
    menu.exec(row && row->isVisible() ? row->mapToGlobal(QPoint(row->width() / 2, row->height() / 2))
                                      : m_window.mapToGlobal(m_window.rect().center()));
}

} // namespace ui
