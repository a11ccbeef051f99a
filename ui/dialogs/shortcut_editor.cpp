#include "ui/dialogs/shortcut_editor.h"

#include "ui/widgets/labels.h"
#include "ui/window/actions.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHash>
#include <QHeaderView>
#include <QKeyEvent>
#include <QKeySequenceEdit>
#include <QLineEdit>
#include <QPushButton>
#include <QTimer>
#include <QTreeWidget>
#include <QTreeWidgetItemIterator>
#include <QVBoxLayout>
#include <algorithm>

namespace ui {

namespace {

constexpr int kActionRole = Qt::UserRole, kRowHeight = 27;
enum Column { Command, Keys, State };

QString keysText(const QAction* action) {
    QStringList texts;
    for (const QKeySequence& keys : action->shortcuts())
        texts += keys.toString(QKeySequence::NativeText);
    return texts.join(QStringLiteral(", "));
}

QAction* actionOf(const QTreeWidgetItem* item) {
    return item ? item->data(Command, kActionRole).value<QAction*>() : nullptr;
}

bool isChanged(const QAction* action) { return action->shortcuts() != Actions::defaultShortcuts(action); }

QPushButton* makeButton(const QString& objectName, const QString& text, const QString& why) {
    auto* button = new QPushButton(text);
    button->setObjectName(objectName);
    button->setToolTip(why);
    button->setAutoDefault(false);
    return button;
}

} // namespace

ShortcutEditor::ShortcutEditor(Actions& actions, QWidget* parent)
    : StudioDialog(tr("Change shortcuts"), parent), m_actions(actions), m_filter(new QLineEdit), m_list(new QTreeWidget) {
    setObjectName(QStringLiteral("shortcutEditor"));
    m_filter->setObjectName(QStringLiteral("shortcutFilter"));
    m_filter->setPlaceholderText(tr("Filter by name, menu or keys"));
    m_filter->setAccessibleName(m_filter->placeholderText());
    m_list->setObjectName(QStringLiteral("shortcutList"));
    m_list->setAccessibleName(tr("Commands"));
    m_list->setHeaderLabels({tr("Command"), tr("Keys"), QString()});
    m_list->header()->setFont(textFont(TextSize::Small));
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(Command, QHeaderView::Stretch);
    m_list->header()->setSectionResizeMode(Keys, QHeaderView::Fixed);
    m_list->header()->setSectionResizeMode(State, QHeaderView::Fixed);
    m_list->headerItem()->setTextAlignment(Keys, Qt::AlignRight | Qt::AlignVCenter);
    m_list->header()->resizeSection(Keys, 170);
    m_list->header()->resizeSection(State, 76);
    m_list->setRootIsDecorated(false);
    m_list->setItemsExpandable(false);
    m_list->setUniformRowHeights(true);
    m_list->setIndentation(12);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* layout = new QVBoxLayout;
    layout->setContentsMargins(24, 16, 24, 16);
    layout->setSpacing(10);
    layout->addWidget(m_filter);
    layout->addWidget(m_list, 1);
    layout->addWidget(makeRecorder());
    body()->addLayout(layout, 1);
    note()->setText(tr("Changes are kept at once"));
    m_resetAll = addButton(QStringLiteral("resetAllShortcuts"), tr("Reset all"));
    m_resetAll->setToolTip(tr("Give all commands the keys they had at first."));
    QPushButton* close = addButton(QStringLiteral("closeButton"), tr("Close"));
    connect(close, &QPushButton::clicked, this, &QDialog::accept);

    fill();
    connect(m_filter, &QLineEdit::textChanged, this, &ShortcutEditor::filter);
    connect(m_list, &QTreeWidget::currentItemChanged, this, &ShortcutEditor::showCurrent);
    connect(m_list, &QTreeWidget::itemActivated, this, [this] { m_record->setFocus(Qt::TabFocusReason); });
    connect(m_resetAll, &QPushButton::clicked, this, [this] {
        m_actions.resetShortcuts();
        showCurrent();
        say(tr("All commands have the keys they had at first."));
    });
    connect(&actions, &Actions::shortcutsChanged, this, &ShortcutEditor::showKeys);
    showKeys();
    choose(actions.all().constFirst());
    m_filter->setFocus();
    const QSize wanted(680, 640);
    resize(wanted.boundedTo(parent ? parent->window()->size() - QSize(40, 40) : wanted));
}

QWidget* ShortcutEditor::makeRecorder() {
    m_name = makeHeading({});
    m_sentence = makeLabel({}, TextSize::Small, Tone::Secondary);
    m_sentence->setWordWrap(true);
    m_record = new QKeySequenceEdit;
    m_record->setObjectName(QStringLiteral("shortcutKeys"));
    m_record->setToolTip(tr("Press the keys that shall run the command. Esc goes back to the list."));
    m_record->findChild<QLineEdit*>()->setAccessibleName(tr("New keys"));
    m_record->installEventFilter(this);
    m_clear = makeButton(QStringLiteral("clearShortcut"), tr("No keys"), tr("Take the keys of this command away."));
    m_reset = makeButton(QStringLiteral("resetShortcut"), tr("Reset"), tr("Give this command the keys it had at first."));
    m_message = makeLabel({}, TextSize::Small);
    m_message->setObjectName(QStringLiteral("shortcutMessage"));
    m_message->setWordWrap(true);
    m_takeOver = makeButton(QStringLiteral("takeShortcut"), tr("Take it over"),
                            tr("The other command goes without these keys."));

    auto* keys = new QHBoxLayout;
    keys->setSpacing(8);
    keys->addWidget(m_record, 1);
    keys->addWidget(m_clear);
    keys->addWidget(m_reset);
    auto* answer = new QHBoxLayout;
    answer->setSpacing(8);
    answer->addWidget(m_message, 1);
    answer->addWidget(m_takeOver);
    auto* recorder = new QWidget;
    auto* layout = new QVBoxLayout(recorder);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(m_name);
    layout->addWidget(m_sentence);
    layout->addLayout(keys);
    layout->addLayout(answer);
    answer->addStrut(m_takeOver->sizeHint().height()); // the list keeps its height when a message comes

    connect(m_record, &QKeySequenceEdit::editingFinished, this, &ShortcutEditor::takePressed);
    connect(m_clear, &QPushButton::clicked, this, [this] { offer({}); });
    connect(m_reset, &QPushButton::clicked, this, [this] {
        if (const QAction* action = current())
            offer(Actions::defaultShortcuts(action));
    });
    connect(m_takeOver, &QPushButton::clicked, this, &ShortcutEditor::takeOver);
    return recorder;
}

void ShortcutEditor::fill() {
    QHash<QString, QTreeWidgetItem*> places;
    for (QAction* action : m_actions.all()) {
        const QString place = Actions::placeOf(action);
        QTreeWidgetItem*& heading = places[place];
        if (!heading) {
            heading = new QTreeWidgetItem(m_list, {place});
            heading->setFlags(Qt::ItemIsEnabled);
            heading->setFirstColumnSpanned(true);
            heading->setFont(Command, textFont(TextSize::Small, TextWeight::Semibold));
            heading->setSizeHint(Command, {0, kRowHeight});
        }
        auto* item = new QTreeWidgetItem(heading, {Actions::plainText(action)});
        item->setData(Command, kActionRole, QVariant::fromValue(action));
        item->setToolTip(Command, action->statusTip());
        item->setFont(Command, textFont(TextSize::Small));
        item->setFont(State, textFont(TextSize::Caption));
        item->setTextAlignment(Keys, Qt::AlignRight | Qt::AlignVCenter);
        item->setTextAlignment(State, Qt::AlignRight | Qt::AlignVCenter);
    }
    m_list->expandAll();
}

void ShortcutEditor::showKeys() {
    bool anyChanged = false;
    for (QTreeWidgetItemIterator at(m_list); *at; ++at)
        if (const QAction* action = actionOf(*at)) {
            const bool changed = isChanged(action);
            anyChanged |= changed;
            (*at)->setText(Keys, keysText(action));
            (*at)->setFont(Keys, textFont(TextSize::Small, changed ? TextWeight::Semibold : TextWeight::Regular));
            (*at)->setText(State, changed ? tr("changed") : QString());
        }
    m_resetAll->setEnabled(anyChanged);
    filter();
}

void ShortcutEditor::filter() {
    const QStringList words = m_filter->text().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    QTreeWidgetItem* first = nullptr;
    for (int i = 0; i < m_list->topLevelItemCount(); ++i) {
        QTreeWidgetItem* place = m_list->topLevelItem(i);
        bool any = false;
        for (int j = 0; j < place->childCount(); ++j) {
            QTreeWidgetItem* item = place->child(j);
            const QString text = place->text(Command) + QLatin1Char(' ') + item->text(Command) + QLatin1Char(' ') +
                                 item->text(Keys);
            const bool shown = std::all_of(words.begin(), words.end(), [&](const QString& word) {
                return text.contains(word, Qt::CaseInsensitive);
            });
            item->setHidden(!shown);
            any |= shown;
            if (shown && !first)
                first = item;
        }
        place->setHidden(!any);
    }
    if (!m_list->currentItem() || m_list->currentItem()->isHidden())
        m_list->setCurrentItem(first);
    showCurrent();
}

QTreeWidgetItem* ShortcutEditor::itemOf(const QAction* action) const {
    for (QTreeWidgetItemIterator at(m_list); *at; ++at)
        if (actionOf(*at) == action)
            return *at;
    return nullptr;
}

void ShortcutEditor::choose(const QAction* action) { m_list->setCurrentItem(itemOf(action)); }

QAction* ShortcutEditor::current() const { return actionOf(m_list->currentItem()); }

void ShortcutEditor::showCurrent() {
    const QAction* action = current();
    m_name->setText(action ? Actions::plainText(action) : tr("No command is called that"));
    m_sentence->setText(action ? action->statusTip() : QString());
    m_record->setAccessibleName(action ? tr("New keys for %1").arg(Actions::plainText(action)) : tr("New keys"));
    m_record->setKeySequence({});
    m_record->findChild<QLineEdit*>()->setPlaceholderText(tr("Press the new keys here")); // Qt puts words of its own
    m_record->setEnabled(action);
    m_clear->setEnabled(action && !action->shortcuts().isEmpty());
    m_reset->setEnabled(action && isChanged(action));
    say({});
}

void ShortcutEditor::takePressed() {
    const QKeySequence pressed = m_record->keySequence();
    if (pressed.isEmpty() || !current())
        return;
    // One stroke is a shortcut here: of several that came quickly, the last is meant.
    const QKeySequence keys(pressed[pressed.count() - 1]);
    m_record->setKeySequence(keys);
    if (m_wanted == QList{keys})
        return; // asked already
    offer({keys});
}

void ShortcutEditor::offer(const QList<QKeySequence>& keys) {
    QAction* action = current();
    if (!action)
        return;
    for (const QKeySequence& key : keys)
        if (const QAction* owner = m_actions.owner(key); owner && owner != action) {
            m_wanted = keys;
            say(tr("%1 belongs to “%2” (%3).")
                    .arg(key.toString(QKeySequence::NativeText), Actions::plainText(owner), Actions::placeOf(owner)),
                true);
            return;
        }
    m_actions.setShortcuts(action, keys);
    showCurrent();
    say(keys.isEmpty() ? tr("“%1” has no keys now.").arg(Actions::plainText(action))
                       : tr("“%1” is run by %2 now.").arg(Actions::plainText(action), keysText(action)));
}

void ShortcutEditor::takeOver() {
    QAction* action = current();
    const QList<QKeySequence> keys = m_wanted;
    if (!action || keys.isEmpty())
        return;
    const bool hadFocus = m_takeOver->hasFocus();
    QStringList losers;
    for (const QKeySequence& key : keys)
        if (const QAction* owner = m_actions.owner(key); owner && owner != action)
            losers += tr("“%1”").arg(Actions::plainText(owner));
    losers.removeDuplicates();
    m_actions.setShortcuts(action, keys);
    showCurrent();
    say(tr("“%1” is run by %2 now, %3 no longer.")
            .arg(Actions::plainText(action), keysText(action), losers.join(QStringLiteral(", "))));
    if (hadFocus)
        m_list->setFocus(Qt::TabFocusReason);
}

void ShortcutEditor::say(const QString& words, bool offersTakingOver) {
    if (!offersTakingOver)
        m_wanted.clear();
    m_message->setText(words);
    m_record->setAccessibleDescription(words);
    m_takeOver->setVisible(offersTakingOver);
}

bool ShortcutEditor::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Escape) {
            showCurrent();
            m_list->setFocus(Qt::TabFocusReason);
            return true;
        }
        if (!m_wanted.isEmpty() && (key == Qt::Key_Return || key == Qt::Key_Enter)) {
            takeOver();
            return true;
        }
    } else if (event->type() == QEvent::KeyRelease) {
        QTimer::singleShot(0, this, &ShortcutEditor::takePressed); // the field itself waits a second for more
    }
    return StudioDialog::eventFilter(watched, event);
}

} // namespace ui
