// Archives of NumPy arrays, made of the parts that are tried.
#include "tests/fuzz/support/fuzzed_file.h"
#include "tests/fuzz/support/valid_data.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    static const engine::DataReader reader = tests::readerNamed("NumPy archive");
    const auto file = tests::fuzzedArchive("input.npz", tests::asText(bytes, size));
    tests::mayRefuse([&] { tests::requireValid(reader.read(file, {})); });
    return 0;
}
