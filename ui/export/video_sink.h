#pragma once

#include "ui/export/frame_sink.h"
#include "ui/export/libav_file.h"

struct SwsContext;

namespace ui {

/// True-colour films: MP4 (H.264, else MPEG-4), WebM (VP9), animated PNG. The kind follows the path's ending.
/// Errors: Error{CannotWrite}.
class VideoSink : public FrameSink {
public:
    /// Films halve the resolution of colour, so an odd row or column at the edge is left out; animated PNG keeps it.
    VideoSink(const std::string& path, int width, int height, double framesPerSecond,
              FilmQuality quality = FilmQuality::High);
    ~VideoSink() override;

    void add(const Image& frame) override;
    void finish() override { m_file.finish(); }
    /// The encoder in use, for example libx264.
    std::string encoderName() const { return m_file.encoderName(); }

private:
    LibavFile m_file;
    SwsContext* m_scaler = nullptr;
};

} // namespace ui
