#pragma once

#include "ui/document/background.h"
#include "ui/document/document.h"

#include <Eigen/Core>
#include <QObject>
#include <functional>
#include <utility>

namespace ui {

class DrawingOptions;
class MainWindow;
class Selection;
class StageController;
struct PointMap;

/// Joins the drawing panel and the commands of the drawing tools with tools, selection and document.
/// Thread: GUI.
class DrawingController : public QObject {
    Q_OBJECT

public:
    DrawingController(Document& document, Selection& selection, StageController& stage, MainWindow& window);

private:
    void connectOptions();
    void connectStamps();
    void connectSelection();
    void connectFormula();
    void askForPicture();
    void takePicture(const QString& path);
    void sampleFormula(const QString& formula, int count);
    /// The corners of the part of the plane that is seen.
    std::pair<Eigen::Vector2d, Eigen::Vector2d> region() const;
    void followView();
    void showSelection();
    /// Around the chosen points, along the picture's axes; empty without any.
    engine::Bounds selectedBox() const;
    void transform(const QString& text, const PointMap& map);
    /// Shows everything where a part of this box is out of sight: numbers send points farther than a hand does.
    void keepInSight(const engine::Bounds& box);
    void duplicate();
    void givePointsTo(int snapshot);
    void attempt(const QString& text, const std::function<void(Project&)>& change);

    Document& m_document;
    Selection& m_selection;
    StageController& m_stage;
    MainWindow& m_window;
    DrawingOptions& m_options;
    Background m_background;
    QString m_folder; ///< where the last picture came from
    std::uint64_t m_samplings = 0;
};

} // namespace ui
