#include "ui/view/raster_widget.h"

#include "engine/core/error.h"
#include "ui/document/engine_words.h"

#include <QElapsedTimer>
#include <QOpenGLContext>
#include <QPainter>
#include <cstring>
#include <utility>

namespace ui {

RasterWidget::RasterWidget(QWidget* parent) : QWidget(parent) { setAttribute(Qt::WA_OpaquePaintEvent); }

void RasterWidget::setRenderer(vtkRenderer* renderer) { m_offscreen.window()->AddRenderer(renderer); }

void RasterWidget::requestFrame() {
    m_dirty = true;
    update();
}

QSize RasterWidget::pixelSize() const { return (QSizeF(size()) * devicePixelRatioF()).toSize().expandedTo({1, 1}); }

QString RasterWidget::description() const { return QString::fromStdString(m_offscreen.description()); }

void RasterWidget::draw(QSize pixels) {
    if (QOpenGLContext* other = QOpenGLContext::currentContext())
        other->doneCurrent(); // a GLX context would keep EGL from this thread
    if (m_picture.size() != pixels)
        m_picture = QImage(pixels, QImage::Format_RGB32);
    const std::size_t stride = std::size_t(pixels.width()) * 4;
    m_pixels.resize(stride * std::size_t(pixels.height()));
    try {
        m_offscreen.render(pixels.width(), pixels.height(), m_pixels.data());
    } catch (const engine::Error& error) {
        m_picture.fill(Qt::black);
        if (failed)
            failed(translated(error));
        return;
    }
    for (int y = 0; y < pixels.height(); ++y)
        std::memcpy(m_picture.scanLine(y), m_pixels.data() + std::size_t(pixels.height() - 1 - y) * stride, stride);
}

QImage RasterWidget::grab(QSize pixels) {
    if (aboutToDraw)
        aboutToDraw(pixels);
    draw(pixels);
    requestFrame(); // the next paint brings the widget's own size back
    return std::exchange(m_picture, QImage());
}

void RasterWidget::paintEvent(QPaintEvent*) {
    const QSize pixels = pixelSize();
    if (std::exchange(m_dirty, false) || m_picture.size() != pixels) {
        QElapsedTimer timer;
        timer.start();
        if (aboutToDraw)
            aboutToDraw(pixels);
        draw(pixels);
        if (drawn)
            drawn(double(timer.nsecsElapsed()) / 1e6);
    }
    QPainter painter(this);
    painter.drawImage(rect(), m_picture);
}

} // namespace ui
