#pragma once

#include "engine/core/types.h"
#include "engine/io/table.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace engine {

/// An array of NumPy's .npy format.
/// Shape: any number of axes; the last one runs fastest, whatever the order in the file.
struct NpyArray {
    std::vector<Index> shape;
    std::vector<double> numbers;    ///< of a numeric or boolean array
    std::vector<std::string> texts; ///< of an array of strings, UTF-8
    bool isText = false;

    Index size() const { return Index(isText ? texts.size() : numbers.size()); }
};

/// Reads little-endian numbers (f4, f8, i1 … i8, u1 … u8), booleans and strings in C or Fortran order.
/// Errors: Error{UnusableInput} naming `source` when the bytes are no such array or break off.
NpyArray parseNpy(std::string_view bytes, const std::string& source);

/// The bytes of an .npy file in C order, of as many numbers as the product of `shape` says.
std::string npyBytes(const float* numbers, const std::vector<Index>& shape);
std::string npyBytes(const double* numbers, const std::vector<Index>& shape);
std::string npyBytes(const std::int64_t* numbers, const std::vector<Index>& shape);
/// Of strings; numpy.load gives them as an array of str.
std::string npyBytes(const std::vector<std::string>& texts);
/// A column of a table: numbers, or strings that are empty where there is no value.
std::string npyBytes(const TableColumn& column);

} // namespace engine
