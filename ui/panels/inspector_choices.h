#pragma once

#include "engine/training/training_settings.h"

#include <QString>
#include <optional>
#include <span>

namespace ui {

/// The words of a choice in the language of the window.
QString translated(const char* text);

/// A method as the inspector offers it.
struct MethodChoice {
    engine::Method method;
    const char* id;      ///< object name of its segment
    const char* segment; ///< short name
    const char* title;
    const char* why;     ///< one line: what particles do, and the equation
    const char* formula; ///< rich text in the letters of the paper
};
/// Only what the engine can train: the one place where a new method appears in the window.
std::span<const MethodChoice> methodChoices();

struct PathChoice {
    std::optional<engine::PathKind> path; ///< empty: chosen by the data
    const char* title;
    const char* value; ///< in the folded heading
    const char* why;
};
std::span<const PathChoice> pathChoices();

struct RefineChoice {
    engine::RefineFrom from;
    const char* title;
    const char* why;
};
std::span<const RefineChoice> refineChoices();

struct ActivationChoice {
    engine::Activation activation;
    const char* title;
};
std::span<const ActivationChoice> activationChoices();

} // namespace ui
