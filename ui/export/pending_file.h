#pragma once

#include "engine/core/sentence.h"

#include <string>

namespace ui {

/// A file that appears under its name only when it is whole: written under a temporary name beside it, renamed by
/// `commit`, removed when nobody commits.
class PendingFile {
public:
    /// Errors: Error{CannotWrite} when the folder is missing or not writable.
    explicit PendingFile(std::string path);
    ~PendingFile();
    PendingFile(const PendingFile&) = delete;
    PendingFile& operator=(const PendingFile&) = delete;

    const std::string& path() const { return m_path; }
    const std::string& temporaryPath() const { return m_temporary; }
    /// Errors: Error{CannotWrite}.
    void commit();

private:
    std::string m_path, m_temporary;
    bool m_committed = false;
};

/// The error for a file that cannot be written, and what to do.
[[noreturn]] void throwCannotWrite(const std::string& path, const engine::Sentence& reason);

} // namespace ui
