#include "ui/panels/share_diagram.h"

#include "ui/scene/color_map.h"
#include "ui/style/fonts.h"
#include "ui/style/numbers.h"
#include "ui/style/theme.h"

#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

namespace ui {

namespace {
constexpr double kBar = 10, kLeft = 16, kNames = 110, kTimes = 18, kTop = 4;
constexpr double kLeastForName = 11; ///< pixels of a bar that a name fits beside
} // namespace

ShareDiagram::ShareDiagram(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("shareDiagram"));
    setAccessibleName(tr("Shares of groups"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    connect(&theme(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void ShareDiagram::show(std::vector<engine::GroupShares> shares, std::vector<std::string> groups,
                        const QString& timeUnit) {
    m_shares = std::move(shares);
    m_groups = std::move(groups);
    m_unit = timeUnit;
    QStringList words;
    for (const engine::GroupShares& of : m_shares) {
        const std::vector<double> all = parts(of);
        QStringList now;
        for (std::size_t k = 0; k < all.size(); ++k)
            if (all[k] >= 0.005)
                now += tr("%1 %2 %").arg(name(int(k))).arg(std::lround(100 * all[k]));
        words += tr("t %1: %2").arg(timeLabel(of.time), now.join(QStringLiteral(", ")));
    }
    setAccessibleDescription(words.join(QStringLiteral("; ")));
    setToolTip(words.join(QLatin1Char('\n')));
    update();
}

QColor ShareDiagram::color(int group) const {
    if (group >= int(m_groups.size()))
        return theme().colors().borderStrong;
    const Color c = colorMap(Palette::Labels, theme().isDark()).at(labelTone(group));
    return QColor::fromRgbF(c.red, c.green, c.blue);
}

QString ShareDiagram::name(int group) const {
    return group < int(m_groups.size()) ? QString::fromStdString(m_groups[std::size_t(group)]) : tr("no group");
}

std::vector<double> ShareDiagram::parts(const engine::GroupShares& of) const {
    std::vector<double> all = of.shares;
    all.push_back(of.unknown);
    return all;
}

void ShareDiagram::paintEvent(QPaintEvent*) {
    if (m_shares.empty())
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Colors& c = theme().colors();
    const double high = height() - kTop - kTimes, wide = width() - kLeft - kNames - kBar;
    const std::size_t columns = m_shares.size(), groups = m_groups.size() + 1;
    const auto left = [&](std::size_t k) { return kLeft + (columns > 1 ? wide * double(k) / double(columns - 1) : 0); };
    std::vector<std::vector<double>> starts; // of each part, from the top
    for (const engine::GroupShares& of : m_shares) {
        std::vector<double>& tops = starts.emplace_back();
        double y = kTop;
        for (const double part : parts(of)) {
            tops.push_back(y);
            y += part * high;
        }
    }
    painter.setPen(Qt::NoPen);
    for (std::size_t k = 0; k + 1 < columns; ++k) {
        const auto &from = m_shares[k].groups, &to = m_shares[k + 1].groups;
        std::vector<double> out = starts[k], in = starts[k + 1];
        const auto index = [groups](int group) { return group < 0 ? groups - 1 : std::size_t(group); };
        std::vector<double> count(groups * groups, 0), leaving(groups, 0), arriving(groups, 0);
        for (std::size_t i = 0; i < std::min(from.size(), to.size()); ++i) {
            ++count[index(from[i]) * groups + index(to[i])];
            ++leaving[index(from[i])];
            ++arriving[index(to[i])];
        }
        // A band is as wide at either end as its part of the bar there: with weights the two differ.
        const std::vector<double> before = parts(m_shares[k]), after = parts(m_shares[k + 1]);
        for (std::size_t a = 0; a < groups; ++a)
            for (std::size_t b = 0; b < groups; ++b) {
                const double n = count[a * groups + b];
                if (n == 0)
                    continue;
                const double h0 = before[a] * high * n / leaving[a], h1 = after[b] * high * n / arriving[b];
                const double x0 = left(k) + kBar, x1 = left(k + 1), middle = (x0 + x1) / 2;
                QPainterPath band(QPointF(x0, out[a]));
                band.cubicTo(middle, out[a], middle, in[b], x1, in[b]);
                band.lineTo(x1, in[b] + h1);
                band.cubicTo(middle, in[b] + h1, middle, out[a] + h0, x0, out[a] + h0);
                QColor fill = color(int(a));
                fill.setAlphaF(0.32F);
                painter.fillPath(band, fill);
                out[a] += h0;
                in[b] += h1;
            }
    }
    const QFont words = textFont(TextSize::Caption), numbers = numberFont(TextSize::Caption);
    for (std::size_t k = 0; k < columns; ++k) {
        const std::vector<double> all = parts(m_shares[k]);
        for (std::size_t g = 0; g < groups; ++g) {
            painter.fillRect(QRectF(left(k), starts[k][g], kBar, all[g] * high), color(int(g)));
            if (k + 1 < columns || all[g] * high < kLeastForName)
                continue;
            painter.setFont(words);
            painter.setPen(c.text);
            const QString text = tr("%1 %2 %").arg(name(int(g))).arg(std::lround(100 * all[g]));
            painter.drawText(QRectF(left(k) + kBar + 6, starts[k][g], kNames - 6, all[g] * high), Qt::AlignVCenter,
                             painter.fontMetrics().elidedText(text, Qt::ElideMiddle, int(kNames - 8)));
        }
        painter.setFont(numbers);
        painter.setPen(c.textSecondary);
        painter.drawText(QRectF(left(k) + kBar / 2 - 40, height() - kTimes, 80, kTimes), Qt::AlignCenter,
                         timeLabel(m_shares[k].time));
    }
}

} // namespace ui
