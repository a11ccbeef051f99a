#include "ui/panels/axes_star.h"

#include "ui/style/fonts.h"
#include "ui/style/numbers.h"
#include "ui/style/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

namespace ui {

namespace {
constexpr double kMargin = 26, kHandle = 4, kReach = 12; // pixels
constexpr double kKeyStep = 0.05;
constexpr double kNamed = 0.12; ///< an arrow so short that its name would lie on the others' has none
} // namespace

AxesStar::AxesStar(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("axesStar"));
    setAccessibleName(tr("Axes in the picture"));
    setToolTip(tr("Drag the end of an axis to turn it into the picture or out of it. With the keyboard: Page Up and Page "
                  "Down choose an axis, arrow keys turn it."));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setProperty("focusRadius", 6);
    connect(&theme(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void AxesStar::show(const Projection& projection, const QStringList& names) {
    m_projection = projection;
    m_names = names;
    m_chosen = std::clamp(m_chosen, 0, projection.dimension() - 1);
    choose(m_chosen);
}

void AxesStar::setScreen(const Eigen::Vector3d& right, const Eigen::Vector3d& up) {
    Eigen::Matrix<double, 2, 3> screen;
    screen << right.transpose(), up.transpose();
    if (screen == m_screen)
        return;
    m_screen = screen;
    update();
}

double AxesStar::unit() const { return std::max(10.0, std::min(width(), height()) / 2.0 - kMargin); }

Eigen::Vector2d AxesStar::onScreen(int axis) const {
    const Eigen::VectorXd column = m_projection.matrix().col(axis);
    return column.size() < 3 ? Eigen::Vector2d(column) : Eigen::Vector2d(m_screen * column);
}

QPointF AxesStar::end(int axis) const {
    const Eigen::Vector2d place = onScreen(axis);
    return middle() + unit() * QPointF(place.x(), -place.y());
}

int AxesStar::axisAt(QPointF pixel) const {
    int nearest = -1;
    double least = kReach;
    for (int axis = 0; axis < m_projection.dimension(); ++axis) {
        const QPointF offset = end(axis) - pixel;
        // Of arrows that all point out of the picture, the chosen one is taken.
        const double distance = std::hypot(offset.x(), offset.y()) - (axis == m_chosen ? 0.5 : 0);
        if (distance < least) {
            least = distance;
            nearest = axis;
        }
    }
    return nearest;
}

void AxesStar::choose(int axis) {
    m_chosen = axis;
    const Eigen::VectorXd column = m_projection.matrix().col(axis);
    setAccessibleDescription(tr("%1, %2 of it in the picture").arg(m_names.value(axis), fixedText(column.norm(), 2)));
    update();
}

void AxesStar::turn(const Eigen::Vector2d& by, bool finished) {
    Eigen::VectorXd column = m_projection.matrix().col(m_chosen);
    if (column.size() < 3)
        column += by;
    else
        column += m_screen.transpose() * by;
    m_projection = m_projection.turned(m_chosen, column);
    choose(m_chosen);
    emit turned(m_projection, finished);
}

void AxesStar::mousePressEvent(QMouseEvent* event) {
    const int axis = event->button() == Qt::LeftButton ? axisAt(event->position()) : -1;
    if (axis < 0)
        return;
    choose(axis);
    m_dragging = true;
    m_moved = false;
    m_last = event->position();
}

void AxesStar::mouseMoveEvent(QMouseEvent* event) {
    if (!m_dragging) {
        const int hovered = axisAt(event->position());
        if (std::exchange(m_hovered, hovered) != hovered)
            update();
        setCursor(hovered >= 0 ? Qt::OpenHandCursor : Qt::ArrowCursor);
        return;
    }
    setCursor(Qt::ClosedHandCursor);
    const QPointF way = (event->position() - m_last) / unit();
    m_last = event->position();
    m_moved = true;
    turn({way.x(), -way.y()}, false);
}

void AxesStar::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton || !m_dragging)
        return;
    m_dragging = false;
    setCursor(Qt::OpenHandCursor);
    if (m_moved)
        emit turned(m_projection, true);
}

void AxesStar::leaveEvent(QEvent*) {
    m_hovered = -1;
    update();
}

void AxesStar::keyPressEvent(QKeyEvent* event) {
    const int count = m_projection.dimension();
    switch (event->key()) {
    case Qt::Key_PageDown:
        choose((m_chosen + 1) % count);
        break;
    case Qt::Key_PageUp:
        choose((m_chosen + count - 1) % count);
        break;
    case Qt::Key_Left:
        turn({-kKeyStep, 0}, true);
        break;
    case Qt::Key_Right:
        turn({kKeyStep, 0}, true);
        break;
    case Qt::Key_Up:
        turn({0, kKeyStep}, true);
        break;
    case Qt::Key_Down:
        turn({0, -kKeyStep}, true);
        break;
    default:
        QWidget::keyPressEvent(event);
    }
}

void AxesStar::drawArrow(QPainter& painter, int axis) const {
    const Colors& c = theme().colors();
    const bool isChosen = axis == m_chosen && (m_dragging || hasFocus()), isLit = isChosen || axis == m_hovered;
    const QPointF tip = end(axis);
    const QColor color = isLit ? c.accent : c.text;
    painter.setPen(QPen(isLit ? c.accent : c.textSecondary, 1.5));
    painter.drawLine(middle(), tip);
    painter.setPen(QPen(c.panel, 1.5));
    painter.setBrush(color);
    painter.drawEllipse(tip, kHandle + (isLit ? 1 : 0), kHandle + (isLit ? 1 : 0));
    const Eigen::Vector2d place = onScreen(axis);
    if (place.norm() < kNamed && !isLit)
        return;
    painter.setFont(textFont(TextSize::Caption));
    const QString name = painter.fontMetrics().elidedText(m_names.value(axis), Qt::ElideRight, 84);
    const QSizeF size(painter.fontMetrics().horizontalAdvance(name), painter.fontMetrics().height());
    const Eigen::Vector2d outward = place.norm() > 1e-3 ? Eigen::Vector2d(place.normalized()) : Eigen::Vector2d(0, 1);
    QPointF at = tip + QPointF(outward.x() * (kHandle + 5 + size.width() / 2), -outward.y() * (kHandle + 10));
    at.setX(std::clamp(at.x(), size.width() / 2 + 1, width() - size.width() / 2 - 1));
    at.setY(std::clamp(at.y(), size.height() / 2, height() - size.height() / 2));
    painter.setPen(isLit ? c.accent : c.textSecondary);
    painter.drawText(QRectF(at - QPointF(size.width() / 2 + 1, size.height() / 2), size + QSizeF(2, 0)),
                     Qt::AlignCenter, name);
}

void AxesStar::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Colors& c = theme().colors();
    painter.setPen(QPen(c.border, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(middle(), unit(), unit());
    for (int axis = 0; axis < m_projection.dimension(); ++axis)
        if (axis != m_chosen && axis != m_hovered)
            drawArrow(painter, axis);
    if (m_hovered >= 0 && m_hovered != m_chosen)
        drawArrow(painter, m_hovered);
    drawArrow(painter, m_chosen);
}

} // namespace ui
