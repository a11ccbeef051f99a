#pragma once

#include "ui/document/project.h"

#include <functional>
#include <memory>
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
/// Total mass; empty: 1, or by counts or weights as the settings say.
/// Errors: one that is not a positive finite number.
void setMass(Project& project, int snapshot, std::optional<engine::Real> mass);
/// The cloud goes to the place `to` in the order, with its name, colour and mass, and those between make room. The
/// times stay where they are: each place keeps its own.
void moveSnapshot(Project& project, int snapshot, int to);

/// Shape:  points d×n.
/// Errors: points of another dimension than the data's.
void appendPoints(Project& project, int snapshot, const engine::PointSet& points);
/// Removes the points at most `radius` away from `center`, a place in the data's space or in the picture of it
/// (Project::projection), whose disc erases through the depth. Returns how many went.
engine::Index eraseDisc(Project& project, int snapshot, const engine::Vector& center, engine::Real radius);
/// Removes the points for which `isHit` holds. Returns how many went.
engine::Index erasePoints(Project& project, int snapshot,
                          const std::function<bool(const Eigen::Ref<const engine::Vector>&)>& isHit);
/// Shape: indices ascending.
void deletePoints(Project& project, int snapshot, const std::vector<engine::Index>& indices);
/// Shape: indices ascending, offset d or, along the axes of the picture, as many as it has.
void movePoints(Project& project, int snapshot, const std::vector<engine::Index>& indices,
                const engine::Vector& offset);

/// Errors: whatever TrainingSettings::validate finds.
void changeSettings(Project& project, int runId, const engine::TrainingSettings& settings);
/// Level of the noise that the run's particles are shown with; empty: the trained one.
/// Errors: one that is negative or not finite.
void setNoise(Project& project, int runId, std::optional<double> noise);
/// Keeps a place to look from. Errors: when there are as many as can be kept, and a name that is empty or taken.
void saveView(Project& project, const ViewChoices::SavedView& view);
/// Errors: a name that is empty or taken.
void renameView(Project& project, int view, const std::string& name);
void removeView(Project& project, int view);
/// Lines to draw below the data; others of the same name give way to them.
void addOverlay(Project& project, const std::shared_ptr<const engine::Outlines>& overlay);
/// A copy of the run with what it has learned, beside it and active; that of a stored one trains. Returns its number.
/// Errors: when there are as many runs as can be shown.
int duplicateRun(Project& project, int runId);
/// What the run has learned until now as a stored run beside it. Returns its number.
/// Errors: as above; when it has learned nothing yet, or is a stored one itself.
int keepRun(Project& project, int runId);
/// The trained run of another project (Project::trainedRun) as a stored run behind all others; `file` is what it is called.
/// Returns its number.
/// Errors: when there are as many runs as can be shown, or that project has learned nothing, or is of another dimension.
int addStoredRun(Project& project, const Project& other, const std::string& file);
/// Errors: when no other run trains.
void removeRun(Project& project, int runId);

} // namespace ui::edits
