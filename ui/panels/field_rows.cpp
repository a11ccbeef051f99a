#include "ui/panels/field_rows.h"

#include "ui/widgets/labels.h"
#include "ui/widgets/section.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace ui {

QWidget* fieldRows(const std::vector<FieldRow>& rows) {
    auto* block = new QWidget;
    auto* lines = new QVBoxLayout(block);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(8);
    for (const FieldRow& row : rows) {
        QSizePolicy policy = row.control->sizePolicy();
        policy.setHorizontalPolicy(QSizePolicy::Ignored);
        row.control->setSizePolicy(policy);
        if (row.label.isEmpty()) {
            lines->addWidget(row.control);
            continue;
        }
        auto* line = new QHBoxLayout;
        line->setSpacing(8);
        QLabel* name = makeLabel(row.label, TextSize::Small, Tone::Secondary);
        name->setFixedWidth(Section::kLabelWidth);
        name->setBuddy(row.control);
        if (row.control->accessibleName().isEmpty())
            row.control->setAccessibleName(row.label);
        line->addWidget(name);
        line->addWidget(row.control, 1);
        lines->addLayout(line);
    }
    return block;
}

void relabel(QWidget* control, const QString& label) {
    control->setAccessibleName(label);
    for (auto* name : control->parentWidget()->findChildren<QLabel*>(QString(), Qt::FindDirectChildrenOnly))
        if (name->buddy() == control) {
            const QString shown = name->fontMetrics().elidedText(label, Qt::ElideMiddle, Section::kLabelWidth);
            name->setText(shown);
            name->setToolTip(shown == label ? QString() : label);
        }
}

} // namespace ui
