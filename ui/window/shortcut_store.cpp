#include "ui/window/shortcut_store.h"

#include "ui/window/actions.h"

#include <QAction>
#include <QSettings>

namespace ui {

namespace {
const QString kGroup = QStringLiteral("shortcuts");
QString keyOf(const QAction* action) { return kGroup + QLatin1Char('/') + action->objectName(); }
} // namespace

void loadShortcuts(Actions& actions, QSettings& settings) {
    for (QAction* action : actions.all()) {
        if (!settings.contains(keyOf(action)))
            continue;
        QList<QKeySequence> keys =
            QKeySequence::listFromString(settings.value(keyOf(action)).toString(), QKeySequence::PortableText);
        keys.removeAll(QKeySequence()); // what an empty text and a misspelt one give
        actions.setShortcuts(action, keys);
    }
}

void storeShortcuts(const Actions& actions, QSettings& settings) {
    settings.remove(kGroup);
    for (const QAction* action : actions.all())
        if (action->shortcuts() != Actions::defaultShortcuts(action))
            settings.setValue(keyOf(action),
                              QKeySequence::listToString(action->shortcuts(), QKeySequence::PortableText));
}

} // namespace ui
