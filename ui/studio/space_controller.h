#pragma once

#include "ui/document/background.h"
#include "ui/document/document.h"
#include "ui/tools/space/work_plane.h"

#include <QObject>
#include <QString>

namespace ui {

class DrawingOptions;
class MainWindow;
class StageController;

/// Joins the commands and sections for drawing in space with the tools: the work plane, and the stamps with their meshes.
/// Thread: GUI.
class SpaceController : public QObject {
    Q_OBJECT

public:
    SpaceController(Document& document, StageController& stage, MainWindow& window);

private:
    void connectPlane();
    void connectStamps();
    void beginDocument();
    void showSpace();
    /// Another plane through the middle of the one there is.
    void setPlane(const WorkPlane& plane);
    void askForMesh();
    void takeMesh(const QString& path);

    Document& m_document;
    StageController& m_stage;
    MainWindow& m_window;
    DrawingOptions& m_options;
    Background m_background;
    QString m_folder; ///< where the last mesh came from
};

} // namespace ui
