#include "engine/io/mesh/surface_file.h"

#include "engine/core/error.h"
#include "engine/io/mesh/mesh_readers.h"

#include <algorithm>
#include <cctype>

namespace engine {

MeshData readSurface(const std::filesystem::path& file, const ReadControl& control) {
    std::string ending = file.extension().string();
    std::transform(ending.begin(), ending.end(), ending.begin(), [](unsigned char c) { return char(std::tolower(c)); });
    const std::string name = file.filename().string();
    if (ending != ".obj" && ending != ".stl")
        throw Error(ErrorCode::UnusableInput, Sentence::of("%1 is no mesh that can be read here.", name),
                    Sentence::of("Choose a file that ends in .obj or .stl."));
    MeshData mesh = ending == ".obj" ? readObj(file, control) : readStl(file, control);
    if (mesh.triangles.cols() == 0)
        throw Error(ErrorCode::UnusableInput, Sentence::of("%1 has points but no faces.", name),
                    Sentence::of("Open it as data instead."));
    return mesh;
}

} // namespace engine
