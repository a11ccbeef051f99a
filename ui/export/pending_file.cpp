#include "ui/export/pending_file.h"

#include "engine/core/error.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <unistd.h>

namespace ui {

namespace fs = std::filesystem;

void throwCannotWrite(const std::string& path, const engine::Sentence& reason) {
    throw engine::Error(engine::ErrorCode::CannotWrite, engine::Sentence::of("Cannot write %1: %2.", path, reason),
                        engine::Sentence::of("Choose another folder, or make room on the disk."));
}

PendingFile::PendingFile(std::string path) : m_path(std::move(path)) {
    const fs::path target(m_path);
    if (!target.has_filename() || fs::is_directory(target))
        throwCannotWrite(m_path, engine::Sentence::of("it is a folder"));
    m_temporary =
        (target.parent_path() / ("." + target.filename().string() + "." + std::to_string(getpid()) + ".part")).string();
    // Made at once: an unwritable folder is better known before the work than after.
    std::FILE* file = std::fopen(m_temporary.c_str(), "wb");
    if (!file)
        throwCannotWrite(m_path, std::strerror(errno));
    std::fclose(file);
}

PendingFile::~PendingFile() {
    std::error_code ignored;
    if (!m_committed)
        fs::remove(m_temporary, ignored);
}

void PendingFile::commit() {
    std::error_code error;
    fs::rename(m_temporary, m_path, error);
    if (error)
        throwCannotWrite(m_path, error.message());
    m_committed = true;
}

} // namespace ui
