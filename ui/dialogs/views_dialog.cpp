#include "ui/dialogs/views_dialog.h"

#include "ui/widgets/labels.h"

#include <QHBoxLayout>
#include <QListWidget>
#include <QPushButton>
#include <QShortcut>
#include <QVBoxLayout>
#include <algorithm>

namespace ui {

namespace {
constexpr int kRowHeight = 30;
}

ViewsDialog::ViewsDialog(QWidget* parent) : StudioDialog(tr("Saved views"), parent), m_list(new QListWidget) {
    setObjectName(QStringLiteral("viewsDialog"));
    m_list->setObjectName(QStringLiteral("viewsList"));
    m_list->setAccessibleName(tr("Saved views"));
    m_list->setMinimumHeight(9 * kRowHeight + 8);
    auto* layout = new QVBoxLayout;
    layout->setContentsMargins(24, 16, 24, 16);
    layout->setSpacing(8);
    layout->addWidget(makeExplanation(
        tr("Places to look from. They are kept in the project; a view of space is of no use to a plane.")));
    layout->addWidget(m_list, 1);
    body()->addLayout(layout, 1);
    m_rename = addButton(QStringLiteral("renameView"), tr("Rename…"));
    m_delete = addButton(QStringLiteral("deleteView"), tr("Delete"));
    QPushButton* close = addButton(QStringLiteral("closeButton"), tr("Close"));
    m_go = addButton(QStringLiteral("goToView"), tr("Look from there"), true);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_go, &QPushButton::clicked, this, &ViewsDialog::go);
    connect(m_list, &QListWidget::itemActivated, this, &ViewsDialog::go);
    connect(m_list, &QListWidget::currentRowChanged, this, &ViewsDialog::showEnabled);
    connect(m_rename, &QPushButton::clicked, this, [this] { emit renameAsked(m_list->currentRow()); });
    connect(m_delete, &QPushButton::clicked, this, [this] { emit deleteAsked(m_list->currentRow()); });
    const auto onKey = [this](Qt::Key key, QPushButton* button) {
        auto* shortcut = new QShortcut(key, m_list, nullptr, nullptr, Qt::WidgetShortcut);
        connect(shortcut, &QShortcut::activated, button, &QPushButton::click);
    };
    onKey(Qt::Key_F2, m_rename);
    onKey(Qt::Key_Delete, m_delete);
    m_list->setFocus();
    resize(560, 420);
    showEnabled();
}

void ViewsDialog::show(const QStringList& names, const QVector<bool>& usable) {
    const int row = m_list->currentRow();
    m_usable = usable;
    m_list->clear();
    for (int i = 0; i < int(names.size()); ++i) {
        auto* item = new QListWidgetItem(QStringLiteral("%1   %2").arg(i + 1).arg(names[i]), m_list);
        item->setSizeHint({0, kRowHeight});
        if (!usable[i])
            item->setToolTip(tr("Of another kind of picture than the one there is"));
    }
    m_list->setCurrentRow(std::clamp(row, 0, int(names.size()) - 1));
    note()->setText(names.isEmpty() ? tr("None is kept yet") : QString());
    showEnabled();
}

void ViewsDialog::showEnabled() {
    const int row = m_list->currentRow();
    const bool any = row >= 0 && row < int(m_usable.size());
    m_rename->setEnabled(any);
    m_delete->setEnabled(any);
    m_go->setEnabled(any && m_usable[row]);
}

void ViewsDialog::go() {
    if (!m_go->isEnabled())
        return;
    const int row = m_list->currentRow();
    accept();
    emit goAsked(row);
}

} // namespace ui
