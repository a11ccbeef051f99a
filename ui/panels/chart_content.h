#pragma once

#include "ui/widgets/curve_pen.h"

#include <QColor>
#include <QString>
#include <QVector>
#include <optional>

namespace ui {

/// What a chart shows: curves, marks, ticks and words. A value.
struct ChartContent {
    struct Curve {
        using Tone = CurveTone;
        Tone tone = Tone::Accent;
        QVector<double> x, y;
        QString name = {}; ///< for hovering and tables
    };
    struct Mark {
        double x, y;
        QColor color;
        bool hollow;
    };
    struct Tick {
        double at;
        QString text;
    };
    double xLow = 0, xHigh = 1, yLow = 0, yHigh = 1;
    bool xLogarithmic = false, yLogarithmic = false;
    QVector<Tick> xTicks, yTicks; ///< words stand below their x, as far as the ends allow
    QVector<Curve> curves;
    QVector<Mark> marks;
    QString xName;                    ///< of the x axis: "step", "t"
    std::optional<double> cursor = {}; ///< an x that is looked at: an upright line
    QString note;                     ///< says what the dashed line is; stands beside the title
    QString empty;                    ///< shown instead of everything when not empty

    bool isOverSteps() const { return xLogarithmic; }
    /// An x as words: a count of steps, or a number.
    QString xText(double x) const;
    /// The same between two of its x, with y from what is drawn there.
    ChartContent zoomed(double low, double high) const;
};

/// Every point of every curve: curve, x and y, with a heading. `yName` with its unit.
QString chartTable(const ChartContent& content, const QString& yName);

} // namespace ui
