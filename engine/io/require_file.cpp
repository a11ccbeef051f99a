#include "engine/io/require_file.h"

#include "engine/core/error.h"

namespace engine {

void requireFile(const std::filesystem::path& file) {
    std::error_code failure;
    if (std::filesystem::is_directory(file, failure))
        throw Error(ErrorCode::UnusableInput, Sentence::of("%1 is a folder.", file.string()),
                    Sentence::of("Choose a file in it."));
    if (!std::filesystem::exists(file, failure))
        throw Error(ErrorCode::UnusableInput, Sentence::of("There is no file %1.", file.string()),
                    Sentence::of("Check the name and the folder."));
}

} // namespace engine
