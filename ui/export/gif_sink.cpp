#include "ui/export/gif_sink.h"

#include <algorithm>
#include <cassert>

extern "C" {
#include <libavutil/frame.h>
#include <libavutil/pixfmt.h>
}

namespace ui {

namespace {

constexpr std::size_t kStore = 192U << 20; ///< bytes of frames kept for the palette

LibavFile::Settings settings(int width, int height, double framesPerSecond) {
    LibavFile::Settings s;
    s.format = "gif";
    s.encoders = {"gif"};
    s.width = width;
    s.height = height;
    s.framesPerSecond = framesPerSecond;
    s.pixelFormat = AV_PIX_FMT_PAL8;
    return s;
}

} // namespace

GifSink::GifSink(const std::string& path, int width, int height, double framesPerSecond)
    : m_file(path, settings(width, height, framesPerSecond)),
      m_mostWaiting(
          std::max<std::size_t>(1, kStore / (std::size_t(width) * std::size_t(height) * sizeof(std::uint16_t)))) {}

void GifSink::add(const Image& image) {
    Binned frame = std::move(m_spare);
    frame.resize(std::size_t(image.width) * std::size_t(image.height));
    const std::uint8_t* pixel = image.rgba.data();
    for (std::uint16_t& bin : frame) {
        bin = colorBin(pixel[0], pixel[1], pixel[2]);
        if (!m_hasPalette)
            m_builder.count(bin, pixel[0], pixel[1], pixel[2]);
        pixel += 4;
    }
    if (m_hasPalette) {
        write(frame);
        m_spare = std::move(frame);
        return;
    }
    m_waiting.push_back(std::move(frame));
    if (m_waiting.size() >= m_mostWaiting)
        makePalette();
}

void GifSink::makePalette() {
    m_palette = m_builder.build();
    m_hasPalette = true;
    for (const Binned& frame : m_waiting)
        write(frame);
    m_waiting.clear();
    m_waiting.shrink_to_fit();
}

void GifSink::write(const Binned& binned) {
    AVFrame& frame = m_file.writable();
    assert(binned.size() == std::size_t(frame.width) * std::size_t(frame.height));
    std::copy(m_palette.argb.begin(), m_palette.argb.end(), reinterpret_cast<std::uint32_t*>(frame.data[1]));
    const std::uint16_t* bin = binned.data();
    for (int y = 0; y < frame.height; ++y) {
        std::uint8_t* out = frame.data[0] + std::ptrdiff_t(y) * frame.linesize[0];
        for (int x = 0; x < frame.width; ++x)
            *out++ = m_palette.nearest[*bin++];
    }
    m_file.write();
}

void GifSink::finish() {
    if (!m_hasPalette)
        makePalette();
    m_file.finish();
}

} // namespace ui
