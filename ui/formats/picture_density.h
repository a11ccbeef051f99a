#pragma once

#include "engine/core/types.h"

#include <QImage>
#include <string>

namespace ui {

/// What of a picture is taken for density.
struct PictureDensity {
    engine::Matrix density; ///< rows from the top; 0 where there is nothing, all 0 for a blank picture
    std::string words;      ///< "darkness", "brightness on the dark background" or "opacity"
};

/// Of a picture with transparent parts, how opaque it is; of another one, how much darker it is than its background,
/// or brighter where the background is dark. The background is what most of its edge looks like; differences as small
/// as compression leaves them are none.
PictureDensity densityOf(const QImage& picture);

} // namespace ui
