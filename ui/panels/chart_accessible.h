#pragma once

#include <QAccessibleWidget>

namespace ui {

class Chart;

/// A chart for those who hear it: its value is the height of the curve at the point that is read, and in words the
/// values of all curves there.
/// Thread: GUI.
class ChartAccessible : public QAccessibleWidget, public QAccessibleValueInterface {
public:
    explicit ChartAccessible(Chart* chart);

    /// All charts speak through it from now on. Calling it again does nothing.
    static void install();
    /// Tells who listens that another point is read.
    static void announce(Chart& chart);

    QString text(QAccessible::Text kind) const override;
    void* interface_cast(QAccessible::InterfaceType type) override;

    QVariant currentValue() const override;
    void setCurrentValue(const QVariant&) override {} // it is read only
    QVariant maximumValue() const override;
    QVariant minimumValue() const override;
    QVariant minimumStepSize() const override { return 0.0; }

private:
    Chart& chart() const;
};

} // namespace ui
