#include "ui/panels/chart_file.h"

#include "engine/io/atomic_file.h"
#include "ui/panels/chart_plot.h"
#include "ui/style/fonts.h"

#include <QBuffer>
#include <QPageLayout>
#include <QPageSize>
#include <QPdfWriter>
#include <QSvgGenerator>
#include <qcustomplot.h>

namespace ui {

namespace {

constexpr QSize kSize(640, 360); // pixels at 96 to the inch
constexpr int kHeading = 32;

/// What is light in the window is white on paper.
Colors paperColors() {
    Colors colors = loadPigments(Scheme::Light).colors;
    colors.panel = Qt::white;
    return colors;
}

void paint(QPaintDevice& device, const ChartContent& content, const QString& title, const QString& unit) {
    const Colors colors = paperColors();
    QCustomPlot plot;
    plot.resize(kSize.width(), kSize.height() - kHeading);
    ChartPlot drawing(plot);
    plot.axisRect()->setMargins({56, 8, 12, 18});
    drawing.draw(content, colors);
    QCPPainter painter;
    painter.begin(&device);
    painter.setMode(QCPPainter::pmVectorized);
    painter.setPen(colors.text);
    painter.setFont(textFont(TextSize::Body, TextWeight::Semibold));
    painter.drawText(QPointF(12, 21), title);
    const int width = QFontMetrics(painter.font()).horizontalAdvance(title);
    painter.setPen(colors.textSecondary);
    painter.setFont(textFont(TextSize::Small));
    painter.drawText(QPointF(12 + width + 10, 21), unit);
    if (!content.note.isEmpty()) { // at the right, beside a sample of the line it is about
        constexpr double kSample = 20, kMargin = 12;
        const double left = kSize.width() - kMargin - QFontMetricsF(painter.font()).horizontalAdvance(content.note);
        painter.drawText(QPointF(left, 21), content.note);
        painter.setPen(curvePen(CurveTone::Dashed, colors));
        painter.drawLine(QLineF(left - 6 - kSample, 17, left - 6, 17));
    }
    painter.translate(0, kHeading);
    plot.toPainter(&painter, plot.width(), plot.height());
    painter.end();
}

QByteArray svg(const ChartContent& content, const QString& title, const QString& unit) {
    QBuffer buffer;
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(kSize);
    generator.setViewBox(QRect(QPoint(), kSize));
    generator.setTitle(title);
    paint(generator, content, title, unit);
    return buffer.data();
}

QByteArray pdf(const ChartContent& content, const QString& title, const QString& unit) {
    constexpr int kPerInch = 96, kPointsPerInch = 72;
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setResolution(kPerInch);
    writer.setPageLayout(QPageLayout(QPageSize(QSizeF(kSize) * kPointsPerInch / kPerInch, QPageSize::Point),
                                     QPageLayout::Portrait, QMarginsF()));
    writer.setTitle(title);
    paint(writer, content, title, unit);
    return buffer.data();
}

} // namespace

void saveChart(const ChartContent& content, const QString& title, const QString& unit, const QString& path) {
    const QByteArray bytes = path.endsWith(QLatin1String(".svg"), Qt::CaseInsensitive) ? svg(content, title, unit)
                             : path.endsWith(QLatin1String(".pdf"), Qt::CaseInsensitive)
                                 ? pdf(content, title, unit)
                                 : chartTable(content, QStringLiteral("%1, %2").arg(title, unit)).toUtf8();
    engine::writeWholeFile(path.toStdString(), bytes.toStdString());
}

} // namespace ui
