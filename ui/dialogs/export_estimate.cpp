#include "ui/dialogs/export_estimate.h"

#include <cmath>

namespace ui {

namespace {

constexpr double kPixelsPerSecond = 2.5e7; // drawn and encoded, roughly, without a graphics processor
constexpr double kStartSeconds = 1;        // before the first frame

// Bytes of a frame of p pixels are about these times p^0.7, measured from 360 to 1080 lines: points and curves fill
// less of a larger picture.
constexpr double kGrowth = 0.7;
constexpr double kFilm = 0.43, kGif = 1.3, kPicture = 15;
constexpr double kLess = 0.6; // a film one step of quality lower

} // namespace

ExportEstimate exportEstimate(const AnimationSettings& settings, const QString& format) {
    const int frames = format == QLatin1String("still") ? 1 : settings.frameCount();
    const double pixels = double(settings.width) * settings.height;
    const double each = format == QLatin1String("gif") ? kGif
                        : format == QLatin1String("mp4")
                            ? kFilm * std::pow(kLess, int(FilmQuality::High) - int(settings.quality))
                            : kPicture;
    return {kStartSeconds + frames * pixels / kPixelsPerSecond, frames * each * std::pow(pixels, kGrowth)};
}

} // namespace ui
