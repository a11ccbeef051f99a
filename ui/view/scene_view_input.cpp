// What hands do to the view: mouse, wheel, keys, touchpad and pen.
#include "ui/scene/layers/cube_layer.h"
#include "ui/view/scene_view.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QNativeGestureEvent>
#include <QTabletEvent>
#include <QWheelEvent>
#include <cmath>

namespace ui {

namespace {

constexpr double kZoomPerNotch = 1.2, kKeyPan = 48;

Eigen::Vector2d vector(QPointF p) { return {p.x(), p.y()}; }

} // namespace

PointerEvent SceneView::pointer(const QMouseEvent& event) const {
    return {.pixel = event.position(),
            .data = toData(event.position()),
            .unitsPerPixel = 1 / transform().pixelsPerUnit(),
            .button = event.button(),
            .buttons = event.buttons(),
            .modifiers = event.modifiers(),
            .pressure = m_pressure, .view = transform()};
}

void SceneView::mousePressEvent(QMouseEvent* event) {
    m_dragFrom = m_pressedAt = event->position();
    const bool left = event->button() == Qt::LeftButton;
    if (m_state.dimension > 2 && left && m_state.orientationCube &&
        CubeLayer::sideAt(transform(), vector(event->position()), m_state.topInset))
        m_drag = Drag::Cube;
    else if (event->button() == Qt::MiddleButton || event->button() == Qt::RightButton)
        m_drag = event->button() == Qt::RightButton && rightTurns() ? Drag::Orbit : Drag::Pan;
    else if (left && m_leftNavigates)
        m_drag = m_state.dimension > 2 && !event->modifiers().testFlag(Qt::ShiftModifier) ? Drag::Orbit : Drag::Pan;
    else
        emit pointerPressed(pointer(*event));
    event->accept();
}

void SceneView::mouseMoveEvent(QMouseEvent* event) {
    const QPointF at = event->position();
    if (m_drag == Drag::Cube && (at - m_pressedAt).manhattanLength() > 4)
        m_drag = Drag::Orbit; // the cube can be turned as well as pressed
    if (m_drag == Drag::Pan)
        m_rig.pan(vector(m_dragFrom), vector(at));
    else if (m_drag == Drag::Orbit)
        m_rig.orbit(vector(at - m_dragFrom));
    m_dragFrom = at;
    if (m_drag == Drag::Pan || m_drag == Drag::Orbit)
        cameraMoved();
    emit pointerMoved(pointer(*event));
    event->accept();
}

void SceneView::mouseReleaseEvent(QMouseEvent* event) {
    if (m_drag == Drag::Cube)
        if (const auto side = CubeLayer::sideAt(transform(), vector(event->position()), m_state.topInset))
            showSide(*side);
    if (m_drag == Drag::None)
        emit pointerReleased(pointer(*event));
    m_drag = Drag::None;
    event->accept();
}

void SceneView::mouseDoubleClickEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton && m_leftNavigates)
        fit();
    else if (event->button() == Qt::LeftButton)
        emit pointerPressed(pointer(*event)); // the second click of a double click may begin a drag
    emit pointerDoubleClicked(pointer(*event));
    event->accept();
}

void SceneView::wheelEvent(QWheelEvent* event) {
    m_rig.zoom(std::pow(kZoomPerNotch, event->angleDelta().y() / 120.0), vector(event->position()));
    cameraMoved();
    event->accept();
}

void SceneView::keyPressEvent(QKeyEvent* event) {
    const int key = event->key();
    if (key == Qt::Key_Plus || key == Qt::Key_Equal)
        return zoomBy(kZoomPerNotch);
    if (key == Qt::Key_Minus)
        return zoomBy(1 / kZoomPerNotch);
    if (key == Qt::Key_Home)
        return fit();
    const Eigen::Vector2d way = kKeyPan * Eigen::Vector2d((key == Qt::Key_Left) - (key == Qt::Key_Right),
                                                          (key == Qt::Key_Up) - (key == Qt::Key_Down));
    const Qt::KeyboardModifiers modifiers = event->modifiers() & ~Qt::KeypadModifier;
    if (way.isZero() || modifiers & ~Qt::ShiftModifier)
        return QWidget::keyPressEvent(event);
    if (m_state.dimension > 2 && !modifiers)
        m_rig.orbit(way);
    else
        m_rig.pan({0, 0}, way);
    cameraMoved();
}

void SceneView::leaveEvent(QEvent* event) {
    QWidget::leaveEvent(event);
    emit pointerLeft();
}

void SceneView::hideEvent(QHideEvent* event) {
    m_drag = Drag::None; // a drag cut short must not go on when the view returns
    QWidget::hideEvent(event);
}

bool SceneView::event(QEvent* event) {
    switch (event->type()) {
    case QEvent::NativeGesture:
        if (auto* gesture = static_cast<QNativeGestureEvent*>(event); gesture->gestureType() == Qt::ZoomNativeGesture) {
            m_rig.zoom(1 + gesture->value(), vector(gesture->position()));
            cameraMoved();
            return true;
        }
        break;
    case QEvent::TabletPress:
    case QEvent::TabletMove:
    case QEvent::TabletRelease:
        // Left unaccepted so that Qt sends a mouse event next, which then carries the pressure.
        m_pressure = event->type() == QEvent::TabletRelease ? 1 : static_cast<QTabletEvent*>(event)->pressure();
        event->ignore();
        return false;
    case QEvent::ScreenChangeInternal:
        requestRender();
        break;
    case QEvent::WindowDeactivate:
        m_drag = Drag::None;
        break;
    default:
        break;
    }
    return QWidget::event(event);
}

} // namespace ui
