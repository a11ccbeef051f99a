#include "ui/style/tokens.h"

#include "ui/style/resources.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace ui {

namespace {

/// "#RRGGBB" or, with opacity last as in CSS, "#RRGGBBAA".
QColor colorFromCss(const QString& text) {
    if (text.size() != 9)
        return QColor(text);
    QColor color(text.left(7));
    color.setAlpha(text.right(2).toInt(nullptr, 16));
    return color;
}

QVector<QColor> ramp(const QJsonObject& data, const char* name, const QString& theme) {
    QVector<QColor> anchors;
    for (const QJsonValue value : data[QLatin1String(name)][theme].toArray())
        anchors += colorFromCss(value.toString());
    return anchors;
}

} // namespace

const std::array<std::pair<const char*, Colors::Member>, 27>& Colors::members() {
    static const std::array<std::pair<const char*, Member>, 27> table = {{
        {"stage", &Colors::stage},
        {"window", &Colors::window},
        {"panel", &Colors::panel},
        {"raised", &Colors::raised},
        {"field", &Colors::field},
        {"hover", &Colors::hover},
        {"pressed", &Colors::pressed},
        {"selected", &Colors::selected},
        {"border", &Colors::border},
        {"borderStrong", &Colors::borderStrong},
        {"grid", &Colors::grid},
        {"text", &Colors::text},
        {"textSecondary", &Colors::textSecondary},
        {"textDisabled", &Colors::textDisabled},
        {"textOnAccent", &Colors::textOnAccent},
        {"accent", &Colors::accent},
        {"accentHover", &Colors::accentHover},
        {"accentPressed", &Colors::accentPressed},
        {"focus", &Colors::focus},
        {"link", &Colors::link},
        {"success", &Colors::success},
        {"warning", &Colors::warning},
        {"error", &Colors::error},
        {"successFill", &Colors::successFill},
        {"warningFill", &Colors::warningFill},
        {"errorFill", &Colors::errorFill},
        {"scrim", &Colors::scrim},
    }};
    return table;
}

Pigments loadPigments(Scheme scheme) {
    loadResources();
    QFile file(QStringLiteral(":/style/tokens.json"));
    const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT(opened);
    Q_UNUSED(opened);
    const QJsonObject tokens = QJsonDocument::fromJson(file.readAll()).object();
    const bool dark = scheme != Scheme::Light;
    const QString theme = dark ? QStringLiteral("dark") : QStringLiteral("light");
    const QString surfaces = scheme == Scheme::Contrast ? QStringLiteral("contrast") : theme;

    Pigments palette;
    const QJsonObject colors = tokens[QLatin1String("color")][surfaces].toObject();
    for (const auto& [name, member] : Colors::members())
        palette.colors.*member = colorFromCss(colors[QLatin1String(name)].toString());
    const QJsonObject data = tokens[QLatin1String("data")].toObject();
    palette.data.snapshots = ramp(data, "snapshots", theme);
    palette.data.lamp = ramp(data, "lamp", theme);
    palette.data.growth = ramp(data, "growth", theme);
    palette.data.particle = dark ? QColor(0xFF, 0xE9, 0xBF) : QColor(0x6B, 0x37, 0x00);
    return palette;
}

} // namespace ui
