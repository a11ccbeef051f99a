// Series of ParaView: the list is tried, beside two files it may name.
#include "tests/fuzz/support/fuzzed_file.h"
#include "tests/fuzz/support/valid_data.h"

namespace {

constexpr const char* kPart = "# vtk DataFile Version 3.0\npart\nASCII\nDATASET POLYDATA\n"
                              "POINTS 2 float\n0 0 0\n1 2 0\n";

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    static const engine::DataReader reader = tests::readerNamed("ParaView series");
    static const auto first = tests::fuzzedFile("a.vtk", kPart), second = tests::fuzzedFile("b.vtk", kPart);
    const auto file = tests::fuzzedFile("input.pvd", tests::asText(bytes, size));
    tests::mayRefuse([&] { tests::requireValid(reader.read(file, {})); });
    return 0;
}
