#pragma once

#include <QString>
#include <string>

namespace ui {

/// Fixed words of the engine in the person's language: titles of examples, closed forms, what a run is busy with.
QString engineWords(const std::string& words);
/// Whether a translation file made from this source offers them for translation.
bool isKnownToTranslators(const std::string& words);

} // namespace ui
