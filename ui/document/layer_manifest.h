#pragma once

#include "ui/document/manifest_json.h"
#include "ui/document/project.h"

/// The part of a project's manifest that says which layers are drawn, and how. Members that earlier files do not know
/// take their defaults.
namespace ui::manifest {

Json packed(const LayerChoices& layers);
LayerChoices unpackedLayers(const Json& json);

Json packed(const LayerStyles& styles);
/// Errors: Error{UnusableInput} for unknown names and opacities outside 0 … 1.
LayerStyles unpackedStyles(const Json& json);

} // namespace ui::manifest
