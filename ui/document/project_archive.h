#pragma once

#include "engine/core/types.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace ui {

/// Builds the zip container of a project file in memory: a text entry or two, and blocks of numbers as .npy files that
/// NumPy reads as they are. Equal contents give equal bytes.
class ArchiveWriter {
public:
    ArchiveWriter();
    ~ArchiveWriter();
    ArchiveWriter(const ArchiveWriter&) = delete;
    ArchiveWriter& operator=(const ArchiveWriter&) = delete;

    void addText(const std::string& name, const std::string& text);
    /// Shape: one column of the matrix is one row of the .npy array, so a cloud of n points is an n×d array there.
    void addBlock(const std::string& name, const engine::Matrix& block);
    void addBlock(const std::string& name, const Eigen::ArrayXf& block);

    /// The container. Call once, at the end.
    std::string finish();

private:
    struct Handle;
    void add(const std::string& name, std::string bytes, bool compress);

    std::vector<std::unique_ptr<std::string>> m_contents; ///< the library reads them only at the end
    std::unique_ptr<Handle> m_handle;
};

/// Reads such a container from memory.
/// Errors: Error{UnusableInput} from every function, without a file name: entries that are missing or damaged.
class ArchiveReader {
public:
    /// `bytes` must outlive the reader.
    explicit ArchiveReader(const std::string& bytes);
    ~ArchiveReader();
    ArchiveReader(const ArchiveReader&) = delete;
    ArchiveReader& operator=(const ArchiveReader&) = delete;

    bool has(const std::string& name) const;
    std::string text(const std::string& name) const;
    /// Shape: rows×columns as in ArchiveWriter::addBlock; `columns` −1 takes any number.
    engine::Matrix block(const std::string& name, engine::Index rows, engine::Index columns) const;
    Eigen::ArrayXf floats(const std::string& name, engine::Index size) const;

private:
    struct Handle;
    std::string contents(const std::string& name, std::uint64_t most) const;

    std::uint64_t m_size;
    std::unique_ptr<Handle> m_handle;
};

} // namespace ui
