#pragma once

#include "ui/scene/hosted_render_window.h"
#include "ui/view/scene_surface.h"

#include <QOpenGLWidget>
#include <QPointer>
#include <vtkNew.h>

class QOpenGLContext;
class QSurface;

namespace ui {

/// The scene in an OpenGL widget: the way for real graphics processors.
class VtkWidget : public QOpenGLWidget, public SceneSurface {
    Q_OBJECT
public:
    explicit VtkWidget(QWidget* parent = nullptr);
    ~VtkWidget() override;

    QWidget* widget() override { return this; }
    void setRenderer(vtkRenderer* renderer) override;
    void requestFrame() override;
    QImage grab(QSize pixels) override;
    QString description() const override;

protected:
    void initializeGL() override;
    void paintGL() override;

private:
    void releaseGL();
    QSize pixelSize() const;

    vtkNew<HostedRenderWindow> m_window;
    QPointer<QOpenGLContext> m_context;
    QSurface* m_surface = nullptr;
    bool m_dirty = true;
};

} // namespace ui
