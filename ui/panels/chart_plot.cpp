#include "ui/panels/chart_plot.h"

#include "ui/style/fonts.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <qcustomplot.h>

namespace ui {

namespace {

using Curve = ChartContent::Curve;

constexpr QMargins kPlotMargins(40, 8, 8, 18);
constexpr double kHoverDot = 6, kMark = 8; // pixels
constexpr double kTick = 4, kSmallTick = 2;
constexpr double kLeastGap = 5; // between two words below the axis

QSharedPointer<QCPAxisTicker> tickerOf(const QVector<ChartContent::Tick>& ticks) {
    auto ticker = QSharedPointer<QCPAxisTickerText>::create();
    for (const ChartContent::Tick& tick : ticks)
        ticker->addTick(tick.at, tick.text);
    return ticker;
}

/// The point of a curve nearest to x; negative when there is none.
qsizetype nearestTo(const Curve& curve, double x) {
    qsizetype nearest = -1;
    for (qsizetype i = 0; i < curve.x.size(); ++i)
        if (nearest < 0 || std::abs(curve.x[i] - x) < std::abs(curve.x[nearest] - x))
            nearest = i;
    return nearest;
}

/// A range with so many pixels more at either end.
QCPRange padded(double low, double high, int height, double pixels) {
    const double room = (high - low) * pixels / std::max(height - 2 * pixels, 1.0);
    return {low - room, high + room};
}

} // namespace

ChartPlot::ChartPlot(QCustomPlot& plot) : m_plot(plot) {
    plot.axisRect()->setAutoMargins(QCP::msNone);
    plot.axisRect()->setMargins(kPlotMargins);
    plot.xAxis->grid()->setVisible(false);
    for (QCPAxis* axis : {plot.xAxis, plot.yAxis}) {
        axis->setBasePen(Qt::NoPen);
        axis->setTickPen(Qt::NoPen);
        axis->setSubTickPen(Qt::NoPen);
        axis->setTickLength(0);
        axis->setTickLabelFont(textFont(TextSize::Caption));
        axis->setTickLabelPadding(6);
        axis->grid()->setZeroLinePen(Qt::NoPen);
    }
    plot.xAxis->setTickLabels(false); // the ends are aligned inwards, which an axis cannot do
    plot.setNotAntialiasedElements(QCP::aeGrid);
}

QCPItemText* ChartPlot::placeText(const QString& text, const QColor& color, const QPointF& place,
                                  Qt::Alignment alignment, bool xInPixels, bool yInPixels) {
    auto* label = new QCPItemText(&m_plot);
    label->setText(text);
    label->setFont(textFont(TextSize::Caption));
    label->setColor(color);
    label->setPositionAlignment(alignment);
    label->setClipToAxisRect(false);
    label->position->setTypeX(xInPixels ? QCPItemPosition::ptAbsolute : QCPItemPosition::ptPlotCoords);
    label->position->setTypeY(yInPixels ? QCPItemPosition::ptAbsolute : QCPItemPosition::ptPlotCoords);
    label->position->setCoords(place);
    return label;
}

void ChartPlot::drawLine(double x, const QColor& color) {
    auto* line = new QCPItemStraightLine(&m_plot);
    line->setPen(QPen(color, 1));
    line->point1->setCoords(x, m_plot.yAxis->range().lower);
    line->point2->setCoords(x, m_plot.yAxis->range().upper);
}

void ChartPlot::draw(const ChartContent& content, const Colors& c) {
    m_plot.setViewport(m_plot.rect()); // words are placed by pixels, before the plot is drawn
    for (const auto phase : {QCPLayoutElement::upPreparation, QCPLayoutElement::upMargins, QCPLayoutElement::upLayout})
        m_plot.plotLayout()->update(phase);
    m_plot.clearPlottables();
    m_plot.clearItems();
    m_plot.setBackground(QBrush(c.panel));
    m_plot.xAxis->setScaleType(content.xLogarithmic ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    m_plot.yAxis->setScaleType(content.yLogarithmic ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    m_plot.xAxis->setRange(content.xLow, content.xHigh);
    m_plot.yAxis->setRange(content.yLow, content.yHigh);
    if (!content.marks.isEmpty() && !content.yLogarithmic) // room for whole dots at the ends
        m_plot.yAxis->setRange(padded(content.yLow, content.yHigh, m_plot.axisRect()->height(), kMark / 2 + 1));
    m_plot.xAxis->setTicker(tickerOf(content.xTicks));
    m_plot.yAxis->setTicker(tickerOf(content.yTicks));
    m_plot.yAxis->grid()->setPen(QPen(c.border, 1));
    m_plot.yAxis->setTickLabelColor(c.textSecondary);
    for (const Curve& curve : content.curves) {
        QCPGraph* graph = m_plot.addGraph();
        graph->setData(curve.x, curve.y, true);
        graph->setPen(curvePen(curve.tone, c));
    }
    for (const ChartContent::Mark& mark : content.marks) {
        QCPGraph* graph = m_plot.addGraph();
        graph->addData(mark.x, mark.y);
        graph->setLineStyle(QCPGraph::lsNone);
        const QPen pen = mark.hollow ? QPen(mark.color, 1.75) : QPen(c.panel, 1.5);
        const QColor fill = mark.hollow ? c.panel : mark.color;
        graph->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssCircle, pen, fill, kMark));
    }
    if (content.xLogarithmic)
        drawSteps(content, c.borderStrong);
    placeTicks(content.xTicks, c.textSecondary);
    if (content.cursor && *content.cursor >= content.xLow && *content.cursor <= content.xHigh)
        drawLine(*content.cursor, c.accent);
}

/// Marks of a logarithmic axis: long at every power of ten, short at its multiples.
void ChartPlot::drawSteps(const ChartContent& content, const QColor& color) {
    const double base = m_plot.axisRect()->bottom() + 1;
    for (double power = std::pow(10.0, std::floor(std::log10(content.xLow))); power <= content.xHigh; power *= 10)
        for (int lead = 1; lead < 10; ++lead) {
            const double at = power * lead;
            if (at < content.xLow * (1 - 1e-9) || at > content.xHigh * (1 + 1e-9))
                continue;
            const double x = std::round(m_plot.xAxis->coordToPixel(at)) + 0.5;
            auto* mark = new QCPItemLine(&m_plot);
            mark->setObjectName(QStringLiteral("step"));
            mark->setPen(QPen(color, 1));
            mark->setClipToAxisRect(false);
            mark->setAntialiased(false);
            for (QCPItemPosition* end : {mark->start, mark->end})
                end->setType(QCPItemPosition::ptAbsolute);
            mark->start->setCoords(x, base);
            mark->end->setCoords(x, base + (lead == 1 ? kTick : kSmallTick));
        }
}

/// Each below its x, moved inwards at the ends; what would touch another is left out, the last one never.
void ChartPlot::placeTicks(const QVector<ChartContent::Tick>& ticks, const QColor& color) {
    const QFontMetrics metrics(textFont(TextSize::Caption));
    const QRect field = m_plot.axisRect()->rect();
    const auto leftOf = [&](const ChartContent::Tick& tick) {
        const double width = metrics.horizontalAdvance(tick.text), middle = m_plot.xAxis->coordToPixel(tick.at);
        const double first = field.left(), last = std::max(first, field.right() + 4 - width);
        return std::clamp(middle - width / 2, first, last);
    };
    double end = -std::numeric_limits<double>::infinity();
    for (const ChartContent::Tick& tick : ticks) {
        const double left = leftOf(tick), right = left + metrics.horizontalAdvance(tick.text);
        const bool isLast = &tick == &ticks.last();
        if (left < end + kLeastGap || (!isLast && right > leftOf(ticks.last()) - kLeastGap))
            continue;
        end = right;
        placeText(tick.text, color, {left, m_plot.height() - 1.0}, Qt::AlignBottom | Qt::AlignLeft, true, true)
            ->setObjectName(QStringLiteral("tick"));
    }
}

void ChartPlot::drawHover(const ChartContent& content, const Colors& c, double x, const QString& words) {
    drawLine(x, c.textSecondary);
    for (const Curve& curve : content.curves) {
        const qsizetype at = nearestTo(curve, x);
        if (at < 0 || curve.tone != Curve::Tone::Accent)
            continue;
        QCPGraph* dot = m_plot.addGraph();
        dot->addData(curve.x[at], curve.y[at]);
        dot->setLineStyle(QCPGraph::lsNone);
        dot->setScatterStyle(
            QCPScatterStyle(QCPScatterStyle::ssCircle, QPen(c.panel, 1.5), QBrush(c.accent), kHoverDot + 2));
    }
    // Beside the line, on the side with more room.
    const double pixel = m_plot.xAxis->coordToPixel(x);
    const bool left = pixel > m_plot.width() / 2.0;
    QCPItemText* text = placeText(words, c.text, {pixel + (left ? -6 : 6), 2},
                                  Qt::AlignTop | (left ? Qt::AlignRight : Qt::AlignLeft), true, true);
    text->setObjectName(QStringLiteral("hover"));
    QColor behind = c.panel;
    behind.setAlphaF(0.86F);
    text->setBrush(behind);
    text->setPadding(QMargins(4, 1, 4, 1));
}

} // namespace ui
