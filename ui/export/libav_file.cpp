#include "ui/export/libav_file.h"

#include <array>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/opt.h>
}

namespace ui {

struct LibavFile::Av {
    AVFormatContext* file = nullptr;
    AVCodecContext* codec = nullptr;
    AVStream* stream = nullptr;
    AVFrame* frame = av_frame_alloc();
    AVPacket* packet = av_packet_alloc();

    ~Av() {
        av_packet_free(&packet);
        av_frame_free(&frame);
        avcodec_free_context(&codec);
        if (file)
            avio_closep(&file->pb);
        avformat_free_context(file);
    }
};

void LibavFile::Deleter::operator()(Av* av) const { delete av; }

void LibavFile::fail(const engine::Sentence& what, int code) const {
    if (code >= 0)
        throwCannotWrite(m_file.path(), what);
    std::array<char, AV_ERROR_MAX_STRING_SIZE> text{};
    av_strerror(code, text.data(), text.size());
    throwCannotWrite(m_file.path(), engine::Sentence::of("%1 (%2)", what, text.data()));
}

LibavFile::LibavFile(const std::string& path, const Settings& settings) : m_file(path), m_av(new Av) {
    av_log_set_level(AV_LOG_ERROR); // x264 reports a page of statistics otherwise
    int code =
        avformat_alloc_output_context2(&m_av->file, nullptr, settings.format.c_str(), m_file.temporaryPath().c_str());
    if (code < 0)
        fail(engine::Sentence::of("libav does not know this kind of file"), code);
    const AVCodec* codec = nullptr;
    for (std::size_t i = 0; !codec && i < settings.encoders.size(); ++i)
        codec = avcodec_find_encoder_by_name(settings.encoders[i].c_str());
    if (!codec)
        fail(engine::Sentence::of("libav has no encoder for this kind of file"), 0);
    AVCodecContext* c = m_av->codec = avcodec_alloc_context3(codec);
    c->width = settings.width;
    c->height = settings.height;
    c->framerate = av_d2q(settings.framesPerSecond, 100'000);
    c->time_base = av_inv_q(c->framerate);
    c->pix_fmt = AVPixelFormat(settings.pixelFormat);
    if (settings.tune)
        settings.tune(*c);
    if (m_av->file->oformat->flags & AVFMT_GLOBALHEADER)
        c->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
    if ((code = avcodec_open2(c, codec, nullptr)) < 0)
        fail(engine::Sentence::of("the encoder cannot be opened"), code);

    m_av->stream = avformat_new_stream(m_av->file, nullptr);
    m_av->stream->time_base = c->time_base;
    m_av->stream->avg_frame_rate = c->framerate;
    avcodec_parameters_from_context(m_av->stream->codecpar, c);
    if ((code = avio_open(&m_av->file->pb, m_file.temporaryPath().c_str(), AVIO_FLAG_WRITE)) < 0)
        fail(engine::Sentence::of("the file cannot be opened"), code);
    AVDictionary* options = nullptr;
    for (const auto& [key, value] : settings.options)
        av_dict_set(&options, key.c_str(), value.c_str(), 0);
    code = avformat_write_header(m_av->file, &options);
    av_dict_free(&options);
    if (code < 0)
        fail(engine::Sentence::of("the header cannot be written"), code);

    AVFrame* frame = m_av->frame;
    frame->format = c->pix_fmt;
    frame->width = c->width;
    frame->height = c->height;
    frame->pts = -1;
    if ((code = av_frame_get_buffer(frame, 0)) < 0)
        fail(engine::Sentence::of("no memory for a frame"), code);
}

LibavFile::~LibavFile() = default;

std::string LibavFile::encoderName() const { return m_av->codec->codec->name; }

AVFrame& LibavFile::writable() {
    if (const int code = av_frame_make_writable(m_av->frame); code < 0) // the encoder may still hold the last one
        fail(engine::Sentence::of("no memory for a frame"), code);
    return *m_av->frame;
}

void LibavFile::write() {
    ++m_av->frame->pts;
    if (const int code = avcodec_send_frame(m_av->codec, m_av->frame); code < 0)
        fail(engine::Sentence::of("a frame cannot be encoded"), code);
    drain();
}

void LibavFile::drain() {
    int code = 0;
    while ((code = avcodec_receive_packet(m_av->codec, m_av->packet)) >= 0) {
        m_av->packet->duration = 1;
        av_packet_rescale_ts(m_av->packet, m_av->codec->time_base, m_av->stream->time_base);
        m_av->packet->stream_index = m_av->stream->index;
        if ((code = av_interleaved_write_frame(m_av->file, m_av->packet)) < 0)
            fail(engine::Sentence::of("a frame cannot be written"), code);
    }
    if (code != AVERROR(EAGAIN) && code != AVERROR_EOF)
        fail(engine::Sentence::of("a frame cannot be encoded"), code);
}

void LibavFile::finish() {
    avcodec_send_frame(m_av->codec, nullptr);
    drain();
    if (const int code = av_write_trailer(m_av->file); code < 0)
        fail(engine::Sentence::of("the end of the file cannot be written"), code);
    if (const int code = avio_closep(&m_av->file->pb); code < 0) // a full disk may show only now
        fail(engine::Sentence::of("the file cannot be closed"), code);
    m_file.commit();
}

} // namespace ui
