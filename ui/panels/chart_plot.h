#pragma once

#include "ui/panels/chart_content.h"
#include "ui/style/tokens.h"

#include <QPointF>

class QCustomPlot;
class QCPItemText;

namespace ui {

/// Draws a chart's content as the look wants it: no axis lines, three level lines, labels inside the margins. For the
/// window and for files.
/// Thread: GUI.
class ChartPlot {
public:
    /// `plot` must outlive it.
    explicit ChartPlot(QCustomPlot& plot);

    void draw(const ChartContent& content, const Colors& colors);
    /// Over what was drawn: an upright line, dots on the curves there, and words.
    void drawHover(const ChartContent& content, const Colors& colors, double x, const QString& words);

private:
    void drawSteps(const ChartContent& content, const QColor& color);
    void placeTicks(const QVector<ChartContent::Tick>& ticks, const QColor& color);
    void drawLine(double x, const QColor& color);
    QCPItemText* placeText(const QString& text, const QColor& color, const QPointF& place, Qt::Alignment alignment,
                           bool xInPixels, bool yInPixels);

    QCustomPlot& m_plot;
};

} // namespace ui
