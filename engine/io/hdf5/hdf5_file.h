#pragma once

#include "engine/core/sentence.h"
#include "engine/io/hdf5/hdf5_id.h"
#include "engine/io/read_control.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace engine {

/// A group or a dataset with its path, for messages. Must not outlive its file.
struct Hdf5Node {
    Hdf5Id id;
    std::string path; ///< "/obs/day"
    bool isGroup = false;
};

/// An HDF5 file open for reading. Nothing outside the file is ever opened: external links and external storage count as
/// damage.
/// Errors: Error{UnusableInput} naming file and object for a file that is none, breaks off or is damaged.
/// Thread: one in the process. Debian's library has no lock of its own and may crash on damaged files: readers use it in
///         isolated work only.
class Hdf5File {
public:
    explicit Hdf5File(const std::filesystem::path& file, ReadControl control = {});
    Hdf5File(const Hdf5File&) = delete;
    Hdf5File& operator=(const Hdf5File&) = delete;

    const std::string& source() const { return m_source; } ///< file name, for messages
    std::uint64_t size() const { return m_size; }          ///< in bytes
    const Hdf5Node& root() const { return m_root; }

    /// What a group has under this name, which may be a path; nothing when there is no such thing.
    std::optional<Hdf5Node> find(const Hdf5Node& group, const std::string& name) const;
    Hdf5Node require(const Hdf5Node& group, const std::string& name) const;
    /// The names in a group, sorted.
    std::vector<std::string> names(const Hdf5Node& group) const;

    /// The values of an attribute; nothing when there is none, or none of this type.
    std::optional<std::vector<std::string>> texts(const Hdf5Node& node, const char* attribute) const;
    std::optional<std::string> text(const Hdf5Node& node, const char* attribute) const;
    std::optional<std::vector<double>> numbers(const Hdf5Node& node, const char* attribute) const;
    /// What an attribute refers to.
    std::optional<Hdf5Node> referenced(const Hdf5Node& node, const char* attribute) const;

    /// What follows is this part, 0 … 1, of the whole reading: its own progress is told in proportion.
    void announce(double from, double to) const;
    /// Errors: Error{Cancelled}.
    void report(double partOfAnnounced) const;

    [[noreturn]] void refuse(const std::string& path, const Sentence& what, const Sentence& remedy = {}) const;

private:
    Hdf5Node opened(hid_t id, const std::string& path) const;

    std::string m_source;
    std::uint64_t m_size = 0;
    ReadControl m_control;
    mutable double m_from = 0, m_to = 1;
    Hdf5Id m_linkAccess, m_file;
    Hdf5Node m_root;
};

} // namespace engine
