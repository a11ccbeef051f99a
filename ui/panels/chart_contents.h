#pragma once

#include "engine/data/dataset.h"
#include "engine/session/session_update.h"
#include "ui/panels/chart.h"
#include "ui/widgets/readout.h"

namespace ui {

/// What the charts show of a run: curves, ticks and the numbers above them. Pure functions of the update.
namespace charts {

Chart::Content actionMeter(const engine::RunUpdate& run);
Chart::Content loss(const engine::RunUpdate& run);
Chart::Content distance(const engine::RunUpdate& run, const engine::Dataset& dataset);
Chart::Content actionGap(const engine::RunUpdate& run);
/// Norm of the gradient before it is clipped, in training units; dashed: where it is clipped.
Chart::Content gradientNorm(const engine::RunUpdate& run);
/// Of weighted particles over the data's time: their mass, and how many of equal weight they are worth.
Chart::Content mass(const engine::RunUpdate& run);

QVector<Readout::Run> actionMeterNumbers(const engine::RunUpdate& run);
QVector<Readout::Run> lossNumbers(const engine::RunUpdate& run);
QVector<Readout::Run> distanceNumbers(const engine::RunUpdate& run);
QVector<Readout::Run> actionGapNumbers(const engine::RunUpdate& run);
QVector<Readout::Run> gradientNormNumbers(const engine::RunUpdate& run);
QVector<Readout::Run> massNumbers(const engine::RunUpdate& run);

/// What the loss is bounded by: K; growing costs as well.
QString energySymbol(const engine::RunUpdate& run);

/// Two or three round values that span the range, for the horizontal lines.
QVector<Chart::Tick> roundTicks(double low, double high);

} // namespace charts

} // namespace ui
