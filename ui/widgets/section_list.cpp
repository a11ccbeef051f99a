#include "ui/widgets/section_list.h"

#include "ui/widgets/section.h"

#include <QVBoxLayout>

namespace ui {

SectionList::SectionList(std::initializer_list<Section*> sections) {
    auto* content = new QWidget;
    auto* rows = new QVBoxLayout(content);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    for (Section* section : sections)
        rows->addWidget(section);
    auto* end = new QWidget; // the line below the last section
    end->setFixedHeight(1);
    end->setAutoFillBackground(true);
    end->setBackgroundRole(QPalette::Mid);
    rows->addWidget(end);
    rows->addStretch(1);
    setWidget(content);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
}

} // namespace ui
