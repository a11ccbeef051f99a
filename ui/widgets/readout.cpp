#include "ui/widgets/readout.h"

#include "ui/style/fonts.h"
#include "ui/style/theme.h"
#include "ui/widgets/curve_pen.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QStringList>
#include <cmath>

namespace ui {

namespace {
constexpr double kSpace = 4, kGap = 16, kDot = 7, kAfterDot = 7, kSample = 16;

QFont fontOf(Readout::Kind kind) {
    if (kind == Readout::Kind::Number)
        return numberFont(TextSize::Small);
    return textFont(TextSize::Small, kind == Readout::Kind::Strong ? TextWeight::Semibold : TextWeight::Regular);
}
} // namespace

Readout::Readout(QWidget* parent) : QWidget(parent) { setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed); }

void Readout::setRuns(const QVector<Run>& runs) {
    if (runs == m_runs)
        return;
    const int before = wholeWidth();
    m_runs = runs;
    setAccessibleName(text());
    if (wholeWidth() != before)
        updateGeometry();
    update();
}

QString Readout::text() const {
    QStringList words;
    for (const Run& run : m_runs)
        if (!run.text.isEmpty())
            words += run.text;
    return words.join(QLatin1Char(' '));
}

void Readout::setAlignment(Qt::Alignment alignment) {
    m_alignment = alignment;
    update();
}

void Readout::setBrief(bool brief) {
    if (brief == m_isBrief)
        return;
    m_isBrief = brief;
    updateGeometry();
    update();
}

Readout::Runs Readout::briefRuns() const {
    Runs runs = m_runs;
    runs.removeIf([](const Run& run) { return run.isSpare; });
    return runs;
}

int Readout::wholeWidthOf(const Runs& runs) { return int(std::ceil(widthOf(runs, runs.size()))); }
int Readout::wholeWidth() const { return wholeWidthOf(m_runs); }
int Readout::briefWidth() const { return wholeWidthOf(briefRuns()); }

double Readout::widthOf(const Run& run) {
    switch (run.kind) {
    case Kind::Dot:
        return kDot + kAfterDot - kSpace;
    case Kind::Gap:
        return kGap - 2 * kSpace;
    case Kind::Thick:
    case Kind::Thin:
    case Kind::Dashed:
        return kSample;
    default:
        return QFontMetricsF(fontOf(run.kind)).horizontalAdvance(run.text);
    }
}

double Readout::widthOf(const Runs& runs, qsizetype count) {
    double width = 0;
    for (qsizetype i = 0; i < count; ++i)
        width += widthOf(runs[i]) + (i > 0 ? kSpace : 0);
    return width;
}

qsizetype Readout::fittingRuns(const Runs& runs) const {
    qsizetype fitting = 0;
    for (qsizetype i = 0; i <= runs.size(); ++i)
        if (i == runs.size() || runs[i].kind == Kind::Gap) {
            if (fitting > 0 && widthOf(runs, i) > width())
                break;
            fitting = i;
        }
    return fitting;
}

QSize Readout::sizeHint() const { return {m_isBrief ? briefWidth() : wholeWidth(), 16}; }
QSize Readout::minimumSizeHint() const { return {0, 16}; }

void Readout::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Colors& c = theme().colors();
    const Runs runs = m_isBrief ? briefRuns() : m_runs;
    const qsizetype count = fittingRuns(runs);
    double x = m_alignment & Qt::AlignRight ? std::max(0.0, width() - widthOf(runs, count)) : 0;
    const double baseline = height() / 2.0 + QFontMetricsF(fontOf(Kind::Word)).capHeight() / 2;
    for (qsizetype i = 0; i < count; ++i) {
        const Run& run = runs[i];
        if (run.kind == Kind::Thick || run.kind == Kind::Thin || run.kind == Kind::Dashed) {
            painter.setPen(curvePen(run.kind == Kind::Thick  ? CurveTone::Accent
                                    : run.kind == Kind::Thin ? CurveTone::Quiet
                                                             : CurveTone::Dashed,
                                    c));
            painter.drawLine(QPointF(x, height() / 2.0), QPointF(x + kSample, height() / 2.0));
        } else if (run.kind == Kind::Dot) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(c.accent);
            painter.drawEllipse(QRectF(x, (height() - kDot) / 2, kDot, kDot));
        } else if (run.kind != Kind::Gap) {
            const QFont font = fontOf(run.kind);
            painter.setFont(font);
            painter.setPen(run.kind == Kind::Word ? c.textSecondary : c.text);
            const QString shown = QFontMetricsF(font).elidedText(run.text, Qt::ElideRight, std::max(0.0, width() - x));
            painter.drawText(QPointF(x, baseline), shown);
        }
        x += widthOf(run) + kSpace;
        if (x > width())
            break;
    }
}

} // namespace ui
