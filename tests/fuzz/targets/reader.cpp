// One reader of the engine on a file with the bytes that are tried.
#include "tests/fuzz/support/fuzzed_file.h"
#include "tests/fuzz/support/valid_data.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    static const engine::DataReader reader = tests::readerNamed(KINETOSCOPE_READER);
    const auto file = tests::fuzzedFile("input." + reader.suffixes.front(), tests::asText(bytes, size));
    tests::mayRefuse([&] {
        engine::ImportOptions options;
        options.samples = 50; // of surfaces
        tests::requireValid(reader.read(file, options));
    });
    return 0;
}
