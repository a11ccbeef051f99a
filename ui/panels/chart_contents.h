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

QVector<Readout::Run> actionMeterNumbers(const engine::RunUpdate& run);
QVector<Readout::Run> lossNumbers(const engine::RunUpdate& run);
QVector<Readout::Run> distanceNumbers(const engine::RunUpdate& run);
QVector<Readout::Run> actionGapNumbers(const engine::RunUpdate& run);

/// Two or three round values that span the range, for the horizontal lines.
QVector<Chart::Tick> roundTicks(double low, double high);

} // namespace charts

} // namespace ui
