#include "ui/export/video_sink.h"

#include <cassert>
#include <cmath>
#include <string>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavutil/opt.h>
#include <libswscale/swscale.h>
}

namespace ui {

namespace {

bool endsWith(const std::string& text, const char* ending) {
    const std::string_view wanted(ending);
    return text.size() >= wanted.size() && text.compare(text.size() - wanted.size(), wanted.size(), wanted) == 0;
}

/// What every player shows: 4:2:0, BT.709 in limited range, tagged as such, or else colours shift.
void tagAsBt709(AVCodecContext& c) {
    c.color_range = AVCOL_RANGE_MPEG;
    c.colorspace = AVCOL_SPC_BT709;
    c.color_primaries = AVCOL_PRI_BT709;
    c.color_trc = AVCOL_TRC_BT709;
}

/// Steps of the encoders' constant rate factor below the finest: five or six halve the file, roughly.
int coarser(FilmQuality quality) { return 5 * (int(FilmQuality::High) - int(quality)); }

LibavFile::Settings settingsFor(const std::string& path, int width, int height, double framesPerSecond,
                                FilmQuality quality) {
    LibavFile::Settings s;
    s.framesPerSecond = framesPerSecond;
    s.width = width & ~1;
    s.height = height & ~1;
    s.pixelFormat = AV_PIX_FMT_YUV420P;
    const int keyEvery = std::max(1, int(2 * framesPerSecond)); // a player may jump to any second
    if (endsWith(path, ".apng") || endsWith(path, ".APNG")) {
        s.format = "apng";
        s.encoders = {"apng"};
        s.width = width;
        s.height = height;
        s.pixelFormat = AV_PIX_FMT_RGB24;
        s.options = {{"plays", "0"}}; // for ever
    } else if (endsWith(path, ".webm") || endsWith(path, ".WEBM")) {
        s.format = "webm";
        s.encoders = {"libvpx-vp9"};
        s.tune = [keyEvery, quality](AVCodecContext& c) {
            tagAsBt709(c);
            c.gop_size = keyEvery;
            c.bit_rate = 0;
            av_opt_set_int(c.priv_data, "crf", 28 + coarser(quality), 0);
            av_opt_set(c.priv_data, "deadline", "good", 0);
            av_opt_set_int(c.priv_data, "cpu-used", 5, 0);
            av_opt_set_int(c.priv_data, "row-mt", 1, 0);
        };
    } else {
        s.format = endsWith(path, ".mkv") ? "matroska" : "mp4";
        s.encoders = {"libx264", "libopenh264", "mpeg4"};
        s.tune = [keyEvery, framesPerSecond, quality](AVCodecContext& c) {
            tagAsBt709(c);
            c.gop_size = keyEvery;
            if (std::string(c.codec->name) == "libx264") {
                // Fine points on an even ground: artefacts show early.
                av_opt_set_int(c.priv_data, "crf", 18 + coarser(quality), 0);
                av_opt_set(c.priv_data, "preset", "veryfast", 0);
            } else {
                const double finest = double(c.width) * c.height * framesPerSecond / 5;
                c.bit_rate = std::int64_t(finest * std::exp2(-coarser(quality) / 5));
            }
        };
        if (s.format == "mp4")
            s.options = {{"movflags", "+faststart"}}; // the index first: it plays while it loads
    }
    return s;
}

} // namespace

VideoSink::VideoSink(const std::string& path, int width, int height, double framesPerSecond, FilmQuality quality)
    : m_file(path, settingsFor(path, width, height, framesPerSecond, quality)) {
    const AVFrame& frame = m_file.writable();
    m_scaler = sws_getContext(frame.width, frame.height, AV_PIX_FMT_RGBA, frame.width, frame.height,
                              AVPixelFormat(frame.format), SWS_BILINEAR | SWS_ACCURATE_RND, nullptr, nullptr, nullptr);
    if (!m_scaler)
        throwCannotWrite(path, engine::Sentence::of("libav cannot convert the colours"));
    const int* bt709 = sws_getCoefficients(SWS_CS_ITU709);
    sws_setColorspaceDetails(m_scaler, bt709, 1, bt709, 0, 0, 1 << 16, 1 << 16);
}

VideoSink::~VideoSink() { sws_freeContext(m_scaler); }

void VideoSink::add(const Image& image) {
    AVFrame& frame = m_file.writable();
    assert(image.width >= frame.width && image.height >= frame.height);
    const std::uint8_t* planes[] = {image.rgba.data()};
    const int strides[] = {4 * image.width};
    sws_scale(m_scaler, planes, strides, 0, frame.height, frame.data, frame.linesize);
    m_file.write();
}

} // namespace ui
