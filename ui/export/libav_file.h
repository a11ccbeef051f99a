#pragma once

#include "ui/export/pending_file.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

struct AVCodecContext;
struct AVFrame;
struct AVDictionary;

namespace ui {

/// One stream of pictures on its way through an encoder of libav into a file.
/// Errors: Error{CannotWrite} from every function.
class LibavFile {
public:
    struct Settings {
        std::string format;                ///< libav's name of the container
        std::vector<std::string> encoders; ///< by name, best first: by id one may get hardware that is not there
        int width = 0, height = 0;
        double framesPerSecond = 30;
        int pixelFormat = 0; ///< AVPixelFormat
        std::function<void(AVCodecContext&)> tune;
        std::vector<std::pair<std::string, std::string>> options; ///< of the container
    };

    LibavFile(const std::string& path, const Settings& settings);
    ~LibavFile();
    LibavFile(const LibavFile&) = delete;
    LibavFile& operator=(const LibavFile&) = delete;

    /// The picture to fill before the next `write`; of the size and pixel format of the settings.
    AVFrame& writable();
    void write();
    /// The file is whole and has its name.
    void finish();
    std::string encoderName() const;

private:
    struct Av;
    void drain();
    [[noreturn]] void fail(const engine::Sentence& what, int code) const;

    PendingFile m_file;
    struct Deleter {
        void operator()(Av* av) const;
    };
    std::unique_ptr<Av, Deleter> m_av;
};

} // namespace ui
