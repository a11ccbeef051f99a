#include "ui/widgets/dock_title.h"

#include "ui/style/icons.h"
#include "ui/widgets/labels.h"

#include <QHBoxLayout>
#include <QToolButton>

namespace ui {

QToolButton* makeIconButton(const QString& objectName, const QString& iconName, const QString& toolTip,
                            QWidget* parent) {
    auto* button = new QToolButton(parent);
    button->setObjectName(objectName);
    button->setProperty("compact", true);
    button->setProperty("focusRadius", 4);
    button->setIcon(icon(iconName));
    button->setIconSize({16, 16});
    button->setToolTip(toolTip);
    button->setAccessibleName(toolTip);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

DockTitle::DockTitle(QDockWidget* dock) : QWidget(dock), m_layout(new QHBoxLayout(this)) {
    setObjectName(QStringLiteral("dockTitle"));
    setAttribute(Qt::WA_StyledBackground);
    m_layout->setContentsMargins(12, 0, 4, 0);
    m_layout->setSpacing(0);
    m_layout->addWidget(makeLabel(dock->windowTitle(), TextSize::Small, Tone::Normal, TextWeight::Semibold), 1);
}

QToolButton* DockTitle::addButton(const QString& objectName, const QString& iconName, const QString& toolTip) {
    QToolButton* button = makeIconButton(objectName, iconName, toolTip, this);
    m_layout->addWidget(button);
    return button;
}

} // namespace ui
