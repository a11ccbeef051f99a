#include "ui/style/theme.h"

#include "ui/scene/color_map.h"
#include "ui/style/focus_ring.h"
#include "ui/style/fonts.h"
#include "ui/style/resources.h"
#include "ui/style/studio_style.h"
#include "ui/style/system_scheme.h"

#include <QApplication>
#include <QFile>
#include <QRegularExpression>
#include <QToolTip>
#include <QWidget>
#include <algorithm>

namespace ui {

Theme& Theme::instance() {
    // Lives until the process ends: painting code may ask for colours while the last window is being destroyed.
    static Theme* const theme = new Theme;
    return *theme;
}

Theme::Theme() {
    loadResources();
    qApp->setStyle(new StudioStyle);
    qApp->setFont(textFont());
    QToolTip::setFont(textFont(TextSize::Small));
    new FocusRing(qApp);
    wear(Scheme::Dark);
    connect(&SystemScheme::instance(), &SystemScheme::changed, this, [this] {
        if (m_choice == Choice::FollowSystem)
            choose(m_choice);
    });
}

void Theme::choose(Choice choice) {
    m_choice = choice;
    const bool dark = choice == Choice::Dark || (choice == Choice::FollowSystem && SystemScheme::instance().isDark());
    const Scheme scheme = choice == Choice::Contrast ? Scheme::Contrast : dark ? Scheme::Dark : Scheme::Light;
    if (scheme == m_scheme)
        return;
    wear(scheme);
    for (QWidget* widget : QApplication::allWidgets())
        widget->update();
    emit changed();
}

void Theme::wear(Scheme scheme) {
    m_scheme = scheme;
    m_palette = loadPigments(scheme);
    // The palette first: the style sheet inherits from it.
    QApplication::setPalette(qtPalette(m_palette.colors));
    qApp->setStyleSheet(styleSheet(m_palette.colors));
}

SceneTheme Theme::scene() const {
    return m_scheme == Scheme::Contrast ? contrastTheme() : m_scheme == Scheme::Dark ? darkTheme() : lightTheme();
}

QColor Theme::snapshotColor(int index, int count) const {
    return QColor(ui::snapshotColor(index, count, isDark()).rgb());
}

QPalette Theme::qtPalette(const Colors& c) {
    QPalette palette;
    const auto set = [&](QPalette::ColorRole role, const QColor& color, const QColor& disabled) {
        palette.setColor(QPalette::Active, role, color);
        palette.setColor(QPalette::Inactive, role, color);
        palette.setColor(QPalette::Disabled, role, disabled);
    };
    set(QPalette::Window, c.window, c.window);
    set(QPalette::AlternateBase, c.panel, c.panel);
    set(QPalette::Base, c.field, c.field);
    set(QPalette::Button, c.raised, c.raised);
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        set(role, c.text, c.textDisabled);
    set(QPalette::BrightText, c.textOnAccent, c.textDisabled);
    set(QPalette::PlaceholderText, c.textSecondary, c.textDisabled);
    set(QPalette::Highlight, c.accent, c.borderStrong);
    set(QPalette::HighlightedText, c.textOnAccent, c.text);
    set(QPalette::Link, c.link, c.textDisabled);
    set(QPalette::LinkVisited, c.link, c.textDisabled);
    set(QPalette::Mid, c.border, c.border);
    set(QPalette::Dark, c.borderStrong, c.borderStrong);
    set(QPalette::Light, c.hover, c.hover);
    set(QPalette::Midlight, c.hover, c.hover);
    set(QPalette::Shadow, QColor(0, 0, 0), QColor(0, 0, 0));
    set(QPalette::ToolTipBase, c.raised, c.raised);
    set(QPalette::ToolTipText, c.text, c.text);
    return palette;
}

QString Theme::styleSheet(const Colors& colors) {
    QFile file(QStringLiteral(":/style/studio.qss"));
    const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT(opened);
    Q_UNUSED(opened);
    const QString pattern = QString::fromUtf8(file.readAll());
    static const QRegularExpression place(QStringLiteral("@([A-Za-z]+)"));
    QString sheet;
    qsizetype end = 0;
    for (auto matches = place.globalMatch(pattern); matches.hasNext();) {
        const QRegularExpressionMatch match = matches.next();
        sheet += QStringView(pattern).mid(end, match.capturedStart() - end);
        const QString name = match.captured(1);
        const auto& members = Colors::members();
        const auto found = std::find_if(members.begin(), members.end(),
                                        [&](const auto& member) { return name == QLatin1String(member.first); });
        if (found == members.end())
            qFatal("studio.qss names a colour there is not: %s", qPrintable(name));
        sheet += (colors.*found->second).name(QColor::HexArgb);
        end = match.capturedEnd();
    }
    return sheet += QStringView(pattern).mid(end);
}

} // namespace ui
