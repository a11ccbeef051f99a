#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace engine {

/// Puts values into a pipe, to be taken out by a PipeReader in another process of the same program. A pipe nobody reads
/// any more ends the process.
class PipeWriter {
public:
    explicit PipeWriter(int descriptor) : m_descriptor(descriptor) {}

    void bytes(const void* data, std::size_t size);
    template <class Value> void value(const Value& value) {
        static_assert(std::is_trivially_copyable_v<Value>);
        bytes(&value, sizeof value);
    }
    void text(std::string_view text) {
        value(std::uint64_t(text.size()));
        bytes(text.data(), text.size());
    }
    template <class Value> void values(const std::vector<Value>& values) {
        static_assert(std::is_trivially_copyable_v<Value>);
        value(std::uint64_t(values.size()));
        bytes(values.data(), values.size() * sizeof(Value));
    }
    /// Sends what was put in.
    void flush();

private:
    void send(const char* data, std::size_t size);

    int m_descriptor;
    std::string m_buffer;
};

/// Takes values out of a pipe in the order they were put in. What the other side says about sizes is not believed:
/// memory grows with what arrives.
/// Errors: PipeReader::Closed when the pipe ends before the value does.
class PipeReader {
public:
    struct Closed {};

    /// `whileWaiting` is asked several times a second when nothing comes, whether anything still can.
    PipeReader(int descriptor, std::function<bool()> whileWaiting)
        : m_descriptor(descriptor), m_whileWaiting(std::move(whileWaiting)) {}

    void bytes(void* data, std::size_t size);
    template <class Value> Value value() {
        static_assert(std::is_trivially_copyable_v<Value>);
        Value value;
        bytes(&value, sizeof value);
        return value;
    }
    std::string text() {
        std::string text;
        fill(text);
        return text;
    }
    template <class Value> std::vector<Value> values() {
        static_assert(std::is_trivially_copyable_v<Value>);
        std::vector<Value> values;
        fill(values);
        return values;
    }

private:
    template <class Container> void fill(Container& container) {
        constexpr std::uint64_t kBlock = std::uint64_t(1) << 20;
        for (auto left = value<std::uint64_t>(); left > 0;) {
            const auto count = std::size_t(left < kBlock ? left : kBlock);
            const std::size_t before = container.size();
            container.resize(before + count);
            bytes(container.data() + before, count * sizeof(container[0]));
            left -= count;
        }
    }
    std::size_t receive(char* data, std::size_t size);

    int m_descriptor;
    std::function<bool()> m_whileWaiting;
    std::string m_buffer;
    std::size_t m_taken = 0; ///< of the buffer
};

} // namespace engine
