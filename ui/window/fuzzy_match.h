#pragma once

#include <QString>
#include <optional>

namespace ui {

/// How well `text` answers what was typed: all its letters in order, better when they begin words or stand together.
/// Empty when letters are missing. An empty pattern matches everything equally.
std::optional<int> fuzzyScore(const QString& pattern, const QString& text);

} // namespace ui
