#include "ui/panels/chart_contents.h"
#include "ui/style/numbers.h"

#include <QCoreApplication>

namespace ui::charts {

namespace {

using Kind = Readout::Kind;

constexpr int kDigits = 3;

QString tr(const char* text) { return QCoreApplication::translate("ui::charts", text); }

/// So many that −L, K and what lies between them all show a digit.
int energyDecimals(const engine::RunUpdate& run) {
    return decimalsOf(run.gap().value_or(0), decimalsOf(run.energyBound.value_or(0), kDigits));
}

} // namespace

QString energySymbol(const engine::RunUpdate& run) {
    return run.model && engine::isWeighted(run.model->dynamics.method) ? QStringLiteral("K + G") : QStringLiteral("K");
}

QVector<Readout::Run> actionMeterNumbers(const engine::RunUpdate& run) {
    if (!run.energyBound)
        return {};
    const int decimals = energyDecimals(run);
    QVector<Readout::Run> runs = {{Kind::Word, QStringLiteral("−L")},
                                  {Kind::Number, fixedText(*run.energyBound, decimals)}};
    if (run.kineticEnergy)
        runs += {{Kind::Word, tr("of")},
                 {Kind::Dashed, {}, true},
                 {Kind::Word, energySymbol(run)},
                 {Kind::Number, fixedText(*run.kineticEnergy, decimals)}};
    return runs;
}

QVector<Readout::Run> lossNumbers(const engine::RunUpdate& run) {
    if (!run.energyBound)
        return {};
    return {{Kind::Thin, {}, true},
            {Kind::Word, tr("batch"), true},
            {Kind::Thick},
            {Kind::Word, tr("averaged"), true},
            {Kind::Number, fixedText(-*run.energyBound, energyDecimals(run))}};
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
        return {{Kind::Word, tr("held out"), true}, {Kind::Number, significantText(heldOut / heldOutCount, kDigits)}};
    if (count == 0)
        return {};
    return {{Kind::Word, tr("mean"), true}, {Kind::Number, significantText(all / count, kDigits)}};
}

QVector<Readout::Run> actionGapNumbers(const engine::RunUpdate& run) {
    const auto gap = run.gap();
    if (!gap)
        return {};
    return {{Kind::Word, energySymbol(run) + QStringLiteral(" + L")}, {Kind::Number, steadyText(*gap, kDigits)}};
}

QVector<Readout::Run> gradientNormNumbers(const engine::RunUpdate& run) {
    if (!run.history || run.history->buckets.empty() || !(run.history->buckets.back().gradientNorm > 0))
        return {};
    return {{Kind::Word, tr("last")},
            {Kind::Number, shortText(double(run.history->buckets.back().gradientNorm), kDigits)}};
}

} // namespace ui::charts
