#include "ui/style/tokens.h"

#include "ui/style/resources.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>
#include <cmath>

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

using Triple = std::array<double, 3>;

double toLinear(double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); }
double toGamma(double c) { return c <= 0.0031308 ? 12.92 * c : 1.055 * std::pow(c, 1 / 2.4) - 0.055; }

// OKLab as published by Björn Ottosson: a colour space in which equal steps look equal.
Triple toOklab(const QColor& color) {
    const double r = toLinear(color.redF()), g = toLinear(color.greenF()), b = toLinear(color.blueF());
    const double l = std::cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
    const double m = std::cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
    const double s = std::cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
    return {0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
            1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
            0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s};
}

QColor fromOklab(const Triple& lab) {
    const auto cubed = [](double v) { return v * v * v; };
    const double l = cubed(lab[0] + 0.3963377774 * lab[1] + 0.2158037573 * lab[2]);
    const double m = cubed(lab[0] - 0.1055613458 * lab[1] - 0.0638541728 * lab[2]);
    const double s = cubed(lab[0] - 0.0894841775 * lab[1] - 1.2914855480 * lab[2]);
    const auto channel = [](double linear) { return float(std::clamp(toGamma(std::max(linear, 0.0)), 0.0, 1.0)); };
    return QColor::fromRgbF(channel(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
                            channel(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
                            channel(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s));
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

Pigments loadPigments(bool dark) {
    loadResources();
    QFile file(QStringLiteral(":/style/tokens.json"));
    const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT(opened);
    Q_UNUSED(opened);
    const QJsonObject tokens = QJsonDocument::fromJson(file.readAll()).object();
    const QString theme = dark ? QStringLiteral("dark") : QStringLiteral("light");

    Pigments palette;
    const QJsonObject colors = tokens[QLatin1String("color")][theme].toObject();
    for (const auto& [name, member] : Colors::members())
        palette.colors.*member = colorFromCss(colors[QLatin1String(name)].toString());
    const QJsonObject data = tokens[QLatin1String("data")].toObject();
    palette.data.snapshots = ramp(data, "snapshots", theme);
    palette.data.lamp = ramp(data, "lamp", theme);
    palette.data.growth = ramp(data, "growth", theme);
    palette.data.particle = dark ? QColor(0xFF, 0xE9, 0xBF) : QColor(0x6B, 0x37, 0x00);
    return palette;
}

QColor mixed(const QVector<QColor>& anchors, double u) {
    if (anchors.isEmpty())
        return {};
    const double place = std::clamp(u, 0.0, 1.0) * double(anchors.size() - 1);
    const int i = std::min(int(place), int(anchors.size()) - 1), j = std::min(i + 1, int(anchors.size()) - 1);
    const double part = place - i;
    if (part == 0)
        return anchors[i];
    Triple lab;
    const Triple a = toOklab(anchors[i]), b = toOklab(anchors[j]);
    for (int k = 0; k < 3; ++k)
        lab[k] = a[k] + part * (b[k] - a[k]);
    return fromOklab(lab);
}

} // namespace ui
