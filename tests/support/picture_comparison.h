#pragma once

#include "ui/scene/image.h"

#include <QImage>
#include <QRect>
#include <QString>

namespace tests {

/// A view of the picture's own memory: it must outlive the result.
QImage toQImage(const ui::Image& image);

struct PictureDifference {
    double mean = 0;      ///< of all channels, 0 … 255
    double worstTile = 0; ///< mean of the worst tile of 16 × 16 pixels
};
/// Pictures of equal size.
PictureDifference difference(const QImage& a, const QImage& b);

/// Pixels within a rectangle that differ by more than rounding. Pictures of equal size.
int changedPixels(const ui::Image& a, const ui::Image& b, const QRect& within);

/// Compares with tests/baselines/NAME.png. Empty when they agree; otherwise what is wrong, with the paths of the actual
/// picture and of the difference, written into the build folder. To accept a picture, copy the actual one there.
/// Pictures were made with Debian 12; with other versions of VTK, Mesa and FreeType a looser limit holds.
QString compareWithBaseline(const QImage& actual, const QString& name);

/// With few colours, chosen for the picture and without dithering: a fifth of the size as a file. Colours move by a few
/// of 255 levels.
QImage reduced(const QImage& picture);
/// As compareWithBaseline, for a baseline that was reduced: limits are wider by what that changes.
QString compareWithReducedBaseline(const QImage& actual, const QString& name);
bool agreesWithReducedBaseline(const QImage& actual, const QString& name);

} // namespace tests
