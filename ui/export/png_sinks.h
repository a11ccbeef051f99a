#pragma once

#include "ui/export/frame_sink.h"
#include "ui/export/pending_file.h"

#include <memory>
#include <vector>

namespace ui {

/// One picture: `name.png`. Only the last frame added is kept.
/// Errors: Error{CannotWrite}.
class PngSink : public FrameSink {
public:
    explicit PngSink(const std::string& path) : m_file(path) {}
    void add(const Image& frame) override;
    void finish() override { m_file.commit(); }

private:
    PendingFile m_file;
};

/// A picture for each frame, counted from 1: `name-%04d.png`. All appear at the end, or none.
/// Errors: Error{CannotWrite}; Error{InvalidArgument} for a pattern without a number.
class PngSequenceSink : public FrameSink {
public:
    explicit PngSequenceSink(std::string pattern);
    void add(const Image& frame) override;
    void finish() override;

    /// Whether a path counts frames: has %d or %04d in it.
    static bool isPattern(const std::string& path);
    /// The file of frame `number`.
    static std::string fileName(const std::string& pattern, int number);

private:
    std::string m_pattern;
    std::vector<std::unique_ptr<PendingFile>> m_files;
};

} // namespace ui
