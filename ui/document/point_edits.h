#pragma once

#include "ui/document/project.h"

#include <vector>

/// Changes of chosen points, in the manner of edits.h.
/// Shape: indices ascending.
namespace ui::edits {

/// x ↦ linear · x + offset, in the data's space or in the picture of it (Project::projection); what the picture hides
/// of the points stays.
/// Shape: linear d×d, offset d, or as many as the picture has axes.
/// Errors: one that is not finite.
void transformPoints(Project& project, int snapshot, const std::vector<engine::Index>& indices,
                     const engine::Matrix& linear, const engine::Vector& offset);
/// Copies, moved as by movePoints, behind the existing points, with their weights and labels. Returns their indices.
std::vector<engine::Index> duplicatePoints(Project& project, int snapshot, const std::vector<engine::Index>& indices,
                                           const engine::Vector& offset);
/// Takes the points out of one snapshot and puts them, with their weights and labels, into another: they get its
/// colour, because colour is time. Returns their indices there.
std::vector<engine::Index> givePoints(Project& project, int from, const std::vector<engine::Index>& indices, int to);

} // namespace ui::edits
