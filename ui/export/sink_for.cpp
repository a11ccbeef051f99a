#include "ui/export/sink_for.h"

#include "engine/core/error.h"
#include "ui/export/gif_sink.h"
#include "ui/export/png_sinks.h"
#include "ui/export/vector_file.h"
#include "ui/export/video_sink.h"

#include <algorithm>
#include <cctype>
#include <filesystem>

namespace ui {

namespace {

std::string ending(const std::string& path) {
    std::string text = std::filesystem::path(path).extension().string();
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return char(std::tolower(c)); });
    return text;
}

} // namespace

void requireSensible(int width, int height, double framesPerSecond) {
    constexpr int kLeast = 16, kMost = 8192;
    if (width < kLeast || height < kLeast || width > kMost || height > kMost)
        throw engine::Error(engine::ErrorCode::InvalidArgument,
                            engine::Sentence::of("A picture of %1 × %2 pixels cannot be written.", width, height),
                            engine::Sentence::of("Both sides must lie between 16 and 8192."));
    if (!(framesPerSecond > 0) || framesPerSecond > 240)
        throw engine::Error(engine::ErrorCode::InvalidArgument,
                            engine::Sentence::of("The frame rate lies outside what films can have."),
                            engine::Sentence::of("Choose between 1 and 240 frames per second."));
}

bool isStill(const std::string& path) {
    return isVectorFile(path) || (ending(path) == ".png" && !PngSequenceSink::isPattern(path));
}

std::unique_ptr<FrameSink> sinkFor(const std::string& path, int width, int height, double framesPerSecond,
                                   FilmQuality quality) {
    requireSensible(width, height, framesPerSecond);
    const std::string kind = ending(path);
    if (isVectorFile(path))
        throw engine::Error(engine::ErrorCode::InvalidArgument,
                            engine::Sentence::of("Frames are pixels; %1 is a file of shapes.", path),
                            engine::Sentence::of("Write one moment into it, or frames as name-%04d.png."));
    if (kind == ".png") {
        if (PngSequenceSink::isPattern(path))
            return std::make_unique<PngSequenceSink>(path);
        return std::make_unique<PngSink>(path);
    }
    if (kind == ".gif")
        return std::make_unique<GifSink>(path, width, height, framesPerSecond);
    if (kind == ".mp4" || kind == ".mkv" || kind == ".webm" || kind == ".apng")
        return std::make_unique<VideoSink>(path, width, height, framesPerSecond, quality);
    throw engine::Error(
        engine::ErrorCode::InvalidArgument, engine::Sentence::of("Animations cannot be written as \"%1\".", path),
        engine::Sentence::of(
            "Use one of the endings .mp4, .webm, .mkv, .gif, .apng, or name-%04d.png for single frames."));
}

} // namespace ui
