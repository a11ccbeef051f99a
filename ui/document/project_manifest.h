#pragma once

#include "ui/document/project.h"
#include "ui/document/project_blocks.h"

namespace ui {

/// Number of the project format. Raise it when an older program would read a newer file wrongly; a new optional entry
/// needs no new number.
inline constexpr int kProjectSchema = 1;

/// Puts a project into a container: everything that is not a long row of numbers into manifest.json, the rest into
/// blocks beside it.
void packProject(const Project& project, engine::ZipWriter& archive);

/// The way back. Everything is checked, so that what comes out can be shown, trained and saved.
/// Errors: Error{UnusableInput}, without a file name.
Project unpackProject(const engine::ZipReader& archive);

} // namespace ui
