#pragma once

#include "engine/session/session_update.h"
#include "ui/document/project.h"
#include "ui/scene/scene_state.h"

namespace ui {

/// What the stage shows of a project and its newest model.
SceneState composeStage(const Project& project, const engine::RunUpdate* run, bool dark);

} // namespace ui
