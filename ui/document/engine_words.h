#pragma once

#include "engine/core/error.h"

#include <QString>
#include <string>

namespace ui {

/// Fixed words of the engine in the person's language: titles of examples, closed forms, what a run is busy with.
QString engineWords(const std::string& words);
/// A sentence of the engine, or of an Error from anywhere, in the person's language: its pattern translated, and so is
/// every sentence within it; names, numbers and paths stay as they are.
/// Thread: any.
QString translated(const engine::Sentence& sentence);
/// What happened and what to do.
QString translated(const engine::Error& error);
/// Whether a translation file made from this source offers them for translation.
bool isKnownToTranslators(const std::string& words);

} // namespace ui
