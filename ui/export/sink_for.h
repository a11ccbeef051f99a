#pragma once

#include "ui/export/frame_sink.h"

#include <memory>
#include <string>

namespace ui {

/// The sink that writes what a path's ending asks for: .mp4 .mkv .webm .gif .apng, name-%04d.png, or one .png.
/// Errors: Error{InvalidArgument} for any other ending, listing them, or for a size or rate that makes no sense;
/// Error{CannotWrite}.
std::unique_ptr<FrameSink> sinkFor(const std::string& path, int width, int height, double framesPerSecond,
                                   FilmQuality quality = FilmQuality::High);

/// Errors: Error{InvalidArgument} for a size or rate that makes no sense.
void requireSensible(int width, int height, double framesPerSecond);

/// Whether the path asks for one picture rather than for many: .png without a number, .svg, .pdf.
bool isStill(const std::string& path);

} // namespace ui
