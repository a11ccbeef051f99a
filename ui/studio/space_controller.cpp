#include "ui/studio/space_controller.h"

#include "engine/io/mesh/surface_file.h"
#include "ui/document/space_dimension.h"
#include "ui/panels/drawing_panel.h"
#include "ui/panels/message_bar.h"
#include "ui/panels/space_stamp_section.h"
#include "ui/panels/tool_options.h"
#include "ui/studio/stage_controller.h"
#include "ui/tools/drawing_options.h"
#include "ui/tools/space/space_stamp_tool.h"
#include "ui/window/actions.h"
#include "ui/window/main_window.h"
#include "ui/window/stage_area.h"

#include <QAction>
#include <QFileDialog>
#include <QFileInfo>
#include <QStandardPaths>
#include <cmath>

namespace ui {

namespace {

/// The middle of the data, to a few digits, so that a plane there has a height a person would write.
Eigen::Vector3d middleOf(const Project& project) {
    const engine::Bounds bounds = engine::boundsOf(project.dataset);
    if (bounds.isEmpty() || bounds.lower.size() < 3)
        return Eigen::Vector3d::Zero();
    const double size = (bounds.upper - bounds.lower).maxCoeff();
    const double step = size > 0 ? std::pow(10.0, std::floor(std::log10(size)) - 1) : 1;
    const Eigen::Vector3d middle = project.projection().withPictureDimension(3).matrix() * bounds.center();
    return (middle / step).array().round() * step;
}

} // namespace

SpaceController::SpaceController(Document& document, StageController& stage, MainWindow& window)
    : m_document(document), m_stage(stage), m_window(window), m_options(window.drawingOptions()) {
    connectPlane();
    connectStamps();
    connect(&document, &Document::projectReplaced, this, &SpaceController::beginDocument);
    connect(&document, &Document::projectChanged, this, [this](Document::Changes changes) {
        if (changes & (Document::DatasetChange | Document::ViewChange))
            showSpace();
    });
    showSpace();
}

void SpaceController::connectPlane() {
    using Side = WorkPlane::Side;
    const Actions& actions = m_window.actions();
    const std::pair<const char*, Side> sides[] = {
        {"planeXY", Side::XY}, {"planeXZ", Side::XZ}, {"planeYZ", Side::YZ}};
    for (const auto& [id, side] : sides)
        connect(actions[id], &QAction::triggered, this, [this, side = side] {
            setPlane(WorkPlane::along(side, m_options.settings().space.plane.origin));
        });
    connect(actions["planeScreen"], &QAction::triggered, this, [this] {
        setPlane(WorkPlane::facing(m_stage.view().camera(), m_options.settings().space.plane.origin));
    });
    connect(actions["paintOnPoints"], &QAction::triggered, this,
            [this](bool on) { m_options.edit([on](DrawingSettings& s) { s.space.onSurface = on; }); });
    connect(&m_options, &DrawingOptions::changed, this, [this] {
        m_window.actions()["paintOnPoints"]->setChecked(m_options.settings().space.onSurface);
    });
}

void SpaceController::setPlane(const WorkPlane& plane) {
    m_options.edit([&](DrawingSettings& s) { s.space.plane = plane; });
}

void SpaceController::beginDocument() {
    setPlane(WorkPlane::along(WorkPlane::Side::XY, middleOf(m_document.project())));
    showSpace();
}

void SpaceController::showSpace() {
    QStringList names;
    for (const std::string& name : namesOfPicture(m_document.project()))
        names += QString::fromStdString(name);
    m_window.drawing().showAxes(names);
    m_window.toolOptions().showSpace(names.size() > 2);
}

void SpaceController::connectStamps() {
    SpaceStampSection& stamps = m_window.drawing().spaceStamps();
    connect(&stamps, &SpaceStampSection::stampWanted, this, [this](SpaceStampKind kind) {
        m_options.edit([kind](DrawingSettings& s) { s.stamp.spaceKind = kind; });
        m_window.actions()["stampTool"]->trigger();
        m_window.drawing().showTool(ToolKind::Stamp); // a pressed button stays pressed where nothing changed
        if (kind == SpaceStampKind::Mesh && !m_options.settings().stamp.mesh)
            askForMesh();
    });
    connect(&stamps, &SpaceStampSection::meshWanted, this, &SpaceController::askForMesh);
    connect(&stamps, &SpaceStampSection::placeWanted, this,
            [this](const Eigen::Vector3d& center) { m_stage.tools().spaceStamp().placeAt(center); });
}

void SpaceController::askForMesh() {
    if (m_folder.isEmpty())
        m_folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    auto* dialog =
        new QFileDialog(&m_window, tr("Mesh to stamp"), m_folder, tr("Meshes (*.obj *.stl);;All files (*)"));
    dialog->setObjectName(QStringLiteral("meshDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &SpaceController::takeMesh);
    dialog->open();
}

void SpaceController::takeMesh(const QString& path) {
    m_folder = QFileInfo(path).absolutePath();
    m_background.run(
        [path](std::stop_token) {
            return std::make_shared<const engine::MeshData>(engine::readSurface(path.toStdString()));
        },
        [this, path](Outcome<std::shared_ptr<const engine::MeshData>> outcome) {
            if (outcome.error) {
                m_window.stage().messages()->post(messageOf(*outcome.error));
                return;
            }
            m_options.edit([&](DrawingSettings& s) {
                s.stamp.mesh = *outcome.value;
                s.stamp.meshName = QFileInfo(path).fileName();
            });
        });
}

} // namespace ui
