#pragma once

#include "engine/training/checkpoint.h"
#include "ui/document/manifest_json.h"
#include "ui/document/project_blocks.h"

#include <memory>

/// The part of a project's manifest that is about training: settings as JSON, a checkpoint as JSON and blocks.
///
/// Every structure is taken apart by a structured binding when it is written: a member that is added to it later stops
/// the build there until it is written and read, too.
namespace ui::manifest {

Json packed(const engine::TrainingSettings& settings);
/// Errors: Error from unknown names and from TrainingSettings::validate.
engine::TrainingSettings unpackedSettings(const Json& json);

/// Puts the long arrays into `archive`, with names that begin with `folder`.
Json packed(const engine::Checkpoint& checkpoint, const std::string& folder, engine::ZipWriter& archive);
/// Errors: Error{UnusableInput} for arrays that are missing, of the wrong shape or not finite.
std::shared_ptr<const engine::Checkpoint> unpackedCheckpoint(const Json& json, const engine::ZipReader& archive);

} // namespace ui::manifest
