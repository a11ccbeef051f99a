#include "ui/panels/chart.h"

#include "ui/style/fonts.h"
#include "ui/style/theme.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/readout.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>
#include <algorithm>
#include <limits>
#include <qcustomplot.h>

namespace ui {

namespace {

constexpr QMargins kPlotMargins(40, 8, 8, 16);
constexpr double kNoteSample = 3; // pixels
constexpr int kNotePlaces = 8;    // tried from left to right

QSharedPointer<QCPAxisTicker> tickerOf(const QVector<Chart::Tick>& ticks) {
    auto ticker = QSharedPointer<QCPAxisTickerText>::create();
    for (const Chart::Tick& tick : ticks)
        ticker->addTick(tick.at, tick.text);
    return ticker;
}

} // namespace

Chart::Chart(const QString& objectName, const QString& title, const QString& unit, const QString& explanation,
             QWidget* parent)
    : QWidget(parent), m_readout(new Readout), m_plot(new QCustomPlot) {
    setObjectName(objectName);
    setAccessibleName(title);
    setAccessibleDescription(explanation);
    setToolTip(QStringLiteral("<b>%1</b><br>%2").arg(title, explanation));
    m_readout->setObjectName(QStringLiteral("readout"));
    m_readout->setAlignment(Qt::AlignRight);
    auto* heading = new QHBoxLayout;
    heading->setSpacing(8);
    heading->addWidget(makeLabel(title, TextSize::Small, Tone::Normal, TextWeight::Semibold));
    heading->addWidget(makeLabel(unit, TextSize::Small, Tone::Secondary));
    heading->addWidget(m_readout, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 7, 12, 6);
    layout->setSpacing(0);
    layout->addLayout(heading);
    layout->addWidget(m_plot, 1);

    m_plot->setAttribute(Qt::WA_TransparentForMouseEvents);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    policy.setRetainSizeWhenHidden(true);
    m_plot->setSizePolicy(policy);
    m_plot->setMinimumSize(40, 20);
    m_plot->axisRect()->setAutoMargins(QCP::msNone);
    m_plot->axisRect()->setMargins(kPlotMargins);
    m_plot->xAxis->grid()->setVisible(false);
    for (QCPAxis* axis : {m_plot->xAxis, m_plot->yAxis}) {
        axis->setBasePen(Qt::NoPen);
        axis->setTickPen(Qt::NoPen);
        axis->setSubTickPen(Qt::NoPen);
        axis->setTickLength(0);
        axis->setTickLabelFont(textFont(TextSize::Caption));
        axis->setTickLabelPadding(6);
        axis->grid()->setZeroLinePen(Qt::NoPen);
    }
    m_plot->xAxis->setTickLabels(false); // the ends are aligned inwards, which an axis cannot do
    m_plot->setNotAntialiasedElements(QCP::aeGrid);
}

void Chart::show(const Content& content) {
    m_content = content;
    plot();
}

QCPItemText* Chart::placeText(const QString& text, const QPointF& place, Qt::Alignment alignment, bool xInPixels,
                              bool yInPixels) {
    auto* label = new QCPItemText(m_plot);
    label->setText(text);
    label->setFont(textFont(TextSize::Caption));
    label->setColor(theme().colors().textSecondary);
    label->setPositionAlignment(alignment);
    label->setClipToAxisRect(false);
    label->position->setTypeX(xInPixels ? QCPItemPosition::ptAbsolute : QCPItemPosition::ptPlotCoords);
    label->position->setTypeY(yInPixels ? QCPItemPosition::ptAbsolute : QCPItemPosition::ptPlotCoords);
    label->position->setCoords(place);
    return label;
}

void Chart::plot() {
    const Colors& c = theme().colors();
    m_plot->clearPlottables();
    m_plot->clearItems();
    m_plot->setBackground(QBrush(c.panel));
    m_plot->setVisible(m_content.empty.isEmpty());
    update();
    if (!m_content.empty.isEmpty())
        return;
    m_plot->xAxis->setScaleType(m_content.xLogarithmic ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    m_plot->yAxis->setScaleType(m_content.yLogarithmic ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    m_plot->xAxis->setRange(m_content.xLow, m_content.xHigh);
    m_plot->yAxis->setRange(m_content.yLow, m_content.yHigh);
    m_plot->xAxis->setTicker(tickerOf(m_content.xTicks));
    m_plot->yAxis->setTicker(tickerOf(m_content.yTicks));
    m_plot->yAxis->grid()->setPen(QPen(c.border, 1));
    m_plot->yAxis->setTickLabelColor(c.textSecondary);

    for (const Curve& curve : m_content.curves) {
        QCPGraph* graph = m_plot->addGraph();
        graph->setData(curve.x, curve.y, true);
        QPen pen(c.accent, 2);
        if (curve.tone == Curve::Tone::Quiet) {
            QColor quiet = c.textSecondary;
            quiet.setAlphaF(0.55F);
            pen = QPen(quiet, 1);
        } else if (curve.tone == Curve::Tone::Dashed) {
            pen = QPen(c.textSecondary, 1.25);
            pen.setDashPattern({4 / 1.25, 3 / 1.25});
            pen.setCapStyle(Qt::FlatCap);
        }
        pen.setJoinStyle(Qt::RoundJoin);
        graph->setPen(pen);
    }
    for (const Mark& mark : m_content.marks) {
        QCPGraph* graph = m_plot->addGraph();
        graph->addData(mark.x, mark.y);
        graph->setLineStyle(QCPGraph::lsNone);
        const QPen pen = mark.hollow ? QPen(mark.color, 1.75) : QPen(c.panel, 1.5);
        graph->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssCircle, pen, mark.hollow ? c.panel : mark.color, 8));
        m_plot->axisRect()->setRangeDrag({});
    }
    const double bottom = m_plot->height() - 3;
    for (qsizetype i = 0; i < m_content.xTicks.size(); ++i) {
        const bool first = i == 0, last = i + 1 == m_content.xTicks.size();
        placeText(m_content.xTicks[i].text, {m_content.xTicks[i].at, bottom + 2},
                  Qt::AlignBottom | (first && !last ? Qt::AlignLeft
                                     : last         ? Qt::AlignRight
                                                    : Qt::AlignHCenter),
                  false, true);
    }
    if (!m_content.note.isEmpty())
        placeNote();
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

/// The words about the dashed line stand beside it where no curve and no mark lies, otherwise where least does.
void Chart::placeNote() {
    const QFontMetrics metrics(textFont(TextSize::Caption));
    const QSizeF size(metrics.horizontalAdvance(m_content.note) + 8, metrics.height() + 2);
    const QRectF field(kPlotMargins.left(), 0, m_plot->width() - kPlotMargins.left() - kPlotMargins.right(),
                       m_plot->height() - kPlotMargins.bottom());
    const auto toPixel = [this](double x, double y) {
        return QPointF(m_plot->xAxis->coordToPixel(x), m_plot->yAxis->coordToPixel(y));
    };
    QPolygonF drawn, dashed; // every few pixels of all curves
    for (const Curve& curve : m_content.curves)
        for (qsizetype i = 0; i + 1 < curve.x.size(); ++i) {
            const QLineF part(toPixel(curve.x[i], curve.y[i]), toPixel(curve.x[i + 1], curve.y[i + 1]));
            for (double at = 0; at <= part.length(); at += kNoteSample) {
                drawn += part.pointAt(at / std::max(part.length(), 1.0));
                if (curve.tone == Curve::Tone::Dashed)
                    dashed += drawn.last();
            }
        }
    for (const Mark& mark : m_content.marks)
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
        placeText(m_content.note, best.topLeft() + QPointF(4, 1), Qt::AlignLeft | Qt::AlignTop, true, true);
    note->setObjectName(QStringLiteral("note"));
}

void Chart::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange)
        plot();
    QWidget::changeEvent(event);
}

void Chart::paintEvent(QPaintEvent*) {
    if (m_content.empty.isEmpty())
        return;
    QPainter painter(this);
    painter.setFont(textFont(TextSize::Small));
    painter.setPen(theme().colors().textSecondary);
    painter.drawText(rect().adjusted(12, 24, -12, -6), Qt::AlignCenter | Qt::TextWordWrap, m_content.empty);
}

} // namespace ui
