#include "engine/io/require_file.h"

#include "engine/core/error.h"

namespace engine {

void requireFile(const std::filesystem::path& file) {
    std::error_code failure;
    if (std::filesystem::is_directory(file, failure))
        throw Error(ErrorCode::UnusableInput, file.string() + " is a folder.", "Choose a file in it.");
    if (!std::filesystem::exists(file, failure))
        throw Error(ErrorCode::UnusableInput, "There is no file " + file.string() + ".",
                    "Check the name and the folder.");
}

} // namespace engine
