// Tables as text: as a file, which may be compressed, and as a pasted text.
#include "tests/fuzz/support/fuzzed_file.h"
#include "tests/fuzz/support/valid_data.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    static const engine::DataReader reader = tests::readerNamed("CSV table");
    const std::string_view text = tests::asText(bytes, size);
    const auto file = tests::fuzzedFile("input.csv", text);
    tests::mayRefuse([&] { tests::requireValid(reader.read(file, {})); });
    tests::mayRefuse([&] { tests::requireValid(engine::readTable(text, "text")); });
    return 0;
}
