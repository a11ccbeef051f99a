#include "ui/panels/chart_content.h"

#include "engine/core/text.h"
#include "engine/io/table_text.h"
#include "ui/style/numbers.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace ui {

namespace {
constexpr double kRoom = 0.06; ///< above and below what is drawn, of its height
constexpr int kLines = 3;      ///< level ones
} // namespace

QString ChartContent::xText(double x) const { return isOverSteps() ? countLabel(std::llround(x)) : timeLabel(x); }

ChartContent ChartContent::zoomed(double low, double high) const {
    ChartContent part = *this;
    part.xLow = low;
    part.xHigh = high;
    part.xTicks = {Tick{low, xText(low)}, Tick{high, xText(high)}};
    double least = std::numeric_limits<double>::infinity(), most = -least;
    const auto see = [&](double y) {
        if (y >= yLow && y <= yHigh) { // what the whole chart cuts off stays cut off
            least = std::min(least, y);
            most = std::max(most, y);
        }
    };
    for (const Curve& curve : curves)
        for (qsizetype i = 0; i < curve.x.size(); ++i)
            if ((curve.x[i] >= low && curve.x[i] <= high) || curve.tone == Curve::Tone::Dashed)
                see(curve.y[i]);
    if (!(most > least))
        return part;
    if (yLogarithmic) {
        part.yLow = least / 1.1;
        part.yHigh = most * 1.1;
    } else {
        const double room = kRoom * (most - least);
        part.yLow = least - room;
        part.yHigh = most + room;
    }
    part.yTicks.clear();
    for (int k = 0; k < kLines; ++k) {
        const double u = double(k) / (kLines - 1);
        const double at = yLogarithmic ? least * std::pow(most / least, u) : least + u * (most - least);
        part.yTicks.append(Tick{at, shortText(at, 3)});
    }
    return part;
}

QString chartTable(const ChartContent& content, const QString& yName) {
    const auto field = [](const QString& text) { return engine::csvField(text.toStdString()); };
    std::string table = "curve," + field(content.xName) + ',' + field(yName) + '\n';
    for (const ChartContent::Curve& curve : content.curves)
        for (qsizetype i = 0; i < curve.x.size(); ++i)
            table += field(curve.name) + ',' + engine::exactNumber(curve.x[i]) + ',' + engine::exactNumber(curve.y[i]) +
                     '\n';
    return QString::fromStdString(table);
}

} // namespace ui
