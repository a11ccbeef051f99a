#include "ui/dialogs/variance_chart.h"

#include "ui/style/fonts.h"
#include "ui/style/numbers.h"
#include "ui/style/theme.h"

#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <cmath>

namespace ui {

namespace {

constexpr double kLeft = 48, kBottom = 26, kTop = 12, kRight = 8;
constexpr double kWidestColumn = 56, kLeastLabel = 26; // pixels

QString percent(double part) { return VarianceChart::tr("%1 %").arg(fixedText(100 * part, part > 0 && part < 0.1 ? 1 : 0)); }

} // namespace

VarianceChart::VarianceChart(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("varianceChart"));
    setAccessibleName(tr("Variance of the principal components"));
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    connect(&theme(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void VarianceChart::show(std::shared_ptr<const engine::PrincipalComponents> components, int kept) {
    m_components = std::move(components);
    m_kept = kept;
    m_hovered = -1;
    if (m_components && kept > 0)
        setAccessibleDescription(tr("The first %1 of %2 components hold %3 of the variance")
                                     .arg(kept)
                                     .arg(m_components->count())
                                     .arg(percent(m_components->explained(kept))));
    update();
}

QRectF VarianceChart::plot() const { return QRectF(rect()).adjusted(kLeft, kTop, -kRight, -kBottom); }

QRectF VarianceChart::column(int component) const {
    const QRectF area = plot();
    const double step = std::min(kWidestColumn, area.width() / m_components->count());
    return {area.left() + component * step, area.top(), step, area.height()};
}

int VarianceChart::componentAt(QPointF pixel) const {
    for (int k = 0; m_components && k < m_components->count(); ++k)
        if (column(k).adjusted(0, -kTop, 0, kBottom).contains(pixel))
            return k;
    return -1;
}

void VarianceChart::drawScale(QPainter& painter) const {
    const Colors& c = theme().colors();
    const QRectF area = plot();
    painter.setFont(textFont(TextSize::Caption));
    for (const double part : {0.0, 0.25, 0.5, 0.75, 1.0}) {
        const double y = std::round(area.bottom() - part * area.height()) + 0.5;
        painter.setPen(part == 0 ? c.borderStrong : c.grid);
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
        painter.setPen(c.textSecondary);
        painter.drawText(QRectF(0, y - 8, kLeft - 8, 16), Qt::AlignRight | Qt::AlignVCenter, percent(part));
    }
    const int count = m_components->count();
    int every = 1;
    for (const int step : {1, 2, 5, 10})
        if (every = step; column(0).width() * step >= kLeastLabel)
            break;
    for (int k = 0; k < count; ++k)
        if (k == 0 || (k + 1) % every == 0)
            painter.drawText(QRectF(column(k).center().x() - 30, area.bottom() + 4, 60, 16), Qt::AlignCenter,
                             every == 1 && column(0).width() > 34 ? tr("PC%1").arg(k + 1) : QString::number(k + 1));
}

void VarianceChart::drawBars(QPainter& painter) const {
    const Colors& c = theme().colors();
    painter.setPen(Qt::NoPen);
    for (int k = 0; k < m_components->count(); ++k) {
        QRectF bar = column(k);
        if (k == m_hovered)
            painter.fillRect(bar, c.hover);
        const double gap = std::min(4.0, bar.width() / 6);
        bar.setTop(bar.bottom() - std::max(1.0, m_components->part(k) * bar.height()));
        painter.setBrush(k < m_kept ? c.accent : c.borderStrong);
        painter.drawRoundedRect(bar.adjusted(gap, 0, -gap, 0), 1.5, 1.5);
    }
}

void VarianceChart::drawTogether(QPainter& painter) const {
    const Colors& c = theme().colors();
    QPolygonF line;
    for (int k = 0; k < m_components->count(); ++k) {
        const QRectF place = column(k);
        line += QPointF(place.center().x(), place.bottom() - m_components->explained(k + 1) * place.height());
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(c.textSecondary, 1.5));
    painter.drawPolyline(line);
    const bool hasRoom = column(0).width() > 9;
    for (int k = 0; k < line.size(); ++k) {
        if (!hasRoom && k + 1 != m_kept)
            continue;
        painter.setPen(QPen(c.panel, 1.5));
        painter.setBrush(k + 1 == m_kept ? c.accent : c.textSecondary);
        const double size = k + 1 == m_kept ? 5 : 3;
        painter.drawEllipse(line[k], size, size);
    }
}

void VarianceChart::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (!m_components) {
        painter.setPen(theme().colors().textSecondary);
        painter.setFont(textFont(TextSize::Small));
        painter.drawText(rect(), Qt::AlignCenter, tr("Computing the components …"));
        return;
    }
    drawScale(painter);
    drawBars(painter);
    drawTogether(painter);
}

void VarianceChart::mouseMoveEvent(QMouseEvent* event) {
    const int hovered = componentAt(event->position());
    setCursor(hovered >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
    if (std::exchange(m_hovered, hovered) == hovered)
        return;
    update();
    if (hovered >= 0)
        QToolTip::showText(event->globalPosition().toPoint(),
                           tr("PC%1 holds %2 of the variance; the first %1 together %3.")
                               .arg(hovered + 1)
                               .arg(percent(m_components->part(hovered)), percent(m_components->explained(hovered + 1))),
                           this);
}

void VarianceChart::mousePressEvent(QMouseEvent* event) {
    if (const int component = componentAt(event->position()); event->button() == Qt::LeftButton && component >= 0)
        emit chosen(component + 1);
}

void VarianceChart::leaveEvent(QEvent*) {
    m_hovered = -1;
    update();
}

} // namespace ui
