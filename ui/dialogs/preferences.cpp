#include "ui/dialogs/preferences.h"

#include <QSettings>
#include <algorithm>

namespace ui {

namespace {
const QString kTheme = QStringLiteral("preferences/theme");
const QString kReducedMotion = QStringLiteral("preferences/reducedMotion");
const QString kThreads = QStringLiteral("preferences/threads");
const QString kAutosave = QStringLiteral("preferences/autosaveMinutes");
} // namespace

Preferences Preferences::load(QSettings& settings) {
    Preferences p;
    const QString theme = settings.value(kTheme).toString();
    p.theme = theme == QLatin1String("dark")    ? Theme::Choice::Dark
              : theme == QLatin1String("light") ? Theme::Choice::Light
              : theme == QLatin1String("contrast") ? Theme::Choice::Contrast
                                                   : Theme::Choice::FollowSystem;
    p.reducedMotion = settings.value(kReducedMotion, p.reducedMotion).toBool();
    p.threads = std::clamp(settings.value(kThreads, p.threads).toInt(), 0, 256);
    p.autosaveMinutes = std::clamp(settings.value(kAutosave, p.autosaveMinutes).toInt(), 0, 60);
    return p;
}

void Preferences::store(QSettings& settings) const {
    settings.setValue(kTheme, theme == Theme::Choice::Dark    ? QStringLiteral("dark")
                              : theme == Theme::Choice::Light ? QStringLiteral("light")
                              : theme == Theme::Choice::Contrast ? QStringLiteral("contrast")
                                                              : QStringLiteral("system"));
    settings.setValue(kReducedMotion, reducedMotion);
    settings.setValue(kThreads, threads);
    settings.setValue(kAutosave, autosaveMinutes);
}

} // namespace ui
