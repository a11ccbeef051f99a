#include "ui/view/legend_strip.h"

#include "ui/style/fonts.h"
#include "ui/style/theme.h"

#include <QFontMetricsF>
#include <QPainter>
#include <cmath>

namespace ui {

namespace {

using Glyph = LegendEntry::Glyph;

constexpr int kRow = 26, kMargin = 14, kBetween = 22, kGap = 7, kEdge = 4;
constexpr double kBar = 84, kBarHeight = 8;

QColor shown(const Color& color) { return QColor::fromRgbF(color.red, color.green, color.blue, color.alpha); }

QString text(const std::string& words) { return QString::fromStdString(words); }

QFont words() { return textFont(TextSize::Small); }
QFont numbers() { return numberFont(TextSize::Caption); }

double glyphWidth(const LegendEntry& entry) {
    switch (entry.glyph) {
    case Glyph::Dots:
        return 8.0 * double(entry.colors.size());
    case Glyph::Weights:
    case Glyph::Births:
    case Glyph::Deaths:
        return 26;
    case Glyph::Arrow:
    case Glyph::Line:
    case Glyph::Hatch:
        return 20;
    default:
        return 8;
    }
}

double widthOf(const LegendEntry& entry) {
    const double name = QFontMetricsF(words()).horizontalAdvance(text(entry.text));
    if (entry.glyph != Glyph::Bar)
        return glyphWidth(entry) + kGap + name;
    const QFontMetricsF metrics(numbers());
    return name + 3 * kGap + kBar + metrics.horizontalAdvance(text(entry.low)) +
           metrics.horizontalAdvance(text(entry.high));
}

} // namespace

LegendStrip::LegendStrip(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("legendStrip"));
    setAccessibleName(tr("Legend"));
}

void LegendStrip::show(const std::vector<LegendEntry>& entries) {
    if (entries == m_entries)
        return;
    m_entries = entries;
    QStringList all;
    for (const LegendEntry& entry : m_entries)
        all += text(entry.text);
    setAccessibleDescription(all.join(QStringLiteral(", ")));
    update();
    emit entriesChanged();
}

std::vector<QPoint> LegendStrip::places(int width) const {
    std::vector<QPoint> result;
    int x = kMargin, y = kEdge;
    for (const LegendEntry& entry : m_entries) {
        const int needed = int(std::ceil(widthOf(entry)));
        if (x > kMargin && x + needed > width - kMargin) {
            x = kMargin;
            y += kRow;
        }
        result.emplace_back(x, y);
        x += needed + kBetween;
    }
    return result;
}

int LegendStrip::heightForWidth(int width) const {
    return m_entries.empty() ? 0 : places(width).back().y() + kRow + kEdge;
}

void LegendStrip::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Colors& c = theme().colors();
    painter.fillRect(rect(), c.panel);
    const std::vector<QPoint> places = this->places(width());
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        const LegendEntry& entry = m_entries[i];
        const double middle = places[i].y() + kRow / 2.0;
        if (entry.glyph == Glyph::Bar) {
            drawBar(painter, entry, places[i].x(), middle);
            continue;
        }
        drawGlyph(painter, entry, places[i].x(), middle);
        painter.setFont(words());
        painter.setPen(c.text);
        painter.drawText(QRectF(places[i].x() + glyphWidth(entry) + kGap, places[i].y(), width(), kRow),
                         Qt::AlignVCenter, text(entry.text));
    }
}

void LegendStrip::drawGlyph(QPainter& painter, const LegendEntry& entry, double x, double middle) const {
    const Colors& c = theme().colors();
    const QColor color = entry.colors.empty() ? c.text : shown(entry.colors.front());
    const auto dot = [&](double center, double diameter, const QColor& fill) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(fill);
        painter.drawEllipse(QPointF(x + center, middle), diameter / 2, diameter / 2);
    };
    switch (entry.glyph) {
    case Glyph::Dots:
        for (std::size_t i = 0; i < entry.colors.size(); ++i)
            dot(4 + 8.0 * double(i), 6, shown(entry.colors[i]));
        break;
    case Glyph::Dot:
        dot(4, 7, color);
        break;
    case Glyph::Ring:
        painter.setPen(QPen(color, 1.4));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(QPointF(x + 4, middle), 3.3, 3.3);
        break;
    case Glyph::Line:
    case Glyph::Arrow:
        painter.setPen(QPen(color, entry.glyph == Glyph::Line ? 2 : 1.3));
        painter.drawLine(QPointF(x, middle), QPointF(x + 20, middle));
        if (entry.glyph == Glyph::Arrow)
            for (const double side : {-3.2, 3.2})
                painter.drawLine(QPointF(x + 20, middle), QPointF(x + 16, middle + side));
        break;
    case Glyph::Weights: // areas of a quarter, one and three
        for (const auto& [center, weight] : {std::pair(3.0, 0.25), {10.0, 1.0}, {20.0, 3.0}})
            dot(center, 5.5 * std::sqrt(weight), color);
        break;
    case Glyph::Births: // a ring that widens, and one that closes
    case Glyph::Deaths:
        painter.setBrush(Qt::NoBrush);
        for (int i = 0; i < 3; ++i) {
            const double radius = 2 + 1.4 * (entry.glyph == Glyph::Births ? i : 2 - i);
            QColor fading = color;
            fading.setAlphaF(1 - 0.3F * float(i));
            painter.setPen(QPen(fading, 1.3));
            painter.drawEllipse(QPointF(x + 3.5 + 9.0 * i, middle), radius, radius);
        }
        break;
    case Glyph::Hatch:
        painter.setPen(QPen(color, 1.2));
        for (const double left : {0.0, 6.0, 12.0})
            painter.drawLine(QPointF(x + left, middle + 4), QPointF(x + left + 8, middle - 4));
        break;
    case Glyph::Bar:
        break;
    }
}

void LegendStrip::drawBar(QPainter& painter, const LegendEntry& entry, double x, double middle) const {
    const Colors& c = theme().colors();
    const auto write = [&](const QFont& font, const QColor& color, const QString& what) {
        painter.setFont(font);
        painter.setPen(color);
        const double wide = QFontMetricsF(font).horizontalAdvance(what);
        painter.drawText(QRectF(x, middle - kRow / 2.0, wide + 1, kRow), Qt::AlignVCenter, what);
        x += wide + kGap;
    };
    write(words(), c.text, text(entry.text));
    write(numbers(), c.textSecondary, text(entry.low));
    QLinearGradient gradient(x, 0, x + kBar, 0);
    const ColorMap& map = colorMap(entry.palette, theme().isDark());
    for (int i = 0; i <= 16; ++i)
        gradient.setColorAt(i / 16.0, shown(map.at(i / 16.0).withAlpha(entry.opacityAt(float(i) / 16))));
    painter.setPen(Qt::NoPen);
    for (const QBrush& brush : {QBrush(shown(theme().scene().stage)), QBrush(gradient)}) {
        painter.setBrush(brush);
        painter.drawRoundedRect(QRectF(x, middle - kBarHeight / 2, kBar, kBarHeight), 2, 2);
    }
    x += kBar + kGap;
    write(numbers(), c.textSecondary, text(entry.high));
}

} // namespace ui
