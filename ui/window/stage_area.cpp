#include "ui/window/stage_area.h"

#include "ui/panels/message_bar.h"
#include "ui/style/theme.h"

#include <QPainter>

namespace ui {

StageArea::StageArea(QWidget* parent) : QWidget(parent), m_messages(new MessageBar(this)) {
    setObjectName(QStringLiteral("stageArea"));
    setMinimumSize(320, 200);
    connect(m_messages, &MessageBar::sizeChanged, this, &StageArea::place);
}

void StageArea::setView(QWidget* view) {
    m_view = view;
    view->setParent(this);
    view->setVisible(!m_showsGallery);
    place();
}

void StageArea::setGallery(QWidget* gallery) {
    m_gallery = gallery;
    gallery->setParent(this);
    gallery->setVisible(m_showsGallery);
    place();
}

void StageArea::showGallery(bool shown) {
    m_showsGallery = shown;
    if (m_view)
        m_view->setVisible(!shown);
    if (m_gallery)
        m_gallery->setVisible(shown);
    place();
}

void StageArea::takeFocus() {
    if (QWidget* shown = m_showsGallery ? m_gallery : m_view)
        shown->setFocus(Qt::OtherFocusReason);
}

void StageArea::place() {
    if (m_view)
        m_view->setGeometry(rect());
    const QSize messages = m_messages->wantedSize();
    if (m_gallery) // it makes room; the stage must not move under a brush
        m_gallery->setGeometry(rect().adjusted(0, messages.height(), 0, 0));
    m_messages->setGeometry({{(width() - messages.width()) / 2, 0}, messages});
    m_messages->raise();
}

void StageArea::resizeEvent(QResizeEvent*) { place(); }

void StageArea::paintEvent(QPaintEvent*) { QPainter(this).fillRect(rect(), theme().colors().stage); }

} // namespace ui
