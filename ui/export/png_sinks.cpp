#include "ui/export/png_sinks.h"

#include "engine/core/error.h"

#include <QImage>
#include <QImageWriter>
#include <algorithm>
#include <regex>

namespace ui {

namespace {

const std::regex& numberPattern() {
    static const std::regex pattern("%(0?)([0-9]{0,2})d");
    return pattern;
}

void writePng(const Image& frame, const PendingFile& file) {
    const QImage image(frame.rgba.data(), frame.width, frame.height, 4 * frame.width, QImage::Format_RGBX8888);
    QImageWriter writer(QString::fromStdString(file.temporaryPath()), "png");
    writer.setCompression(60); // in Qt's scale: small enough, and three times as fast as the smallest
    if (!writer.write(image))
        throwCannotWrite(file.path(), writer.errorString().toStdString());
}

} // namespace

void PngSink::add(const Image& frame) { writePng(frame, m_file); }

bool PngSequenceSink::isPattern(const std::string& path) { return std::regex_search(path, numberPattern()); }

std::string PngSequenceSink::fileName(const std::string& pattern, int number) {
    std::smatch match;
    if (!std::regex_search(pattern, match, numberPattern()))
        return pattern;
    std::string digits = std::to_string(number);
    const std::size_t width = match[2].length() > 0 ? std::stoul(match[2]) : 0;
    if (digits.size() < width)
        digits.insert(0, width - digits.size(), '0');
    return match.prefix().str() + digits + match.suffix().str();
}

PngSequenceSink::PngSequenceSink(std::string pattern) : m_pattern(std::move(pattern)) {
    if (!isPattern(m_pattern))
        throw engine::Error(engine::ErrorCode::InvalidArgument,
                            engine::Sentence::of("The name %1 does not number the frames.", m_pattern),
                            engine::Sentence::of("Put %04d where the number shall stand: name-%04d.png."));
    PendingFile check(fileName(m_pattern, 1)); // an unwritable folder is known before the first frame is drawn
}

void PngSequenceSink::add(const Image& frame) {
    m_files.push_back(std::make_unique<PendingFile>(fileName(m_pattern, int(m_files.size()) + 1)));
    writePng(frame, *m_files.back());
}

void PngSequenceSink::finish() {
    for (const auto& file : m_files)
        file->commit();
}

} // namespace ui
