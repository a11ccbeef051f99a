#pragma once

#include "ui/scene/camera_rig.h"
#include "ui/scene/scene_report.h"
#include "ui/scene/scene_state.h"
#include "ui/view/detail_governor.h"

#include <QElapsedTimer>
#include <QImage>
#include <QTimer>
#include <QWidget>
#include <memory>
#include <utility>

class QLabel;

namespace ui {

class Scene;
class SceneSurface;

/// A pointer on the stage, in the data's coordinates: tools are written with it, without VTK.
struct PointerEvent {
    QPointF pixel;                         ///< of the view, logical
    Eigen::Vector3d data;                  ///< on the plane through the camera's focus; z = 0 in two dimensions
    double unitsPerPixel = 1;              ///< data units
    Qt::MouseButton button = Qt::NoButton; ///< that changed; none for a move
    Qt::MouseButtons buttons;
    Qt::KeyboardModifiers modifiers;
    double pressure = 1; ///< of a pen, 0 … 1
    ViewTransform view;  ///< how the stage looks at the data

    /// What is under the pointer, in space.
    Ray ray() const { return view.ray({pixel.x(), pixel.y()}); }
    Eigen::Vector2d pixel2() const { return {pixel.x(), pixel.y()}; }

    Eigen::Vector2d data2() const { return data.head<2>(); }
};

/// What the last frames cost and left out.
struct FrameStatistics {
    double milliseconds = 0;    ///< of the last frame, painting in the window excluded
    double framesPerSecond = 0; ///< over the last second; 0 when nothing moved
    QString thinned;            ///< for the status bar, empty when everything is drawn
    SceneReport report;
};

/// The stage in the window: shows a SceneState and lets a person look around in it.
///
/// Draws by an off-screen picture where OpenGL is software and by an OpenGL widget where there is a graphics processor;
/// the environment variable KINETOSCOPE_VIEW = raster | gl | none decides otherwise. Without any OpenGL it shows in its
/// place why, and the rest of the window works on.
///
/// Wheel, middle and right drag, arrow keys, + − and Home always move the camera; the left button does while
/// `leftButtonNavigates`, otherwise it belongs to the tool that listens to the pointer signals, and in space the right
/// one turns in its place.
class SceneView : public QWidget {
    Q_OBJECT
public:
    explicit SceneView(QWidget* parent = nullptr);
    ~SceneView() override;

    /// Before the QApplication is made: surface format, shared contexts.
    static void prepareApplication();

    bool isUsable() const { return m_surface != nullptr; }
    /// Why nothing can be drawn, with the remedy; empty when isUsable().
    QString problem() const { return m_problem; }
    /// Renderer and version.
    QString graphicsDescription() const;

    /// Shows this from the next frame on. `camera`, `pixelRatio`, `now` and `blendSeconds` are the view's own business.
    void setState(const SceneState& state);
    /// Only another moment of the same state: what playback calls.
    void setTime(double time);
    /// Only another overlay: what tools call while the pointer moves.
    void setOverlay(const OverlayView& overlay);
    const SceneState& state() const { return m_state; }

    /// Any number of calls before the next frame cost one drawing.
    void requestRender();
    /// Frames per second at most; 0: as many as the screen shows.
    void setFrameRateCap(int framesPerSecond) { m_cap = framesPerSecond; }
    const FrameStatistics& statistics() const { return m_statistics; }

    /// The picture as it would be at so many physical pixels; by default those of the view.
    QImage grabImage(QSize pixels = {});

    /// Draws a picture of another state for nobody to see, while the view is not shown: see StageWarmUp.
    void drawUnseen(const SceneState& state);

    /// Camera. Jumps take 350 ms unless motion is reduced. Whether space is seen in perspective is the state's to say.
    CameraPose camera() const { return m_rig.pose(); }
    void setCamera(const CameraPose& pose);
    bool cameraFollows() const { return m_rig.follows(); }
    /// Takes over how another view looks, silently.
    void lookAs(const SceneView& other);
    void fit();
    void showSide(CameraRig::Side side);
    /// In a jump, unlike setCamera.
    void moveTo(const CameraPose& pose);
    /// Above 1 is closer, about the middle of the view.
    void zoomBy(double factor);
    void setReducedMotion(bool reduced) { m_reducedMotion = reduced; }
    /// Without it the left button is a tool's, and the camera stands still while the data change under the tool.
    void setLeftButtonNavigates(bool navigates) { m_leftNavigates = navigates; }
    /// Likewise while something else is dragged that changes what is seen; let go, a camera that follows catches up.
    void setHoldsCamera(bool holds) {
        if (std::exchange(m_holdsCamera, holds) && !holds && m_leftNavigates && m_rig.follows())
            fit();
    }

    /// Units: logical pixels of the view; data units.
    ViewTransform transform() const { return m_rig.view(); }
    QPointF toPixel(const Eigen::Vector3d& data) const;
    Eigen::Vector3d toData(QPointF pixel) const;

    QSize sizeHint() const override { return {832, 548}; }
    QSize minimumSizeHint() const override { return {160, 120}; }

signals:
    /// In the paint event that draws a frame, which goes on with bringing it to the screen.
    void frameBegins();
    void pointerPressed(const ui::PointerEvent& event);
    void pointerMoved(const ui::PointerEvent& event);
    void pointerReleased(const ui::PointerEvent& event);
    void pointerDoubleClicked(const ui::PointerEvent& event);
    void pointerLeft();
    void cameraChanged();
    void frameDrawn();
    /// OpenGL stopped working, or never did; the view shows the text in its place.
    void graphicsUnavailable(const QString& text);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    bool event(QEvent* event) override;

private:
    enum class Drag { None, Pan, Orbit, Cube };
    void chooseSurface();
    void adopt(std::unique_ptr<SceneSurface> surface);
    void giveUp(const QString& why);
    void takeOver(QSize pixels);
    /// Seconds between frames.
    double framePeriod() const;
    void finished(double milliseconds);
    PointerEvent pointer(const QMouseEvent& event) const;
    /// In space, while the left button is a tool's.
    bool rightTurns() const { return m_state.dimension > 2 && !m_leftNavigates; }
    double now() const { return double(m_clock.nsecsElapsed()) * 1e-9; }
    double jumpSeconds() const;
    void cameraMoved();

    std::unique_ptr<Scene> m_scene;
    std::unique_ptr<SceneSurface> m_surface; // goes before the scene, and frees what that holds in the context
    QLabel* m_message = nullptr;
    QString m_problem;

    SceneState m_state;
    DetailGovernor m_governor;
    CameraRig m_rig;
    QElapsedTimer m_clock;
    QTimer m_nextFrame;
    FrameStatistics m_statistics;
    std::vector<double> m_frameTimes;
    double m_nextDue = 0; ///< when the next frame may be drawn
    int m_cap = 0;
    bool m_reducedMotion = false;

    Drag m_drag = Drag::None;
    QPointF m_dragFrom, m_pressedAt;
    bool m_leftNavigates = true, m_holdsCamera = false;
    double m_pressure = 1;
};

} // namespace ui
