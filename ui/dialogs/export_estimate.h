#pragma once

#include "ui/export/animation_renderer.h"

#include <QString>

namespace ui {

/// What writing a film or picture will take, before anything of it is drawn: right to about a factor of two.
struct ExportEstimate {
    double seconds = 0;
    double bytes = 0;
};

/// `format`: mp4, gif, png or still, as the dialog calls them.
ExportEstimate exportEstimate(const AnimationSettings& settings, const QString& format);

} // namespace ui
