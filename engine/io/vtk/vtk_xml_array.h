#pragma once

#include "engine/io/vtk/vtk_scalars.h"

#include <string>
#include <string_view>
#include <vector>

namespace engine {

/// How a VTK file in XML writes the bytes of its arrays.
struct VtkXmlEncoding {
    bool bigEndian = false;
    std::size_t headerWidth = 4; ///< bytes of the numbers in front of an array
    bool isCompressed = false;   ///< with zlib
    std::string_view appended;   ///< what follows the _ of <AppendedData>
    bool isAppendedBase64 = false;
};

/// One <DataArray> as it stands in the file: what it says of itself, and where its content is.
struct VtkXmlArray {
    std::string source; ///< file and array, for messages
    std::string name;
    std::string type; ///< "Float32", …, "String"
    Index components = 1;
    std::string format;     ///< "ascii", "binary", "appended"
    std::string_view text;  ///< between the tags
    std::size_t offset = 0; ///< in the appended data
    bool isText() const { return type == "String"; }
};

/// The content of an array. `entries` is how many numbers or texts there must be.
/// Errors: Error{UnusableInput} naming file and array when it is damaged, breaks off, has another number of entries, or
///         is written in a way that is not supported.
std::vector<double> vtkXmlNumbers(const VtkXmlArray& array, const VtkXmlEncoding& encoding, Index entries);
std::vector<std::string> vtkXmlTexts(const VtkXmlArray& array, const VtkXmlEncoding& encoding, Index entries);

} // namespace engine
