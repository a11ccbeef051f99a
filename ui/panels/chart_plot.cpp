#include "ui/panels/chart_plot.h"

#include "ui/style/fonts.h"

#include <algorithm>
#include <limits>
#include <qcustomplot.h>

namespace ui {

namespace {

using Curve = ChartContent::Curve;

constexpr QMargins kPlotMargins(40, 8, 8, 16);
constexpr double kNoteSample = 3; // pixels
constexpr int kNotePlaces = 8;    // tried from left to right
constexpr double kHoverDot = 6;

QSharedPointer<QCPAxisTicker> tickerOf(const QVector<ChartContent::Tick>& ticks) {
    auto ticker = QSharedPointer<QCPAxisTickerText>::create();
    for (const ChartContent::Tick& tick : ticks)
        ticker->addTick(tick.at, tick.text);
    return ticker;
}

QPen penOf(Curve::Tone tone, const Colors& colors) {
    QPen pen(colors.accent, 2);
    if (tone == Curve::Tone::Quiet) {
        QColor quiet = colors.textSecondary;
        quiet.setAlphaF(0.55F);
        pen = QPen(quiet, 1);
    } else if (tone == Curve::Tone::Dashed) {
        pen = QPen(colors.textSecondary, 1.25);
        pen.setDashPattern({4 / 1.25, 3 / 1.25});
        pen.setCapStyle(Qt::FlatCap);
    }
    pen.setJoinStyle(Qt::RoundJoin);
    return pen;
}

/// The point of a curve nearest to x; negative when there is none.
qsizetype nearestTo(const Curve& curve, double x) {
    qsizetype nearest = -1;
    for (qsizetype i = 0; i < curve.x.size(); ++i)
        if (nearest < 0 || std::abs(curve.x[i] - x) < std::abs(curve.x[nearest] - x))
            nearest = i;
    return nearest;
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
    m_plot.clearPlottables();
    m_plot.clearItems();
    m_plot.setBackground(QBrush(c.panel));
    m_plot.xAxis->setScaleType(content.xLogarithmic ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    m_plot.yAxis->setScaleType(content.yLogarithmic ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    m_plot.xAxis->setRange(content.xLow, content.xHigh);
    m_plot.yAxis->setRange(content.yLow, content.yHigh);
    m_plot.xAxis->setTicker(tickerOf(content.xTicks));
    m_plot.yAxis->setTicker(tickerOf(content.yTicks));
    m_plot.yAxis->grid()->setPen(QPen(c.border, 1));
    m_plot.yAxis->setTickLabelColor(c.textSecondary);
    for (const Curve& curve : content.curves) {
        QCPGraph* graph = m_plot.addGraph();
        graph->setData(curve.x, curve.y, true);
        graph->setPen(penOf(curve.tone, c));
    }
    for (const ChartContent::Mark& mark : content.marks) {
        QCPGraph* graph = m_plot.addGraph();
        graph->addData(mark.x, mark.y);
        graph->setLineStyle(QCPGraph::lsNone);
        const QPen pen = mark.hollow ? QPen(mark.color, 1.75) : QPen(c.panel, 1.5);
        graph->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssCircle, pen, mark.hollow ? c.panel : mark.color, 8));
    }
    const double bottom = m_plot.height() - 3;
    for (qsizetype i = 0; i < content.xTicks.size(); ++i) {
        const bool first = i == 0, last = i + 1 == content.xTicks.size();
        placeText(content.xTicks[i].text, c.textSecondary, {content.xTicks[i].at, bottom + 2},
                  Qt::AlignBottom | (first && !last ? Qt::AlignLeft
                                     : last         ? Qt::AlignRight
                                                    : Qt::AlignHCenter),
                  false, true);
    }
    if (content.cursor && *content.cursor >= content.xLow && *content.cursor <= content.xHigh)
        drawLine(*content.cursor, c.accent);
    if (!content.note.isEmpty())
        placeNote(content, c);
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

/// The words about the dashed line stand beside it where no curve and no mark lies, otherwise where least does.
void ChartPlot::placeNote(const ChartContent& content, const Colors& colors) {
    const QFontMetrics metrics(textFont(TextSize::Caption));
    const QSizeF size(metrics.horizontalAdvance(content.note) + 8, metrics.height() + 2);
    const QRectF field(kPlotMargins.left(), 0, m_plot.width() - kPlotMargins.left() - kPlotMargins.right(),
                       m_plot.height() - kPlotMargins.bottom());
    const auto toPixel = [this](double x, double y) {
        return QPointF(m_plot.xAxis->coordToPixel(x), m_plot.yAxis->coordToPixel(y));
    };
    QPolygonF drawn, dashed; // every few pixels of all curves
    for (const ChartContent::Curve& curve : content.curves)
        for (qsizetype i = 0; i + 1 < curve.x.size(); ++i) {
            const QLineF part(toPixel(curve.x[i], curve.y[i]), toPixel(curve.x[i + 1], curve.y[i + 1]));
            for (double at = 0; at <= part.length(); at += kNoteSample) {
                drawn += part.pointAt(at / std::max(part.length(), 1.0));
                if (curve.tone == ChartContent::Curve::Tone::Dashed)
                    dashed += drawn.last();
            }
        }
    for (const ChartContent::Mark& mark : content.marks)
        for (const double side : {-4.0, 4.0})
            drawn << toPixel(mark.x, mark.y) + QPointF(side, -4) << toPixel(mark.x, mark.y) + QPointF(side, 4);

    QRectF best;
    qsizetype least = std::numeric_limits<qsizetype>::max();
    const auto consider = [&](double left, double top) {
        const QRectF box(QPointF(left, top), size);
        if (top < field.top() || box.bottom() > field.bottom())
            return;
        const qsizetype under =
            std::count_if(drawn.begin(), drawn.end(), [&](const QPointF& p) { return box.contains(p); });
        if (under < least) {
            least = under;
            best = box;
        }
    };
    for (int k = 0; k <= kNotePlaces; ++k) {
        const double left = field.left() + 8 + (field.width() - 16 - size.width()) * k / kNotePlaces;
        double high = field.bottom(), low = field.top(); // of the dashed line over these words
        for (const QPointF& p : dashed)
            if (p.x() >= left && p.x() <= left + size.width())
                high = std::min(high, p.y()), low = std::max(low, p.y());
        consider(left, low + 2);
        consider(left, high - 2 - size.height());
    }
    for (int k = 0; k <= kNotePlaces; ++k)
        for (const double top : {field.top(), field.bottom() - size.height()})
            consider(field.left() + 8 + (field.width() - 16 - size.width()) * k / kNotePlaces, top);
    if (best.isNull())
        return;
    QCPItemText* note =
        placeText(content.note, colors.textSecondary, best.topLeft() + QPointF(4, 1), Qt::AlignLeft | Qt::AlignTop, true, true);
    note->setObjectName(QStringLiteral("note"));
}

} // namespace ui
