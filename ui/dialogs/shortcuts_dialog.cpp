#include "ui/dialogs/shortcuts_dialog.h"

#include "ui/widgets/labels.h"
#include "ui/window/actions.h"

#include <QAction>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>
#include <algorithm>

namespace ui {

namespace {

QString keysText(const QList<QKeySequence>& shortcuts) {
    QStringList texts;
    for (const QKeySequence& keys : shortcuts)
        texts += keys.toString(QKeySequence::NativeText);
    return texts.join(QStringLiteral(", "));
}

} // namespace

ShortcutsDialog::ShortcutsDialog(const Actions& actions, QWidget* parent)
    : StudioDialog(tr("Keyboard shortcuts"), parent) {
    setObjectName(QStringLiteral("shortcutsDialog"));
    // Three columns of groups, filled evenly.
    QVector<std::pair<QString, QVector<QAction*>>> groups;
    int total = 0;
    for (QAction* action : actions.all()) {
        if (action->shortcuts().isEmpty() || !action->isVisible())
            continue;
        const QString place = Actions::placeOf(action);
        auto group = std::find_if(groups.begin(), groups.end(), [&](const auto& g) { return g.first == place; });
        if (group == groups.end())
            group = groups.insert(groups.end(), {place, {}});
        group->second += action;
        ++total;
    }
    constexpr int kColumns = 3;
    auto* sheet = new QWidget;
    auto* columns = new QHBoxLayout(sheet);
    columns->setContentsMargins(24, 20, 24, 20);
    columns->setSpacing(36);
    QVBoxLayout* column = nullptr;
    int filled = 0, inColumn = 0;
    const int rows = total + 2 * int(groups.size());
    for (const auto& [place, members] : groups) {
        const bool full = inColumn + int(members.size()) / 2 > rows / kColumns;
        if (!column || (full && filled < kColumns)) {
            if (column)
                column->addStretch(1);
            column = new QVBoxLayout;
            column->setSpacing(0);
            columns->addLayout(column, 1);
            ++filled;
            inColumn = 0;
        }
        QLabel* heading = makeLabel(place, TextSize::Small, Tone::Normal, TextWeight::Semibold);
        heading->setContentsMargins(0, inColumn ? 14 : 0, 0, 4);
        column->addWidget(heading);
        for (const QAction* action : members) {
            auto* row = new QHBoxLayout;
            row->addWidget(makeLabel(Actions::plainText(action), TextSize::Small, Tone::Secondary), 1);
            QLabel* keys =
                makeLabel(keysText(action->shortcuts()), TextSize::Small);
            keys->setAlignment(Qt::AlignRight);
            row->addWidget(keys);
            column->addLayout(row);
            column->addSpacing(3);
        }
        inColumn += int(members.size()) + 2;
    }
    if (column)
        column->addStretch(1);
    auto* scroll = new QScrollArea;
    scroll->setWidget(sheet);
    scroll->setWidgetResizable(true);
    scroll->viewport()->setAutoFillBackground(false);
    sheet->setAutoFillBackground(false);
    body()->addWidget(scroll, 1);
    if (const QString keys = Actions::keyText(actions["findCommand"]); !keys.isEmpty())
        note()->setText(tr("%1 finds a command by its name").arg(keys));
    QPushButton* change = addButton(QStringLiteral("changeShortcuts"), tr("Change…"));
    change->setToolTip(tr("Give commands other keys."));
    connect(change, &QPushButton::clicked, this, [this, &actions] {
        accept();
        actions["editShortcuts"]->trigger();
    });
    QPushButton* close = addButton(QStringLiteral("closeButton"), tr("Close"), true);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    const QSize wanted(960, sheet->sizeHint().height() + 52 + 60 + 4);
    resize(wanted.boundedTo(parent ? parent->window()->size() - QSize(40, 40) : wanted));
}

} // namespace ui
