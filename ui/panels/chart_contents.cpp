#include "ui/panels/chart_contents.h"

#include "ui/panels/snapshot_row.h"
#include "ui/style/numbers.h"
#include "ui/style/theme.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace ui::charts {

namespace {

using engine::LossHistory;
using Kind = Readout::Kind;
using Tone = Chart::Curve::Tone;

constexpr double kCurvePoints = 300;

QString tr(const char* text) { return QCoreApplication::translate("ui::charts", text); }

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
    content.xName = tr("step");
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
    Chart::Curve curve(const QString& name) const {
        Chart::Curve curve = m_curve;
        curve.name = name;
        return curve;
    }

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

/// From a power of ten below all values to a little above them, with a line at each power.
void setLogarithmicRange(Chart::Content& content, double low, double high) {
    content.yLogarithmic = true;
    content.yLow = std::pow(10.0, std::floor(std::log10(low)));
    content.yHigh = std::max(high, content.yLow * 10) * 1.05;
    for (double tick = content.yLow; tick <= content.yHigh; tick *= 10)
        content.yTicks.append(Chart::Tick{tick, shortText(tick, 3)});
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
    QVector<double> values;
    for (const Chart::Tick& tick : ticks)
        values += tick.at;
    const QStringList texts = alignedTexts(values);
    for (qsizetype i = 0; i < ticks.size(); ++i)
        ticks[i].text = texts[i];
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
        content.curves += {Tone::Dashed, {content.xLow, content.xHigh}, {*run.kineticEnergy, *run.kineticEnergy}, energySymbol(run)};
        content.note = tr("%1, energy of the true path").arg(energySymbol(run));
    }
    content.curves += bound.curve(QStringLiteral("−L"));
    return content;
}

Chart::Content loss(const engine::RunUpdate& run) {
    if (!hasHistory(run))
        return waiting();
    Chart::Content content;
    setStepAxis(content, run.step);
    Chart::Curve batch{Tone::Quiet, {}, {}, tr("batch")};
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
    content.curves += {batch, averaged.curve(tr("averaged"))};
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
    Chart::Curve measured{Tone::Accent, {}, {}, tr("particles")}, floor{Tone::Dashed, {}, {}, tr("two draws")};
    content.xName = QStringLiteral("t");
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
        content.marks +=
            {at.time, at.w1,
             snapshotKeyColor(nearest->color, int(nearest - snapshots.begin()), int(snapshots.size())), at.heldOut};
    }
    setRange(content, 0, std::max(high * 1.15, 1e-9));
    const std::size_t labels = std::min<std::size_t>(dataset.snapshots.size(), 6);
    for (std::size_t i = 0; i < labels; ++i) {
        const double time = dataset.snapshots[i * (dataset.snapshots.size() - 1) / (labels - 1)].time;
        content.xTicks.append(Chart::Tick{time, (i == 0 ? QStringLiteral("t ") : QString()) + timeLabel(time)});
    }
    content.curves += {floor, measured};
    content.note = tr("two draws of the data");
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
    Chart::Curve gap{Tone::Accent, {}, {}, tr("gap")};
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
    setLogarithmicRange(content, low, high);
    content.curves += gap;
    return content;
}

Chart::Content gradientNorm(const engine::RunUpdate& run) {
    if (!hasHistory(run))
        return waiting();
    Chart::Content content;
    Chart::Curve norm{Tone::Accent, {}, {}, tr("norm")};
    double low = std::numeric_limits<double>::infinity(), high = 0, sum = 0;
    int count = 0; // of buckets since the last point: single batches scatter, their mean tells more
    const auto points = visible(*run.history);
    auto next = points.begin();
    for (const LossHistory::Bucket& bucket : run.history->buckets) {
        if (bucket.gradientNorm > 0) {
            sum += double(bucket.gradientNorm);
            ++count;
        }
        if (&bucket != *next)
            continue;
        ++next;
        if (count == 0)
            continue;
        norm.x += double(bucket.step);
        norm.y += sum / std::exchange(count, 0);
        sum = 0;
        low = std::min(low, norm.y.last());
        high = std::max(high, norm.y.last());
    }
    if (norm.x.isEmpty()) {
        content.empty = tr("This training was recorded without it; it begins with the next step.");
        return content;
    }
    setStepAxis(content, run.step);
    const double clip = run.checkpoint ? run.checkpoint->settings.clipNorm : 0;
    if (clip > 0) {
        content.curves += {Tone::Dashed, {content.xLow, content.xHigh}, {clip, clip}, tr("clipped at")};
        content.note = tr("where it is clipped");
        low = std::min(low, clip);
        high = std::max(high, clip);
    }
    setLogarithmicRange(content, low, high);
    content.curves += norm;
    return content;
}

namespace {
/// Mass in units of the one at the start, and the effective sample size as a part of the particles.
struct Mass {
    double mass, effective;
};
Mass massAt(const engine::Trajectories& motion, double time, Eigen::RowVectorXf& weights) {
    motion.weightsAt(time, weights);
    const double sum = double(weights.sum()), squares = double(weights.squaredNorm()), n = double(weights.size());
    return {sum / n, squares > 0 ? sum * sum / squares / n : 0};
}
} // namespace

Chart::Content mass(const engine::RunUpdate& run) {
    Chart::Content content;
    if (!run.trajectories || !run.trajectories->isWeighted() || run.trajectories->levels() < 2) {
        content.empty = tr("Particles have weights with growth only.");
        return content;
    }
    const engine::Trajectories& motion = *run.trajectories;
    Chart::Curve mass{Tone::Accent, {}, {}, tr("mass")}, effective{Tone::Dashed, {}, {}, tr("effective sample size")};
    Eigen::RowVectorXf weights;
    double high = 1;
    for (const double time : motion.times) {
        const Mass at = massAt(motion, time, weights);
        mass.x += time;
        mass.y += at.mass;
        effective.x += time;
        effective.y += at.effective;
        high = std::max(high, at.mass);
    }
    content.xName = QStringLiteral("t");
    content.xLow = std::min(motion.times[0], motion.lastTime());
    content.xHigh = std::max(motion.times[0], motion.lastTime());
    content.xTicks = {Chart::Tick{content.xLow, QStringLiteral("t ") + timeLabel(content.xLow)},
                      Chart::Tick{content.xHigh, timeLabel(content.xHigh)}};
    setRange(content, 0, high * 1.15);
    content.curves = {effective, mass};
    content.note = tr("effective sample size");
    return content;
}

QVector<Readout::Run> massNumbers(const engine::RunUpdate& run) {
    if (!run.trajectories || !run.trajectories->isWeighted())
        return {};
    Eigen::RowVectorXf weights;
    const Mass end = massAt(*run.trajectories, run.trajectories->lastTime(), weights);
    return {{Kind::Word, tr("at the end"), true},
            {Kind::Number, fixedText(end.mass, 2)},
            {Kind::Dashed},
            {Kind::Word, tr("effective"), true},
            {Kind::Number, tr("%1 %").arg(std::lround(100 * end.effective))}};
}

} // namespace ui::charts
