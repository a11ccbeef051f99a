#pragma once

#include "ui/document/selection.h"

#include <Eigen/Core>
#include <QString>
#include <optional>
#include <vector>

/// What the tools that select have in common in the plane and in space.
namespace ui::selecting {

/// What the keys that are held make of marked points: Shift adds, Ctrl takes away, else they replace.
Selection::Combine combineFor(Qt::KeyboardModifiers modifiers);

/// Pixels an arrow key nudges by, upwards positive: one, with Shift ten; empty for every other key.
std::optional<Eigen::Vector2d> nudgeFor(int key, Qt::KeyboardModifiers modifiers);

/// Even-odd rule; a polygon without corners has no inside.
bool isInside(const std::vector<Eigen::Vector2d>& polygon, const Eigen::Vector2d& point);

/// Names of the edits.
QString moveText();
QString turnText();
QString scaleText();
QString nudgeText();

} // namespace ui::selecting
