#include "ui/view/vtk_widget.h"

#include "ui/document/engine_words.h"

#include <QElapsedTimer>
#include <QOpenGLContext>
#include <QOpenGLFunctions>
#include <utility>
#include <vtkRenderer.h>

namespace ui {

VtkWidget::VtkWidget(QWidget* parent) : QOpenGLWidget(parent) {
    m_window->isHostCurrent = [this] { return m_context && QOpenGLContext::currentContext() == m_context; };
    // Not QOpenGLWidget::makeCurrent(): that binds the widget's framebuffer under VTK's feet, which then draws into it
    // while it believes to draw into its own.
    m_window->makeHostCurrent = [this] {
        if (m_context)
            m_context->makeCurrent(m_surface);
    };
}

VtkWidget::~VtkWidget() {
    if (m_context)
        disconnect(m_context, nullptr, this, nullptr);
    releaseGL();
    m_window->isHostCurrent = nullptr; // somebody may still hold the window
    m_window->makeHostCurrent = nullptr;
}

void VtkWidget::setRenderer(vtkRenderer* renderer) { m_window->AddRenderer(renderer); }

QSize VtkWidget::pixelSize() const { return (QSizeF(size()) * devicePixelRatioF()).toSize().expandedTo({1, 1}); }

QString VtkWidget::description() const { return QString::fromStdString(m_window->description()); }

void VtkWidget::initializeGL() {
    m_context = context();
    m_surface = m_context->surface();
    // Without shared contexts a move to another top-level window ends in a fresh context.
    connect(m_context, &QOpenGLContext::aboutToBeDestroyed, this, &VtkWidget::releaseGL,
            Qt::ConnectionType(Qt::DirectConnection | Qt::UniqueConnection));
    if (!m_window->attach() && failed)
        failed(translated(m_window->reason()));
    m_dirty = true;
}

void VtkWidget::releaseGL() {
    if (!m_context)
        return;
    makeCurrent();
    m_window->detach();
    doneCurrent();
    m_context = nullptr;
    m_surface = nullptr;
}

void VtkWidget::requestFrame() {
    m_dirty = true;
    update();
}

void VtkWidget::paintGL() {
    const QSize pixels = pixelSize();
    if (!m_window->isAttached()) {
        context()->functions()->glClear(GL_COLOR_BUFFER_BIT);
        return;
    }
    if (std::exchange(m_dirty, false) || pixels.width() != m_window->GetSize()[0] ||
        pixels.height() != m_window->GetSize()[1]) {
        QElapsedTimer timer;
        timer.start();
        m_window->SetSize(pixels.width(), pixels.height());
        if (aboutToDraw)
            aboutToDraw(pixels);
        m_window->Render();
        if (drawn)
            drawn(double(timer.nsecsElapsed()) / 1e6);
    }
    makeCurrent(); // another view's context may have been made current meanwhile
    m_window->present(defaultFramebufferObject(), pixels.width(), pixels.height());
}

QImage VtkWidget::grab(QSize pixels) {
    if (!m_window->isAttached())
        return {};
    if (aboutToDraw)
        aboutToDraw(pixels);
    QImage image(pixels, QImage::Format_RGB32);
    m_window->MakeCurrent();
    const bool ok = m_window->renderTo(pixels.width(), pixels.height(), image.bits());
    requestFrame(); // the next paint brings the widget's own size back
    return ok ? std::move(image).mirrored() : QImage();
}

} // namespace ui
