#pragma once

#include <QImage>
#include <functional>

class QWidget;
class vtkRenderer;

namespace ui {

/// One way of bringing a scene to the screen: by a picture drawn off-screen, or by an OpenGL widget.
class SceneSurface {
public:
    virtual ~SceneSurface() = default;

    /// Called with the size in physical pixels before each drawing: the scene takes over its state then.
    std::function<void(QSize)> aboutToDraw;
    /// Called after each drawing with the milliseconds it took.
    std::function<void(double)> drawn;
    /// Called when OpenGL fails only once it is used.
    std::function<void(const QString&)> failed;

    /// Deletes itself and the surface, unless the surface goes first.
    virtual QWidget* widget() = 0;
    virtual void setRenderer(vtkRenderer* renderer) = 0;
    /// Draws anew in the next paint event.
    virtual void requestFrame() = 0;
    /// At any size in physical pixels. Null when nothing can be drawn.
    virtual QImage grab(QSize pixels) = 0;
    /// Renderer and version, for the About dialog and the log.
    virtual QString description() const = 0;
};

} // namespace ui
