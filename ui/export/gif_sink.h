#pragma once

#include "ui/export/frame_sink.h"
#include "ui/export/libav_file.h"
#include "ui/export/palette.h"

#include <cstdint>
#include <vector>

namespace ui {

/// Animated GIF with one palette for all frames: nothing flickers, and only pixels that change are stored.
///
/// The palette is made from as many frames as fit into a store of fixed size, since the first one alone knows neither
/// trails nor the colours of later snapshots.
/// Errors: Error{CannotWrite}.
class GifSink : public FrameSink {
public:
    /// GIF counts in hundredths of a second: 20, 25 and 50 frames per second are exact.
    GifSink(const std::string& path, int width, int height, double framesPerSecond);

    void add(const Image& frame) override;
    void finish() override;

private:
    using Binned = std::vector<std::uint16_t>; ///< a frame, each pixel as its 15-bit colour
    void makePalette();
    void write(const Binned& frame);

    LibavFile m_file;
    PaletteBuilder m_builder;
    Palette256 m_palette;
    std::vector<Binned> m_waiting;
    Binned m_spare;
    std::size_t m_mostWaiting;
    bool m_hasPalette = false;
};

} // namespace ui
