#pragma once

#include "ui/document/project.h"

namespace ui {

/// The document a card of the gallery opens: the data of a generated example and what is to be trained on them. "Three
/// ways" is Figure 1 of the paper: one path by plain, entropic and unbalanced action matching side by side.
/// Errors: Error{InvalidArgument} for an unknown name.
Project exampleProject(const std::string& name);

/// Two snapshots without points, to be drawn. Names of axes say the dimension before there are some; none: a plane.
Project drawingProject(const std::string& title, const std::vector<std::string>& axisNames);

} // namespace ui
