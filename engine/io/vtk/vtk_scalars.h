#pragma once

#include "engine/core/types.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace engine {

/// The kinds of numbers in VTK's files.
enum class VtkScalar { Int8, UInt8, Int16, UInt16, Int32, UInt32, Int64, UInt64, Float32, Float64 };

/// "Float32", as XML files call them; empty for a kind that is none of these.
std::optional<VtkScalar> vtkXmlScalar(std::string_view name);
/// "float", as legacy files call them, in any case.
std::optional<VtkScalar> vtkLegacyScalar(std::string_view name);

/// Bytes of one number.
std::size_t vtkWidth(VtkScalar scalar);

/// Numbers as they lie in a file. Of whole numbers above 2⁵³ the last digits are lost.
std::vector<double> vtkNumbers(std::string_view bytes, VtkScalar scalar, bool bigEndian);

/// A number, "nan" and "inf" included.
std::optional<double> vtkTextNumber(std::string_view word);
/// Such numbers between blanks; empty when something else is found, which `bad` then holds.
std::optional<std::vector<double>> vtkTextNumbers(std::string_view text, std::string& bad);

/// What numbers name a place in the file: whole, none negative.
std::optional<std::vector<Index>> vtkIndices(const std::vector<double>& numbers);

} // namespace engine
