#include "ui/panels/chart.h"

#include "ui/style/fonts.h"
#include "ui/style/theme.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/readout.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>
#include <qcustomplot.h>

namespace ui {

namespace {

constexpr QMargins kPlotMargins(40, 8, 8, 16);

QSharedPointer<QCPAxisTicker> tickerOf(const QVector<Chart::Tick>& ticks) {
    auto ticker = QSharedPointer<QCPAxisTickerText>::create();
    for (const Chart::Tick& tick : ticks)
        ticker->addTick(tick.at, tick.text);
    return ticker;
}

} // namespace

Chart::Chart(const QString& objectName, const QString& title, const QString& explanation, QWidget* parent)
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
    if (!m_content.note.isEmpty()) {
        QCPItemText* note = placeText(m_content.note, {m_content.noteX, m_content.noteY},
                                      Qt::AlignLeft | (m_content.noteBelow ? Qt::AlignTop : Qt::AlignBottom), false,
                                      false);
        QColor plate = c.panel; // no curve strikes through the words
        plate.setAlphaF(0.85F);
        note->setBrush(plate);
        note->setPadding({3, 1, 3, 1});
    }
    m_plot->replot(QCustomPlot::rpQueuedReplot);
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
