#include "ui/document/project_blocks.h"

#include "engine/core/error.h"
#include "engine/io/npy.h"

#include <vector>

namespace ui {

using engine::Error;
using engine::ErrorCode;
using engine::Index;
using engine::Matrix;
using engine::NpyArray;
using engine::Sentence;

namespace {

constexpr std::uint64_t kLongestHeader = 4096;

/// The entry `name`, which must have this shape. The reader is told what it may weigh at most: a damaged archive may
/// claim anything.
NpyArray readArray(const engine::ZipReader& archive, const std::string& name, const std::vector<Index>& shape) {
    std::uint64_t bytes = sizeof(double);
    for (const Index extent : shape)
        if (extent < 0 || (extent > 0 && bytes > engine::ZipReader::kMostBytes / std::uint64_t(extent)))
            throw Error(ErrorCode::UnusableInput, Sentence::of("its entry %1 has an impossible shape.", name));
        else
            bytes *= std::uint64_t(extent);
    NpyArray array = engine::parseNpy(archive.read(name, bytes + kLongestHeader), Sentence::of("its entry %1", name));
    if (array.shape != shape || array.isText)
        throw Error(ErrorCode::UnusableInput, Sentence::of("its entry %1 has the wrong shape.", name));
    return array;
}

} // namespace

void addBlock(engine::ZipWriter& archive, const std::string& name, const Matrix& block) {
    archive.add(name, engine::npyBytes(block.data(), {block.cols(), block.rows()}), false);
}

void addBlock(engine::ZipWriter& archive, const std::string& name, const Eigen::ArrayXf& block) {
    archive.add(name, engine::npyBytes(block.data(), {block.size()}), false);
}

Matrix readBlock(const engine::ZipReader& archive, const std::string& name, Index rows, Index columns) {
    const NpyArray array = readArray(archive, name, {columns, rows});
    return Eigen::Map<const Matrix>(array.numbers.data(), rows, columns);
}

Eigen::ArrayXf readFloats(const engine::ZipReader& archive, const std::string& name, Index size) {
    const NpyArray array = readArray(archive, name, {size});
    return Eigen::Map<const Eigen::ArrayXd>(array.numbers.data(), size).cast<float>();
}

} // namespace ui
