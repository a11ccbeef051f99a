#pragma once

#include "engine/action/dynamics.h"
#include "ui/document/project.h"

#include <optional>
#include <string>

namespace ui {

/// What stands above the picture of a run among others: its own name, or that of its method: "eAM".
std::string runTitle(const Run& run);
/// The settings that set its motion apart: "noise σ 0.45", "deterministic". `inForce`: what is left to the data.
std::string runDetail(const Run& run, const std::optional<engine::Dynamics>& inForce = {});

} // namespace ui
