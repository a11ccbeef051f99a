#pragma once

#include "ui/document/project.h"

#include <vector>

/// The changes people make, as plain functions on a project, to be called inside Document::edit. What they cannot do
/// they refuse with engine::Error{InvalidArgument}, and change nothing.
///
/// Snapshots are named by their index in order of time; functions that may change that order return where the snapshot
/// has gone.
namespace ui::edits {

/// A new snapshot. An empty cloud takes the dimension of the others as soon as points come.
/// Errors: a time that is not finite or already taken.
int addSnapshot(Project& project, engine::Real time, const engine::PointSet& points = {});
/// A copy half-way to the next snapshot, or one usual distance behind the last.
int duplicateSnapshot(Project& project, int snapshot);
void deleteSnapshot(Project& project, int snapshot);
void renameSnapshot(Project& project, int snapshot, const std::string& name);
/// Errors: a time that is not finite or already taken.
int retimeSnapshot(Project& project, int snapshot, engine::Real time);
/// Held-out snapshots are compared with, never trained on.
void setHeldOut(Project& project, int snapshot, bool heldOut);
void setHidden(Project& project, int snapshot, bool hidden);
void setColor(Project& project, int snapshot, std::optional<unsigned> color);

/// Shape:  points d×n.
/// Errors: points of another dimension than the data's.
void appendPoints(Project& project, int snapshot, const engine::PointSet& points);
/// Removes the points at most `radius` away from `center`; only the coordinates `center` has count, so that a disc on
/// the screen erases through the depth. Returns how many went.
engine::Index eraseDisc(Project& project, int snapshot, const engine::Vector& center, engine::Real radius);
/// Shape: indices ascending.
void deletePoints(Project& project, int snapshot, const std::vector<engine::Index>& indices);
/// Shape: indices ascending, offset d.
void movePoints(Project& project, int snapshot, const std::vector<engine::Index>& indices,
                const engine::Vector& offset);

/// Errors: whatever TrainingSettings::validate finds.
void changeSettings(Project& project, int runId, const engine::TrainingSettings& settings);
/// Level of the noise that the run's particles are shown with; empty: the trained one.
/// Errors: one that is negative or not finite.
void setNoise(Project& project, int runId, std::optional<double> noise);
/// A copy of the run with what it has learned, beside it and active. Returns its number.
/// Errors: when there are as many runs as can be shown.
int duplicateRun(Project& project, int runId);
/// Errors: when it is the only one.
void removeRun(Project& project, int runId);

} // namespace ui::edits
