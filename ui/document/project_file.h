#pragma once

#include "ui/document/project.h"

#include <QString>

namespace ui {

/// Name ending of project files, with the dot.
inline constexpr char kProjectSuffix[] = ".kino";

/// Reads a project file: a zip container with `manifest.json` and the numbers as lossless .npy blocks.
/// Errors: Error{UnusableInput} naming the file and what is wrong with it: no project file, truncated or damaged, made
///         by a newer version, blocks that are missing, of the wrong shape or not finite.
/// Thread: any.
Project readProject(const QString& path);

/// Writes a project file; it appears under its name only when it is whole, and what was there before stays until then.
/// Equal projects give equal files, byte for byte.
/// Errors: Error{CannotWrite} for a folder that is missing or not writable, or a full disk.
/// Thread: any.
void writeProject(const Project& project, const QString& path);

} // namespace ui
