#include "ui/formats/picture_integrity.h"

#include "engine/core/error.h"

#include <QtEndian>
#include <zlib.h>

namespace ui {

namespace {

[[noreturn]] void refuse(const engine::Sentence& what) {
    throw engine::Error(engine::ErrorCode::UnusableInput, what, engine::Sentence::of("Get the file again."));
}

/// Pieces one after another, each with its checksum.
void requireWholePng(const QByteArray& bytes, const std::string& name) {
    const auto numberAt = [&](qsizetype at) { return qFromBigEndian<quint32>(bytes.constData() + at); };
    constexpr qsizetype kSignature = 8, kAround = 12; // length and kind before a piece, checksum behind it
    for (qsizetype at = kSignature;;) {
        const qsizetype size = at + kAround <= bytes.size() ? qsizetype(numberAt(at)) : bytes.size();
        if (size > bytes.size() - at - kAround)
            refuse(engine::Sentence::of("%1 breaks off.", name));
        const auto* begin = reinterpret_cast<const Bytef*>(bytes.constData() + at + 4);
        if (crc32(0, begin, uInt(size + 4)) != numberAt(at + 8 + size))
            refuse(engine::Sentence::of("%1 is damaged: a checksum in it is wrong.", name));
        if (bytes.mid(at + 4, 4) == "IEND")
            return;
        at += size + kAround;
    }
}

/// Marks of two bytes, most with a length behind them; the picture itself, between marks, until the mark of the end.
void requireWholeJpeg(const QByteArray& bytes, const std::string& name) {
    const auto byteAt = [&](qsizetype at) { return static_cast<unsigned char>(bytes[at]); };
    for (qsizetype at = 2; at + 1 < bytes.size();) {
        const int mark = byteAt(at) == 0xff ? byteAt(at + 1) : -1;
        constexpr int kEnd = 0xd9, kFirstRestart = 0xd0, kLastRestart = 0xd7;
        if (mark == kEnd)
            return;
        const bool isAlone = mark <= 0 || mark == 0xff || (mark >= kFirstRestart && mark <= kLastRestart);
        if (isAlone)
            at += mark == -1 || mark == 0xff ? 1 : 2;
        else if (at + 3 < bytes.size())
            at += 2 + qFromBigEndian<quint16>(bytes.constData() + at + 2);
        else
            break;
    }
    refuse(engine::Sentence::of("%1 breaks off.", name));
}

} // namespace

void requireWholePicture(const QByteArray& bytes, const std::string& name) {
    if (bytes.startsWith("\x89PNG\r\n\x1a\n"))
        requireWholePng(bytes, name);
    else if (bytes.startsWith("\xff\xd8\xff"))
        requireWholeJpeg(bytes, name);
}

} // namespace ui
