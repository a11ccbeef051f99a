#include "ui/panels/chart_contents.h"

#include "ui/style/numbers.h"
#include "ui/style/theme.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

namespace ui::charts {

namespace {

using engine::LossHistory;
using Kind = Readout::Kind;
using Tone = Chart::Curve::Tone;

constexpr double kCurvePoints = 300;

QString tr(const char* text) { return QCoreApplication::translate("ui::charts", text); }

/// The leading zero left out, as in a narrow margin: .08
QString withoutZero(QString text) { return text.startsWith(QLatin1String("0.")) ? text.mid(1) : text; }
QString tickText(double value) { return withoutZero(shortText(value, 3)); }

/// Buckets to draw: evenly many for each factor of steps, because the axis is logarithmic.
std::vector<const LossHistory::Bucket*> visible(const LossHistory& history) {
    std::vector<const LossHistory::Bucket*> chosen;
    if (history.buckets.empty())
        return chosen;
    const double last = std::log(double(std::max<std::int64_t>(history.buckets.back().step, 2)));
    double next = 0;
    for (const LossHistory::Bucket& bucket : history.buckets) {
        const double place = std::log(double(std::max<std::int64_t>(bucket.step, 1))) / last * kCurvePoints;
        if (place + 1e-9 < next && &bucket != &history.buckets.back())
            continue;
        chosen.push_back(&bucket);
        next = std::floor(place) + 1;
    }
    return chosen;
}

/// x axis of all charts over training: from the first step to the present one, logarithmic.
void setStepAxis(Chart::Content& content, std::int64_t last) {
    content.xLow = 1;
    content.xHigh = double(std::max<std::int64_t>(last, 10));
    content.xLogarithmic = true;
    content.xTicks.append(Chart::Tick{1, tr("step 1")});
    for (double power = 10; power * 4 < content.xHigh; power *= 10)
        content.xTicks.append(Chart::Tick{power, countLabel(std::int64_t(power))});
    content.xTicks.append(Chart::Tick{content.xHigh, countLabel(std::int64_t(content.xHigh))});
}

bool hasHistory(const engine::RunUpdate& run) { return run.history && run.history->buckets.size() >= 2; }

Chart::Content waiting() {
    Chart::Content content;
    content.empty = tr("The curve begins with the training.");
    return content;
}

/// The averaged network is measured now and then; between two measurements the curve is straight, not a stair.
class MeasuredCurve {
public:
    explicit MeasuredCurve(double sign) : m_sign(sign) {}
    void add(const LossHistory::Bucket& bucket, bool last) {
        if (bucket.bound == 0) // after a change, until the averaged network is measured again
            return;
        if (bucket.bound == m_before && !(last && !m_curve.x.isEmpty()))
            return;
        m_before = bucket.bound;
        m_curve.x += double(bucket.step);
        m_curve.y += m_sign * double(bucket.bound);
    }
    const Chart::Curve& curve() const { return m_curve; }

private:
    double m_sign;
    float m_before = 0; // nothing measured yet
    Chart::Curve m_curve;
};

void setRange(Chart::Content& content, double low, double high) {
    content.yTicks = roundTicks(low, high);
    content.yLow = std::min(low, content.yTicks.first().at);
    content.yHigh = std::max(high, content.yTicks.last().at);
}

/// What the loss is bounded by: growing costs as well.
QString energySymbol(const engine::RunUpdate& run) {
    return run.model && engine::isWeighted(run.model->dynamics.method) ? QStringLiteral("K + G") : QStringLiteral("K");
}

} // namespace

QVector<Chart::Tick> roundTicks(double low, double high) {
    if (!(high > low))
        high = low + std::max(1e-6, std::abs(low) * 0.1);
    // Steps of 1, 2, 2.5 or 5 × 10ᵏ: the smallest that gives at most three lines.
    const double range = high - low, power = std::pow(10.0, std::floor(std::log10(range / 3)));
    double step = power;
    for (const double factor : {1.0, 2.0, 2.5, 5.0, 10.0, 20.0}) {
        step = power * factor;
        if (std::floor(high / step + 1e-9) - std::ceil(low / step - 1e-9) < 3)
            break;
    }
    QVector<Chart::Tick> ticks;
    for (double at = std::ceil(low / step - 1e-9) * step; at <= high + 1e-9 * range; at += step)
        ticks.append(Chart::Tick{std::abs(at) < step * 1e-6 ? 0 : at, {}});
    if (ticks.isEmpty())
        ticks.append(Chart::Tick{low, {}});
    for (Chart::Tick& tick : ticks)
        tick.text = tickText(tick.at);
    return ticks;
}

Chart::Content actionMeter(const engine::RunUpdate& run) {
    if (!hasHistory(run))
        return waiting();
    Chart::Content content;
    setStepAxis(content, run.step);
    MeasuredCurve bound(1);
    double low = 0, high = run.kineticEnergy.value_or(0);
    const auto buckets = visible(*run.history);
    for (const LossHistory::Bucket* bucket : buckets) {
        bound.add(*bucket, bucket == buckets.back());
        low = std::min(low, double(bucket->bound));
        high = std::max(high, double(bucket->bound));
    }
    // A wild first step must not flatten the rest.
    low = std::max(low, -0.25 * std::max(high, 1e-9));
    setRange(content, low, high * 1.2);
    if (run.kineticEnergy) {
        content.curves += {Tone::Dashed, {content.xLow, content.xHigh}, {*run.kineticEnergy, *run.kineticEnergy}};
        content.note = tr("%1, energy of the true path").arg(energySymbol(run));
    }
    content.curves += bound.curve();
    return content;
}

Chart::Content loss(const engine::RunUpdate& run) {
    if (!hasHistory(run))
        return waiting();
    Chart::Content content;
    setStepAxis(content, run.step);
    Chart::Curve batch{Tone::Quiet, {}, {}};
    MeasuredCurve averaged(-1);
    double low = 0, high = 0;
    const auto buckets = visible(*run.history);
    for (const LossHistory::Bucket* bucket : buckets) {
        batch.x += double(bucket->step);
        batch.y += bucket->mean;
        averaged.add(*bucket, bucket == buckets.back());
        low = std::min({low, double(bucket->mean), -double(bucket->bound)});
        high = std::max(high, double(bucket->mean));
    }
    high = std::min(high, 0.25 * std::abs(low)); // as above
    setRange(content, low, high);
    content.curves += {batch, averaged.curve()};
    return content;
}

Chart::Content distance(const engine::RunUpdate& run, const engine::Dataset& dataset) {
    Chart::Content content;
    if (!run.distances || run.distances->empty() || dataset.snapshots.size() < 2) {
        content.empty = tr("Measured at the snapshots after the first steps.");
        return content;
    }
    const double first = dataset.firstTime(), last = dataset.lastTime(), margin = 0.05 * (last - first);
    content.xLow = first - margin;
    content.xHigh = last + margin;
    Chart::Curve measured, floor{Tone::Dashed, {}, {}};
    double high = 0;
    for (const engine::SnapshotDistance& at : *run.distances) {
        measured.x += at.time;
        measured.y += at.w1;
        floor.x += at.time;
        floor.y += at.floor;
        high = std::max({high, at.w1, at.floor});
        const auto& snapshots = dataset.snapshots;
        const auto nearest = std::min_element(snapshots.begin(), snapshots.end(), [&](const auto& a, const auto& b) {
            return std::abs(a.time - at.time) < std::abs(b.time - at.time);
        });
        content.marks += {at.time, at.w1,
                          theme().snapshotColor(int(nearest - snapshots.begin()), int(snapshots.size())), at.heldOut};
    }
    setRange(content, 0, std::max(high * 1.15, 1e-9));
    const std::size_t labels = std::min<std::size_t>(dataset.snapshots.size(), 6);
    QVector<double> times;
    for (std::size_t i = 0; i < labels; ++i)
        times += dataset.snapshots[i * (dataset.snapshots.size() - 1) / (labels - 1)].time;
    const QStringList texts = alignedTexts(times);
    for (qsizetype i = 0; i < times.size(); ++i)
        content.xTicks.append(
            Chart::Tick{times[i], i + 1 == times.size() ? QStringLiteral("t ") + texts[i] : withoutZero(texts[i])});
    content.curves += {floor, measured};
    content.note = tr("dashed: two draws of the data");
    return content;
}

Chart::Content actionGap(const engine::RunUpdate& run) {
    Chart::Content content;
    if (!run.kineticEnergy) {
        content.empty = run.state == engine::RunState::Empty
                            ? QString()
                            : tr("The energy K of this data's true path is not known.");
        if (content.empty.isEmpty())
            return waiting();
        return content;
    }
    if (!hasHistory(run))
        return waiting();
    setStepAxis(content, run.step);
    const double energy = *run.kineticEnergy, least = energy * 1e-3;
    Chart::Curve gap;
    double low = energy, high = energy;
    float before = 0;
    for (const LossHistory::Bucket* bucket : visible(*run.history)) {
        if (bucket->bound == 0 || std::exchange(before, bucket->bound) == bucket->bound)
            continue;
        const double left = std::clamp(energy - bucket->bound, least, 4 * energy);
        gap.x += double(bucket->step);
        gap.y += left;
        low = std::min(low, left);
        high = std::max(high, left);
    }
    content.yLogarithmic = true;
    content.yLow = std::pow(10.0, std::floor(std::log10(low)));
    content.yHigh = std::max(high, content.yLow * 10) * 1.05;
    for (double tick = content.yLow; tick <= content.yHigh; tick *= 10)
        content.yTicks.append(Chart::Tick{tick, tickText(tick)});
    content.curves += gap;
    return content;
}

QVector<Readout::Run> actionMeterNumbers(const engine::RunUpdate& run) {
    if (!run.energyBound)
        return {};
    QVector<Readout::Run> runs = {{Kind::Word, QStringLiteral("−L")}, {Kind::Number, fixedText(*run.energyBound, 3)}};
    if (run.kineticEnergy)
        runs += {{Kind::Word, tr("of %1").arg(energySymbol(run))}, {Kind::Number, fixedText(*run.kineticEnergy, 3)}};
    return runs;
}

QVector<Readout::Run> lossNumbers(const engine::RunUpdate& run) {
    if (!run.energyBound)
        return {};
    return {{Kind::Word, tr("batch, averaged")}, {Kind::Number, fixedText(-*run.energyBound, 3)}};
}

QVector<Readout::Run> distanceNumbers(const engine::RunUpdate& run) {
    if (!run.distances || run.distances->empty())
        return {};
    double heldOut = 0, all = 0;
    int heldOutCount = 0, count = 0;
    for (const engine::SnapshotDistance& at : *run.distances) {
        if (at.heldOut) {
            heldOut += at.w1;
            ++heldOutCount;
        } else if (&at != &run.distances->front()) {
            all += at.w1;
            ++count;
        }
    }
    if (heldOutCount > 0)
        return {{Kind::Word, tr("held out")}, {Kind::Number, fixedText(heldOut / heldOutCount, 3)}};
    if (count == 0)
        return {};
    return {{Kind::Word, tr("mean")}, {Kind::Number, fixedText(all / count, 3)}};
}

QVector<Readout::Run> actionGapNumbers(const engine::RunUpdate& run) {
    const auto gap = run.gap();
    if (!gap)
        return {};
    return {{Kind::Word, energySymbol(run) + QStringLiteral(" + L")}, {Kind::Number, fixedText(*gap, 3)}};
}

} // namespace ui::charts
