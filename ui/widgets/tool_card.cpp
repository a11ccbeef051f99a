#include "ui/widgets/tool_card.h"

#include "ui/style/fonts.h"
#include "ui/style/icons.h"

#include <QToolButton>

namespace ui {

QToolButton* makeToolCard(const QString& objectName, const QString& iconName, const QString& text) {
    auto* button = new QToolButton;
    button->setObjectName(objectName);
    button->setProperty("card", true);
    button->setProperty("tall", true);
    button->setIcon(icon(iconName));
    button->setIconSize({20, 20});
    button->setText(text);
    button->setFont(textFont(TextSize::Small));
    button->setToolButtonStyle(Qt::ToolButtonTextUnderIcon);
    button->setCheckable(true);
    button->setFocusPolicy(Qt::TabFocus);
    button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    return button;
}

} // namespace ui
