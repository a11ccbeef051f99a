#include "ui/widgets/readout.h"

#include "ui/style/fonts.h"
#include "ui/style/theme.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QStringList>
#include <cmath>

namespace ui {

namespace {
constexpr double kSpace = 4, kGap = 16, kDot = 7, kAfterDot = 7;

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
    const double before = totalWidth();
    m_runs = runs;
    setAccessibleName(text());
    if (std::abs(totalWidth() - before) > 0.5)
        updateGeometry();
    update();
}

QString Readout::text() const {
    QStringList words;
    for (const Run& run : m_runs)
        if (run.kind != Kind::Dot && run.kind != Kind::Gap)
            words += run.text;
    return words.join(QLatin1Char(' '));
}

void Readout::setAlignment(Qt::Alignment alignment) {
    m_alignment = alignment;
    update();
}

double Readout::widthOf(const Run& run) const {
    switch (run.kind) {
    case Kind::Dot:
        return kDot + kAfterDot - kSpace;
    case Kind::Gap:
        return kGap - 2 * kSpace;
    default:
        return QFontMetricsF(fontOf(run.kind)).horizontalAdvance(run.text);
    }
}

double Readout::widthOf(qsizetype count) const {
    double width = 0;
    for (qsizetype i = 0; i < count; ++i)
        width += widthOf(m_runs[i]) + (i > 0 ? kSpace : 0);
    return width;
}

double Readout::totalWidth() const { return widthOf(m_runs.size()); }

qsizetype Readout::fittingRuns() const {
    qsizetype fitting = 0;
    for (qsizetype i = 0; i <= m_runs.size(); ++i)
        if (i == m_runs.size() || m_runs[i].kind == Kind::Gap) {
            if (fitting > 0 && widthOf(i) > width())
                break;
            fitting = i;
        }
    return fitting;
}

QSize Readout::sizeHint() const { return {int(std::ceil(totalWidth())), 16}; }
QSize Readout::minimumSizeHint() const { return {0, 16}; }

void Readout::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Colors& c = theme().colors();
    const qsizetype count = fittingRuns();
    double x = m_alignment & Qt::AlignRight ? std::max(0.0, width() - widthOf(count)) : 0;
    const double baseline = height() / 2.0 + QFontMetricsF(fontOf(Kind::Word)).capHeight() / 2;
    for (qsizetype i = 0; i < count; ++i) {
        const Run& run = m_runs[i];
        if (run.kind == Kind::Dot) {
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
