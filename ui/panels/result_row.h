#pragma once

#include "engine/session/session_update.h"
#include "engine/session/snapshot_comparison.h"
#include "ui/document/project.h"

#include <string>
#include <vector>

namespace ui {

/// What one pane came to, in numbers. Units: data units; seconds of training.
struct ResultRow {
    std::string pane;
    engine::TrainingSettings settings;
    std::optional<engine::NoiseSchedule> sigma; ///< in force; empty without noise
    std::optional<double> lambda;               ///< likewise; empty without growth
    std::int64_t steps = 0;
    double seconds = 0;
    std::optional<double> bound, gap; ///< −L, and K + L where K is known
    std::vector<engine::SnapshotComparison> snapshots; ///< empty while they are being measured
};

enum class ResultMeasure { W1, W2, Mmd };
double valueOf(const engine::CloudDistances& distances, ResultMeasure measure);
/// Over the snapshots particles do not start from: the held-out ones where there are any, otherwise all. Empty when
/// there are none.
std::optional<double> meanOf(const ResultRow& row, ResultMeasure measure);

/// Run and model as they stand; without the snapshots.
ResultRow resultRow(const Run& run, const engine::RunUpdate* update);

/// A table with a heading, one line a pane, exactly: for a file (',') or the clipboard ('\t').
std::string resultsText(const std::vector<ResultRow>& rows, char separator);

} // namespace ui
