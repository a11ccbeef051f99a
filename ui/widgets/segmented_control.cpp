#include "ui/widgets/segmented_control.h"

#include "ui/style/fonts.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QToolButton>

namespace ui {

SegmentedControl::SegmentedControl(QWidget* parent)
    : QFrame(parent), m_group(new QButtonGroup(this)), m_layout(new QHBoxLayout(this)) {
    setProperty("segments", true);
    setFixedHeight(28);
    m_layout->setContentsMargins(3, 3, 3, 3);
    m_layout->setSpacing(0);
    m_group->setExclusive(true);
    connect(m_group, &QButtonGroup::buttonClicked, this,
            [this](QAbstractButton* button) { emit chosen(button->objectName()); });
}

QToolButton* SegmentedControl::addSegment(const QString& id, const QString& text, const QString& toolTip) {
    auto* button = new QToolButton(this);
    button->setObjectName(id);
    button->setProperty("role", QStringLiteral("segment"));
    button->setProperty("focusRadius", 4);
    button->setText(text);
    button->setFont(textFont(TextSize::Small));
    button->setToolTip(toolTip);
    button->setCheckable(true);
    button->setFocusPolicy(Qt::TabFocus);
    button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    m_group->addButton(button);
    m_layout->addWidget(button);
    if (m_group->buttons().size() == 1)
        button->setChecked(true);
    return button;
}

QString SegmentedControl::current() const {
    const QAbstractButton* button = m_group->checkedButton();
    return button ? button->objectName() : QString();
}

void SegmentedControl::setCurrent(const QString& id) {
    if (QToolButton* button = segment(id))
        button->setChecked(true);
}

QToolButton* SegmentedControl::segment(const QString& id) const {
    return findChild<QToolButton*>(id, Qt::FindDirectChildrenOnly);
}

} // namespace ui
