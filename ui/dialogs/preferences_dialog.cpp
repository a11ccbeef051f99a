#include "ui/dialogs/preferences_dialog.h"

#include "ui/widgets/labels.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/segmented_control.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace ui {

PreferencesDialog::PreferencesDialog(const Preferences& preferences, QWidget* parent)
    : StudioDialog(tr("Preferences"), parent), m_preferences(preferences) {
    setObjectName(QStringLiteral("preferencesDialog"));
    auto* themes = new SegmentedControl;
    themes->setObjectName(QStringLiteral("theme"));
    themes->setAccessibleName(tr("Theme"));
    themes->addSegment(QStringLiteral("system"), tr("As the desktop"));
    themes->addSegment(QStringLiteral("dark"), tr("Dark"));
    themes->addSegment(QStringLiteral("light"), tr("Light"));
    themes->addSegment(QStringLiteral("contrast"), tr("High contrast"));
    themes->setCurrent(preferences.theme == Theme::Choice::Dark    ? QStringLiteral("dark")
                       : preferences.theme == Theme::Choice::Light ? QStringLiteral("light")
                       : preferences.theme == Theme::Choice::Contrast ? QStringLiteral("contrast")
                                                                   : QStringLiteral("system"));
    auto* motion = new QCheckBox(tr("Less motion"));
    motion->setObjectName(QStringLiteral("reducedMotion"));
    motion->setChecked(preferences.reducedMotion);
    auto* threads = new NumberField(tr("0: all cores"));
    threads->setObjectName(QStringLiteral("threads"));
    threads->setDecimals(0);
    threads->setRange(0, 256);
    threads->show(preferences.threads);
    auto* autosave = new NumberField(tr("minutes, 0: never"));
    autosave->setObjectName(QStringLiteral("autosaveMinutes"));
    autosave->setDecimals(0);
    autosave->setRange(0, 60);
    autosave->show(preferences.autosaveMinutes);

    auto* grid = new QGridLayout;
    grid->setContentsMargins(24, 20, 24, 24);
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(4);
    grid->setColumnMinimumWidth(0, 130);
    grid->setColumnStretch(1, 1);
    int row = 0;
    const auto add = [&](const QString& name, QWidget* control, const QString& why) {
        QLabel* label = makeLabel(name);
        label->setBuddy(control);
        if (control->accessibleName().isEmpty())
            control->setAccessibleName(name);
        control->setToolTip(why);
        grid->addWidget(label, row, 0);
        grid->addWidget(control, row, 1);
        QLabel* explanation = makeExplanation(why);
        explanation->setAlignment(Qt::AlignLeft | Qt::AlignTop);
        grid->addWidget(explanation, row + 1, 1);
        grid->setRowMinimumHeight(row + 2, 12);
        row += 3;
    };
    add(tr("Theme"), themes, tr("The accent stays the same: warm is what was learned or moves."));
    add(tr("Motion"), motion, tr("Panels and the camera jump instead of gliding, and animations start held."));
    add(tr("Threads"), threads, tr("How many the training may use; takes effect when the program starts again."));
    add(tr("Safety copy"), autosave,
        tr("How often unsaved work is copied, to be offered again if the program should end unexpectedly."));
    body()->addLayout(grid);
    QPushButton* close = addButton(QStringLiteral("closeButton"), tr("Close"), true);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    note()->setText(tr("Changes are kept at once"));
    setFixedWidth(560);

    const auto change = [this](auto&& set) {
        Preferences changed = m_preferences;
        set(changed);
        if (changed == m_preferences)
            return;
        m_preferences = changed;
        emit this->changed(changed);
    };
    connect(themes, &SegmentedControl::chosen, this, [change](const QString& id) {
        change([&](Preferences& p) {
            p.theme = id == QLatin1String("dark")    ? Theme::Choice::Dark
                      : id == QLatin1String("light") ? Theme::Choice::Light
                      : id == QLatin1String("contrast") ? Theme::Choice::Contrast
                                                     : Theme::Choice::FollowSystem;
        });
    });
    connect(motion, &QCheckBox::toggled, this,
            [change](bool on) { change([&](Preferences& p) { p.reducedMotion = on; }); });
    connect(threads, &NumberField::committed, this,
            [change](double n) { change([&](Preferences& p) { p.threads = int(n); }); });
    connect(autosave, &NumberField::committed, this,
            [change](double n) { change([&](Preferences& p) { p.autosaveMinutes = int(n); }); });
    themes->segment(themes->current())->setFocus();
}

} // namespace ui
