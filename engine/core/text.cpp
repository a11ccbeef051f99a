#include "engine/core/text.h"

#include <array>
#include <charconv>

namespace engine {

namespace {
template <class... Format> std::string written(Format... format) {
    std::array<char, 32> buffer;
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), format...).ptr;
    return {buffer.data(), end};
}
} // namespace

std::string shortNumber(double value) {
    const std::string exact = written(value);
    return exact.size() <= 9 ? exact : written(value, std::chars_format::general, 6);
}
std::string exactNumber(double value) { return written(value); }
std::string exactNumber(float value) { return written(value); }

} // namespace engine
