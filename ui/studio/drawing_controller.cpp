#include "ui/studio/drawing_controller.h"

#include "engine/data/formula.h"
#include "ui/document/edits.h"
#include "ui/document/point_edits.h"
#include "ui/document/selection.h"
#include "ui/formats/picture_reader.h"
#include "ui/panels/drawing_panel.h"
#include "ui/panels/formula_section.h"
#include "ui/panels/message_bar.h"
#include "ui/panels/selection_section.h"
#include "ui/panels/stamp_section.h"
#include "ui/panels/symmetry_section.h"
#include "ui/panels/tool_options.h"
#include "ui/scene/number_text.h"
#include "ui/studio/stage_controller.h"
#include "ui/style/numbers.h"
#include "ui/tools/drawing_options.h"
#include "ui/tools/point_map.h"
#include "ui/tools/selecting.h"
#include "ui/tools/stamp_tool.h"
#include "ui/window/actions.h"
#include "ui/window/main_window.h"
#include "ui/window/stage_area.h"

#include <QAction>
#include <QFileDialog>
#include <QFileInfo>
#include <QStandardPaths>
#include <algorithm>
#include <numbers>

namespace ui {

using Eigen::Vector2d;

namespace {

constexpr double kCopyAway = 16; // pixels, to the right and down
constexpr std::uint64_t kFormulaSeed = 0xf0a;

constexpr std::pair<const char*, SymmetrySettings::Kind> kSymmetries[] = {
    {"symmetryNone", SymmetrySettings::Kind::None},
    {"symmetryLeftRight", SymmetrySettings::Kind::LeftRight},
    {"symmetryUpDown", SymmetrySettings::Kind::UpDown},
    {"symmetryBoth", SymmetrySettings::Kind::Both},
    {"symmetryTurn", SymmetrySettings::Kind::Turn}};

} // namespace

DrawingController::DrawingController(Document& document, Selection& selection, StageController& stage,
                                     MainWindow& window)
    : m_document(document),
      m_selection(selection),
      m_stage(stage),
      m_window(window),
      m_options(window.drawingOptions()) {
    connectOptions();
    connectStamps();
    connectSelection();
    connectFormula();
    connect(&stage, &StageController::drawn, this, &DrawingController::followView);
    connect(&stage.tools(), &ToolBox::chosen, this, [this](ToolKind kind) {
        m_window.drawing().showTool(kind);
        followView();
    });
    followView();
    showSelection();
}

void DrawingController::connectOptions() {
    const Actions& actions = m_window.actions();
    const auto scaleBrush = [this](double factor) {
        const bool stamps = m_stage.tools().kind() == ToolKind::Stamp;
        m_options.edit([&](DrawingSettings& s) { (stamps ? s.stamp.radius : s.brush.radius) *= factor; });
    };
    connect(actions["smallerBrush"], &QAction::triggered, this, [scaleBrush] { scaleBrush(0.8); });
    connect(actions["largerBrush"], &QAction::triggered, this, [scaleBrush] { scaleBrush(1.25); });
    connect(actions["snapToGrid"], &QAction::triggered, this,
            [this](bool on) { m_options.edit([on](DrawingSettings& s) { s.snaps = on; }); });
    connect(actions["selectByBox"], &QAction::triggered, this, [this](bool on) {
        m_options.edit([on](DrawingSettings& s) { s.selectsByBox = on; });
        m_window.actions()["selectTool"]->trigger();
    });
    for (const auto& [id, kind] : kSymmetries)
        connect(actions[id], &QAction::triggered, this,
                [this, kind = kind] { m_options.edit([kind](DrawingSettings& s) { s.symmetry.kind = kind; }); });
    connect(actions["symmetryAboutView"], &QAction::triggered, this,
            [this](bool on) { m_options.edit([on](DrawingSettings& s) { s.symmetry.aboutView = on; }); });
    const auto show = [this, &actions] {
        const DrawingSettings& s = m_options.settings();
        actions["snapToGrid"]->setChecked(s.snaps);
        actions["selectByBox"]->setChecked(s.selectsByBox);
        actions["symmetryAboutView"]->setChecked(s.symmetry.aboutView);
        for (const auto& [id, kind] : kSymmetries)
            if (s.symmetry.kind == kind)
                actions[id]->setChecked(true);
        followView();
    };
    connect(&m_options, &DrawingOptions::changed, this, show);
    show();
}

void DrawingController::connectStamps() {
    StampSection& stamps = m_window.drawing().stamps();
    connect(&stamps, &StampSection::stampWanted, this, [this](StampKind kind) {
        m_options.edit([kind](DrawingSettings& s) { s.stamp.kind = kind; });
        m_window.actions()["stampTool"]->trigger();
        m_window.drawing().showTool(ToolKind::Stamp); // a pressed button stays pressed where nothing changed
        if (kind == StampKind::Picture && !m_options.settings().stamp.picture)
            askForPicture();
    });
    connect(&stamps, &StampSection::polygonWanted, this, [this] {
        m_window.actions()["polygonTool"]->trigger();
        m_window.drawing().showTool(ToolKind::Polygon);
    });
    connect(&stamps, &StampSection::pictureWanted, this, &DrawingController::askForPicture);
    connect(&stamps, &StampSection::placeWanted, this, [this](double x, double y) {
        m_stage.tools().stamp().placeAt({x, y});
    });
}

void DrawingController::askForPicture() {
    if (m_folder.isEmpty())
        m_folder = QStandardPaths::writableLocation(QStandardPaths::PicturesLocation);
    auto* dialog = new QFileDialog(&m_window, tr("Picture to stamp"), m_folder,
                                   tr("Pictures (*.png *.jpg *.jpeg *.svg *.svgz);;All files (*)"));
    dialog->setObjectName(QStringLiteral("pictureDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &DrawingController::takePicture);
    dialog->open();
}

void DrawingController::takePicture(const QString& path) {
    m_folder = QFileInfo(path).absolutePath();
    m_background.run(
        [path](std::stop_token) {
            return std::make_shared<const engine::Matrix>(readPictureDensity(path.toStdString()).density);
        },
        [this, path](Outcome<std::shared_ptr<const engine::Matrix>> outcome) {
            if (outcome.error) {
                m_window.stage().messages()->post(messageOf(*outcome.error));
                return;
            }
            m_options.edit([&](DrawingSettings& s) {
                s.stamp.picture = *outcome.value;
                s.stamp.pictureName = QFileInfo(path).fileName();
            });
        });
}

void DrawingController::connectFormula() {
    FormulaSection& formula = m_window.drawing().formula();
    connect(&formula, &FormulaSection::samplingWanted, this, &DrawingController::sampleFormula);
    connect(m_window.actions()["densityFormula"], &QAction::triggered, this, [this] {
        if (!m_window.drawing().formula().isVisible()) {
            m_window.actions()["brushTool"]->trigger();
            if (QAction* panel = m_window.actions()["showDrawing"]; !panel->isChecked())
                panel->trigger();
        }
        m_window.drawing().formula().takeFocus();
    });
}

void DrawingController::sampleFormula(const QString& text, int count) {
    try {
        const engine::Formula formula = engine::Formula::parse(text.toStdString());
        const auto [lower, upper] = region();
        engine::Rng rng(kFormulaSeed, ++m_samplings);
        const engine::Points points = engine::sampleFormula(formula, lower, upper, count, rng);
        m_stage.drawingContext().paint(tr("Density formula"), points);
    } catch (const engine::Error& error) {
        m_window.stage().messages()->post(messageOf(error));
    }
}

std::pair<Vector2d, Vector2d> DrawingController::region() const {
    const ViewTransform view = m_stage.view().transform();
    const Eigen::Vector3d topLeft = view.toData({0, 0}), bottomRight = view.toData({view.width(), view.height()});
    return {{topLeft.x(), bottomRight.y()}, {bottomRight.x(), topLeft.y()}};
}

void DrawingController::followView() {
    const auto [lower, upper] = region();
    if (!changesPoints(m_stage.tools().kind()) || !((upper - lower).minCoeff() > 0))
        return;
    m_options.setScale(m_stage.view().camera().halfHeight);
    m_window.drawing().formula().showRegion(lower, upper);
    m_window.drawing().symmetry().showAxesStep(m_stage.drawingContext().axesStep());
}

void DrawingController::connectSelection() {
    connect(&m_selection, &Selection::pointsChanged, this, &DrawingController::showSelection);
    connect(&m_selection, &Selection::currentSnapshotChanged, this, &DrawingController::showSelection);
    connect(&m_window, &MainWindow::modeChanged, this, &DrawingController::showSelection);
    connect(&m_document, &Document::projectChanged, this, [this](Document::Changes changes) {
        if (changes & Document::DatasetChange)
            showSelection();
    });
    SelectionSection& section = m_window.drawing().selection();
    connect(&section, &SelectionSection::boxWanted, this,
            [this](const engine::Vector& center, const engine::Vector& size) {
                if (const engine::Bounds box = selectedBox(); !box.isEmpty())
                    transform(tr("Place points"), PointMap::placing(box, center, size));
                showSelection(); // also where it was refused
                keepInSight(selectedBox());
            });
    connect(&section, &SelectionSection::turnWanted, this, [this](double angle, int axis) {
        if (const engine::Bounds box = selectedBox(); !box.isEmpty())
            transform(selecting::turnText(), PointMap::turning(box.center(), angle * std::numbers::pi / 180, axis));
    });
    connect(&section, &SelectionSection::snapshotWanted, this, &DrawingController::givePointsTo);
    const Actions& actions = m_window.actions();
    connect(actions["invertSelection"], &QAction::triggered, this,
            [this] { m_selection.invert(m_selection.currentSnapshot()); });
    connect(actions["duplicatePoints"], &QAction::triggered, this, &DrawingController::duplicate);
    connect(actions["pointsToPrevious"], &QAction::triggered, this,
            [this] { givePointsTo(m_selection.currentSnapshot() - 1); });
    connect(actions["pointsToNext"], &QAction::triggered, this,
            [this] { givePointsTo(m_selection.currentSnapshot() + 1); });
}

engine::Bounds DrawingController::selectedBox() const {
    const int snapshot = m_selection.currentSnapshot();
    const Project& project = m_document.project();
    const auto& snapshots = project.dataset.snapshots;
    if (snapshot < 0 || snapshot >= int(snapshots.size()) || m_selection.points(snapshot).empty() ||
        project.dataset.dimension() < 2)
        return {};
    const engine::Points chosen = snapshots[std::size_t(snapshot)].points.select(m_selection.points(snapshot)).points();
    const engine::Points seen = project.projection().matrix() * chosen;
    return {seen.rowwise().minCoeff(), seen.rowwise().maxCoeff()};
}

void DrawingController::keepInSight(const engine::Bounds& box) {
    SceneView& view = m_stage.view();
    const QRectF sight = QRectF(view.rect()).adjusted(0, m_window.stage().messages()->wantedSize().height(), 0, 0);
    for (int corner = 0; corner < 8 && !box.isEmpty(); ++corner) {
        Eigen::Vector3d place = Eigen::Vector3d::Zero();
        for (int axis = 0; axis < int(box.lower.size()); ++axis)
            place[axis] = corner & (1 << axis) ? box.upper[axis] : box.lower[axis];
        if (!sight.contains(view.toPixel(place)))
            return view.fit();
    }
}

void DrawingController::showSelection() {
    const auto& snapshots = m_document.project().dataset.snapshots;
    const int current = m_selection.currentSnapshot();
    const std::size_t chosen = m_selection.points(current).size();
    QStringList names;
    for (std::size_t i = 0; i < snapshots.size(); ++i)
        names += QStringLiteral("%1 · t %2").arg(i + 1).arg(shortText(snapshots[i].time));
    SelectionSection& section = m_window.drawing().selection();
    section.showSnapshots(names, current);
    section.showBox(selectedBox(), std::int64_t(chosen));
    m_window.toolOptions().showSelected(std::int64_t(chosen));
    const Actions& actions = m_window.actions();
    const bool studio = m_window.mode() != MainWindow::Mode::Gallery, any = studio && chosen > 0;
    actions["invertSelection"]->setEnabled(studio && current >= 0);
    actions["duplicatePoints"]->setEnabled(any);
    actions["pointsToPrevious"]->setEnabled(any && current > 0);
    actions["pointsToNext"]->setEnabled(any && current + 1 < int(snapshots.size()));
}

void DrawingController::transform(const QString& text, const PointMap& map) {
    const int snapshot = m_selection.currentSnapshot();
    const std::vector<engine::Index> chosen = m_selection.points(snapshot);
    attempt(text, [&](Project& p) { edits::transformPoints(p, snapshot, chosen, map.linear, map.offset); });
}

void DrawingController::duplicate() {
    const int snapshot = m_selection.currentSnapshot();
    const std::vector<engine::Index> chosen = m_selection.points(snapshot);
    if (chosen.empty())
        return;
    const DrawingContext& context = m_stage.drawingContext();
    const double away = m_options.settings().snaps ? context.gridStep() : kCopyAway * context.unitsPerPixel();
    engine::Vector offset = engine::Vector::Zero(m_document.project().projection().pictureDimension());
    offset[0] = away;
    if (offset.size() > 1)
        offset[1] = -away;
    std::vector<engine::Index> copies;
    attempt(tr("Duplicate points"), [&](Project& p) { copies = edits::duplicatePoints(p, snapshot, chosen, offset); });
    m_selection.setPoints(snapshot, copies);
}

void DrawingController::givePointsTo(int snapshot) {
    const int from = m_selection.currentSnapshot();
    const std::vector<engine::Index> chosen = m_selection.points(from);
    if (chosen.empty() || snapshot == from || snapshot < 0 ||
        snapshot >= int(m_document.project().dataset.snapshots.size()))
        return;
    std::vector<engine::Index> there;
    attempt(tr("Give points to snapshot %1").arg(snapshot + 1),
            [&](Project& p) { there = edits::givePoints(p, from, chosen, snapshot); });
    if (there.empty())
        return;
    m_selection.clear();
    m_selection.setCurrentSnapshot(snapshot);
    m_selection.setPoints(snapshot, there);
}

void DrawingController::attempt(const QString& text, const std::function<void(Project&)>& change) {
    try {
        m_document.edit(text, change);
    } catch (const engine::Error& error) {
        m_window.stage().messages()->post(messageOf(error));
    }
}

} // namespace ui
