#include "ui/widgets/plain_table.h"

#include "ui/style/fonts.h"

#include <QHeaderView>

namespace ui {

QTableWidget* makePlainTable(bool boxed) {
    auto* table = new QTableWidget;
    table->setProperty("boxed", boxed);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionMode(QAbstractItemView::NoSelection);
    table->setFocusPolicy(Qt::NoFocus);
    table->setShowGrid(false);
    table->verticalHeader()->hide();
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setFont(textFont(TextSize::Small));
    return table;
}

QTableWidgetItem* makeCell(const QString& text, bool number, Qt::Alignment alignment) {
    auto* item = new QTableWidgetItem(text);
    item->setFont(number ? numberFont(12.0) : textFont(TextSize::Small));
    item->setTextAlignment(alignment | Qt::AlignVCenter);
    return item;
}

} // namespace ui
