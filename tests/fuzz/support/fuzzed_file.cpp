#include "tests/fuzz/support/fuzzed_file.h"

#include "engine/core/error.h"
#include "engine/io/zip_archive.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <set>
#include <unistd.h>

namespace tests {

namespace {

constexpr std::string_view kBetween = "\n----\n";

/// A folder for the time of this process. Copies of the process leave it alone.
class Folder {
public:
    Folder() {
        std::string name = std::filesystem::temp_directory_path() / "kinetoscope-fuzz-XXXXXX";
        if (!mkdtemp(name.data()))
            std::abort();
        m_path = name;
    }
    ~Folder() {
        std::error_code ignored;
        if (getpid() == m_owner)
            std::filesystem::remove_all(m_path, ignored);
    }
    const std::filesystem::path& path() const { return m_path; }

private:
    pid_t m_owner = getpid();
    std::filesystem::path m_path;
};

const std::filesystem::path& folder() {
    static const Folder instance;
    return instance.path();
}

} // namespace

std::filesystem::path fuzzedFile(const std::string& name, std::string_view content) {
    const std::filesystem::path file = folder() / name;
    std::ofstream stream(file, std::ios::binary | std::ios::trunc);
    stream.write(content.data(), std::streamsize(content.size()));
    stream.close();
    if (!stream)
        std::abort();
    return file;
}

std::filesystem::path fuzzedArchive(const std::string& name, std::string_view recipe) {
    if (recipe.starts_with("PK"))
        return fuzzedFile(name, recipe);
    const std::filesystem::path file = folder() / name;
    engine::ZipWriter archive(file);
    archive.add("about", "made for a try", false); // an archive has at least one entry
    for (std::set<std::string> names = {"about"}; !recipe.empty();) {
        const std::string_view part = recipe.substr(0, recipe.find(kBetween));
        recipe.remove_prefix(std::min(recipe.size(), part.size() + kBetween.size()));
        const auto end = part.find('\n');
        // What no archive can hold: entries without a name, two of one name, names that are no text.
        const std::string entry(part.substr(0, std::min<std::size_t>(end, 100)));
        const bool isText = std::all_of(entry.begin(), entry.end(), [](char c) { return c >= ' ' && c < 127; });
        if (!entry.empty() && isText && names.insert(entry).second)
            archive.add(entry, std::string(end == std::string_view::npos ? "" : part.substr(end + 1)), false);
    }
    archive.commit();
    return file;
}

void mayRefuse(const std::function<void()>& read) {
    try {
        read();
    } catch (const engine::Error& error) {
        const bool isAboutInput =
            error.code() == engine::ErrorCode::UnusableInput || error.code() == engine::ErrorCode::InvalidArgument;
        if (std::string_view(error.what()).empty() || !isAboutInput)
            std::abort();
    }
}

} // namespace tests
