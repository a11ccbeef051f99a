#include "ui/view/pane.h"

#include "ui/style/theme.h"
#include "ui/view/pane_plate.h"
#include "ui/view/scene_view.h"

#include <QEvent>
#include <QPainter>

namespace ui {

namespace {
constexpr int kFrame = 2;
}

Pane::Pane(QWidget* parent) : QWidget(parent), m_view(new SceneView(this)), m_plate(new PanePlate(this)) {
    setObjectName(QStringLiteral("pane"));
    m_plate->setVisible(false);
    m_view->installEventFilter(this);
    connect(m_plate, &PanePlate::pressed, this, &Pane::chosen);
    connect(m_plate, &PanePlate::closeWanted, this, &Pane::closeWanted);
}

void Pane::setAlone(bool alone) {
    m_alone = alone;
    m_plate->setVisible(!alone);
    place();
}

void Pane::setActive(bool active) {
    if (std::exchange(m_active, active) != active)
        update();
}

void Pane::place() {
    if (m_alone) {
        m_view->setGeometry(rect());
        return;
    }
    const QRect inside = rect().adjusted(kFrame, kFrame, -kFrame, -kFrame);
    m_plate->setGeometry(inside.x(), inside.y(), inside.width(), PanePlate::kHeight);
    m_view->setGeometry(inside.adjusted(0, PanePlate::kHeight, 0, 0));
}

void Pane::resizeEvent(QResizeEvent*) { place(); }

void Pane::paintEvent(QPaintEvent*) {
    if (m_alone)
        return;
    const Colors& c = theme().colors();
    QPainter(this).fillRect(rect(), m_active ? c.accent : c.panel);
}

bool Pane::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::MouseButtonPress)
        emit chosen(); // first, so that what the press begins belongs to the active pane
    return QWidget::eventFilter(watched, event);
}

} // namespace ui
