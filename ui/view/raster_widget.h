#pragma once

#include "ui/scene/egl_offscreen.h"
#include "ui/view/scene_surface.h"

#include <QImage>
#include <QWidget>

namespace ui {

/// The scene drawn off-screen by EGL and painted as a picture. The fastest way where OpenGL is software anyway, since
/// nothing composes the window by OpenGL a second time; and it needs no OpenGL from the window system.
class RasterWidget : public QWidget, public SceneSurface {
    Q_OBJECT
public:
    /// Errors: Error{NoGraphics}.
    explicit RasterWidget(QWidget* parent = nullptr);

    QWidget* widget() override { return this; }
    void setRenderer(vtkRenderer* renderer) override;
    void requestFrame() override;
    QImage grab(QSize pixels) override;
    QString description() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void draw(QSize pixels);
    QSize pixelSize() const;

    EglOffscreen m_offscreen;
    QImage m_picture;
    std::vector<std::uint8_t> m_pixels;
    bool m_dirty = true;
};

} // namespace ui
