#pragma once

#include "engine/core/sentence.h"
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

/// What stands in front of the entries of such an array.
struct NpyHeader {
    char kind = 0;          ///< f, i, u, b, U or S
    std::size_t width = 0;  ///< bytes an entry
    bool isFortran = false; ///< the first axis runs fastest
    std::vector<Index> shape;
    std::size_t dataAt = 0; ///< where the entries begin
    bool isText() const { return kind == 'U' || kind == 'S'; }
};
/// Room for every header that is read.
inline constexpr std::size_t kLongestNpyHeader = std::size_t(1) << 20;

/// Reads the header at the beginning of an array of `size` bytes.
/// Errors: as parseNpy.
NpyHeader parseNpyHeader(std::string_view beginning, std::uint64_t size, const Sentence& source);
/// A number as it lies in the file.
double npyNumber(const char* at, const NpyHeader& header);

/// Reads little-endian numbers (f4, f8, i1 … i8, u1 … u8), booleans and strings in C or Fortran order.
/// Errors: Error{UnusableInput} naming `source` when the bytes are no such array or break off.
NpyArray parseNpy(std::string_view bytes, const Sentence& source);

/// What stands in front of the entries of an array in C order, such as "<f8".
std::string npyHeader(const std::string& type, const std::vector<Index>& shape);
/// The bytes of an .npy file in C order, of as many numbers as the product of `shape` says.
std::string npyBytes(const float* numbers, const std::vector<Index>& shape);
std::string npyBytes(const double* numbers, const std::vector<Index>& shape);
std::string npyBytes(const std::int64_t* numbers, const std::vector<Index>& shape);
/// Of strings; numpy.load gives them as an array of str.
std::string npyBytes(const std::vector<std::string>& texts);
/// A column of a table: numbers, or strings that are empty where there is no value.
std::string npyBytes(const TableColumn& column);

} // namespace engine
