#include "engine/io/hdf5/lzf_filter.h"

#include "engine/io/hdf5/hdf5_id.h"

#include <cstring>
#include <new>

namespace engine {

namespace {

constexpr H5Z_filter_t kLzf = 32000; ///< as registered with the HDF Group

/// Called by the library for each chunk. Returns the new size; 0 tells that it failed.
std::size_t decompressChunk(unsigned flags, std::size_t, const unsigned*, std::size_t size, std::size_t* capacity,
                            void** buffer) {
    if (!(flags & H5Z_FLAG_REVERSE))
        return 0;
    std::optional<std::string> whole;
    try {
        whole = lzfDecompressed({static_cast<const char*>(*buffer), size});
    } catch (const std::bad_alloc&) {
        return 0; // no exception may pass through the library
    }
    void* replacement = whole && !whole->empty() ? H5allocate_memory(whole->size(), false) : nullptr;
    if (!replacement)
        return 0;
    std::memcpy(replacement, whole->data(), whole->size());
    H5free_memory(*buffer);
    *buffer = replacement;
    *capacity = whole->size();
    return whole->size();
}

} // namespace

// A stream of runs: a byte below 32 is followed by one byte more than it says, to be copied; any other byte holds a
// length (its upper three bits, all ones: one more byte of length follows) and, with the byte behind it, a distance to
// what is repeated.
std::optional<std::string> lzfDecompressed(std::string_view bytes) {
    std::string out;
    const auto byteAt = [&](std::size_t i) { return std::size_t(static_cast<unsigned char>(bytes[i])); };
    for (std::size_t at = 0; at < bytes.size();) {
        const std::size_t control = byteAt(at++);
        if (control < 32) {
            const std::size_t length = control + 1;
            if (bytes.size() - at < length)
                return {};
            out.append(bytes, at, length);
            at += length;
            continue;
        }
        std::size_t length = control >> 5;
        if (length == 7) {
            if (at == bytes.size())
                return {};
            length += byteAt(at++);
        }
        if (at == bytes.size())
            return {};
        const std::size_t distance = ((control & 0x1f) << 8 | byteAt(at++)) + 1;
        if (distance > out.size())
            return {};
        // Byte by byte: what is repeated may reach into what is being written.
        for (std::size_t k = 0; k < length + 2; ++k)
            out += out[out.size() - distance];
    }
    return out;
}

void registerLzfFilter() {
    const H5Z_class2_t filter = {H5Z_CLASS_T_VERS, kLzf, 0, 1, "lzf", nullptr, nullptr, decompressChunk};
    H5Zregister(&filter);
}

} // namespace engine
