#include "ui/panels/chart_accessible.h"

#include "ui/panels/chart.h"

#include <cmath>

namespace ui {

namespace {
QAccessibleInterface* made(const QString& className, QObject* object) {
    auto* chart = className == QLatin1String(Chart::staticMetaObject.className()) ? qobject_cast<Chart*>(object) : nullptr;
    return chart ? new ChartAccessible(chart) : nullptr;
}
} // namespace

ChartAccessible::ChartAccessible(Chart* chart) : QAccessibleWidget(chart, QAccessible::Chart) {}

void ChartAccessible::install() {
    QAccessible::removeFactory(made);
    QAccessible::installFactory(made);
}

void ChartAccessible::announce(Chart& chart) {
    if (QAccessibleInterface* spoken = QAccessible::queryAccessibleInterface(&chart)) {
        QAccessibleValueChangeEvent value(&chart, spoken->valueInterface()->currentValue());
        QAccessible::updateAccessibility(&value);
        QAccessibleEvent description(&chart, QAccessible::DescriptionChanged); // the words about the number
        QAccessible::updateAccessibility(&description);
    }
}

Chart& ChartAccessible::chart() const { return *static_cast<Chart*>(widget()); }

QString ChartAccessible::text(QAccessible::Text kind) const {
    if (kind != QAccessible::Value && kind != QAccessible::Description)
        return QAccessibleWidget::text(kind);
    const std::optional<double> place = chart().readPlace();
    const QString words = place ? chart().textAt(*place) : chart().content().empty;
    if (kind == QAccessible::Value)
        return words;
    return words.isEmpty() ? chart().accessibleDescription()
                           : words + QStringLiteral(". ") + chart().accessibleDescription();
}

void* ChartAccessible::interface_cast(QAccessible::InterfaceType type) {
    if (type == QAccessible::ValueInterface)
        return static_cast<QAccessibleValueInterface*>(this);
    return QAccessibleWidget::interface_cast(type);
}

QVariant ChartAccessible::currentValue() const {
    const std::optional<double> place = chart().readPlace();
    QVariant value = 0.0;
    if (!place)
        return value;
    double apart = -1;
    for (const Chart::Curve& curve : chart().content().curves)
        for (qsizetype i = 0; i < curve.x.size(); ++i)
            if (curve.tone == Chart::Curve::Tone::Accent && (apart < 0 || std::abs(curve.x[i] - *place) < apart)) {
                apart = std::abs(curve.x[i] - *place);
                value = curve.y[i];
            }
    return value;
}

QVariant ChartAccessible::maximumValue() const { return chart().content().yHigh; }
QVariant ChartAccessible::minimumValue() const { return chart().content().yLow; }

} // namespace ui
