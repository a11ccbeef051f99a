#pragma once

#include "engine/core/types.h"
#include "engine/io/zip_archive.h"

#include <string>

/// Long rows of numbers in a project file: .npy entries that NumPy reads as they are, without loss.
namespace ui {

/// Shape: one column of the matrix is one row of the .npy array, so a cloud of n points is an n×d array there.
void addBlock(engine::ZipWriter& archive, const std::string& name, const engine::Matrix& block);
void addBlock(engine::ZipWriter& archive, const std::string& name, const Eigen::ArrayXf& block);

/// Shape:  rows×columns as in addBlock.
/// Errors: Error{UnusableInput} for an entry that is missing, damaged or of another shape.
engine::Matrix readBlock(const engine::ZipReader& archive, const std::string& name, engine::Index rows,
                         engine::Index columns);
Eigen::ArrayXf readFloats(const engine::ZipReader& archive, const std::string& name, engine::Index size);

} // namespace ui
