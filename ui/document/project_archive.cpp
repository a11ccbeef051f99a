#include "ui/document/project_archive.h"

#include "engine/core/error.h"

#include <bit>
#include <charconv>
#include <cstring>
#include <optional>
#include <zip.h>

namespace ui {

using engine::Error;
using engine::ErrorCode;
using engine::Index;

static_assert(std::endian::native == std::endian::little, "blocks are written as they lie in memory");

namespace {

constexpr std::uint64_t kMostText = 256u << 20;

[[noreturn]] void refuse(const std::string& what) { throw Error(ErrorCode::UnusableInput, what); }

// The .npy format, version 1: magic, length of the header, a Python dictionary padded with spaces, the numbers.
constexpr char kMagic[] = "\x93NUMPY\x01\x00";
constexpr std::size_t kMagicSize = 8, kPreamble = kMagicSize + 2;

std::string npyHeader(const char* type, const std::string& shape) {
    std::string dictionary =
        std::string("{'descr': '") + type + "', 'fortran_order': False, 'shape': (" + shape + "), }";
    while ((kPreamble + dictionary.size() + 1) % 64 != 0)
        dictionary += ' ';
    dictionary += '\n';
    std::string header(kMagic, kMagicSize);
    header += char(dictionary.size() & 0xff);
    header += char(dictionary.size() >> 8);
    return header + dictionary;
}

struct NpyShape {
    std::size_t dataOffset;
    std::vector<Index> sizes;
};

NpyShape npyShape(const std::string& bytes, const char* type, const std::string& name) {
    if (bytes.size() < kPreamble || bytes.compare(0, kMagicSize, std::string(kMagic, kMagicSize)) != 0)
        refuse(name + " is no block of numbers.");
    const std::size_t length = std::size_t(std::uint8_t(bytes[8])) + 256 * std::size_t(std::uint8_t(bytes[9]));
    const std::string header = bytes.substr(kPreamble, length);
    const std::size_t open = header.find("'shape': ("), close = header.find(')', open);
    if (header.find(std::string("'descr': '") + type) == std::string::npos ||
        header.find("'fortran_order': False") == std::string::npos || open == std::string::npos ||
        close == std::string::npos)
        refuse(name + " holds another kind of numbers than expected.");
    NpyShape shape{kPreamble + length, {}};
    const char *at = header.data() + open + std::strlen("'shape': ("), *end = header.data() + close;
    while (at < end) {
        Index size = 0;
        const auto [next, failure] = std::from_chars(at, end, size);
        if (failure != std::errc() || size < 0)
            refuse(name + " has a damaged header.");
        shape.sizes.push_back(size);
        for (at = next; at < end && (*at == ',' || *at == ' ');)
            ++at;
    }
    return shape;
}

template <class Scalar> std::string npy(const char* type, const std::string& shape, const Scalar* data, Index size) {
    std::string bytes = npyHeader(type, shape);
    bytes.append(reinterpret_cast<const char*>(data), std::size_t(size) * sizeof(Scalar));
    return bytes;
}

std::string textOf(zip_error_t* error) {
    const std::string text = zip_error_strerror(error);
    zip_error_fini(error);
    return text;
}

} // namespace

// --------------------------------------------------------------------------------------------------------- writing

struct ArchiveWriter::Handle {
    zip_source_t* source = nullptr;
    zip_t* archive = nullptr;
};

ArchiveWriter::ArchiveWriter() : m_handle(std::make_unique<Handle>()) {
    zip_error_t error;
    zip_error_init(&error);
    m_handle->source = zip_source_buffer_create(nullptr, 0, 0, &error);
    m_handle->archive = m_handle->source ? zip_open_from_source(m_handle->source, ZIP_TRUNCATE, &error) : nullptr;
    if (!m_handle->archive) {
        zip_source_free(m_handle->source);
        throw Error(ErrorCode::WorkFailed, "No project file can be made: " + textOf(&error) + ".");
    }
    zip_source_keep(m_handle->source); // closing the archive must not take its bytes away
}

ArchiveWriter::~ArchiveWriter() {
    if (m_handle->archive)
        zip_discard(m_handle->archive);
    zip_source_free(m_handle->source);
}

void ArchiveWriter::add(const std::string& name, std::string bytes, bool compress) {
    m_contents.push_back(std::make_unique<std::string>(std::move(bytes)));
    const std::string& content = *m_contents.back();
    zip_source_t* source = zip_source_buffer(m_handle->archive, content.data(), content.size(), 0);
    const zip_int64_t index = source ? zip_file_add(m_handle->archive, name.c_str(), source, ZIP_FL_ENC_UTF_8) : -1;
    if (index < 0) {
        zip_source_free(source);
        throw Error(ErrorCode::WorkFailed,
                    "No project file can be made: " + std::string(zip_strerror(m_handle->archive)) + ".");
    }
    zip_set_file_compression(m_handle->archive, zip_uint64_t(index), compress ? ZIP_CM_DEFLATE : ZIP_CM_STORE, 0);
    constexpr zip_uint16_t kFirstOfJanuary1980 = (1 << 5) | 1; // no clock in the file: equal projects, equal bytes
    zip_file_set_dostime(m_handle->archive, zip_uint64_t(index), 0, kFirstOfJanuary1980, 0);
}

void ArchiveWriter::addText(const std::string& name, const std::string& text) { add(name, text, true); }

void ArchiveWriter::addBlock(const std::string& name, const engine::Matrix& block) {
    add(name,
        npy("<f8", std::to_string(block.cols()) + ", " + std::to_string(block.rows()), block.data(), block.size()),
        false);
}

void ArchiveWriter::addBlock(const std::string& name, const Eigen::ArrayXf& block) {
    add(name, npy("<f4", std::to_string(block.size()) + ",", block.data(), block.size()), false);
}

std::string ArchiveWriter::finish() {
    if (zip_close(m_handle->archive) != 0)
        throw Error(ErrorCode::WorkFailed,
                    "No project file can be made: " + std::string(zip_strerror(m_handle->archive)) + ".");
    m_handle->archive = nullptr;
    zip_stat_t stat;
    std::string bytes;
    if (zip_source_stat(m_handle->source, &stat) == 0 && zip_source_open(m_handle->source) == 0) {
        bytes.resize(stat.size);
        const zip_int64_t count = zip_source_read(m_handle->source, bytes.data(), stat.size);
        zip_source_close(m_handle->source);
        if (count == zip_int64_t(stat.size))
            return bytes;
    }
    throw Error(ErrorCode::WorkFailed, "No project file can be made.");
}

// --------------------------------------------------------------------------------------------------------- reading

struct ArchiveReader::Handle {
    zip_t* archive = nullptr;
    ~Handle() {
        if (archive)
            zip_discard(archive);
    }
};

ArchiveReader::ArchiveReader(const std::string& bytes) : m_size(bytes.size()), m_handle(std::make_unique<Handle>()) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    m_handle->archive = source ? zip_open_from_source(source, ZIP_RDONLY, &error) : nullptr;
    if (!m_handle->archive) {
        zip_source_free(source);
        refuse("the container is damaged or cut off (" + textOf(&error) + ").");
    }
}

ArchiveReader::~ArchiveReader() = default;

bool ArchiveReader::has(const std::string& name) const {
    return zip_name_locate(m_handle->archive, name.c_str(), 0) >= 0;
}

std::string ArchiveReader::contents(const std::string& name, std::uint64_t most) const {
    zip_stat_t stat;
    if (zip_stat(m_handle->archive, name.c_str(), 0, &stat) != 0 || !(stat.valid & ZIP_STAT_SIZE) ||
        !(stat.valid & ZIP_STAT_INDEX))
        refuse("its part " + name + " is missing.");
    if (stat.size > most)
        refuse("its part " + name + " is larger than it can be.");
    const std::unique_ptr<zip_file_t, int (*)(zip_file_t*)> file(zip_fopen_index(m_handle->archive, stat.index, 0),
                                                                 zip_fclose);
    std::string bytes(stat.size, '\0');
    // Reading one byte more than there is makes the library check the sum.
    char beyond = 0;
    if (!file || zip_fread(file.get(), bytes.data(), stat.size) != zip_int64_t(stat.size) ||
        zip_fread(file.get(), &beyond, 1) != 0)
        refuse("its part " + name + " is damaged.");
    return bytes;
}

std::string ArchiveReader::text(const std::string& name) const { return contents(name, kMostText); }

engine::Matrix ArchiveReader::block(const std::string& name, Index rows, Index columns) const {
    const std::string bytes = contents(name, m_size); // blocks are not compressed: none is larger than the file
    const NpyShape shape = npyShape(bytes, "<f8", name);
    if (shape.sizes.size() != 2 || shape.sizes[1] != rows || (columns >= 0 && shape.sizes[0] != columns) ||
        shape.sizes[0] > Index(bytes.size()) || shape.dataOffset > bytes.size() ||
        std::uint64_t(shape.sizes[0]) * std::uint64_t(rows) * sizeof(double) != bytes.size() - shape.dataOffset)
        refuse("its part " + name + " has the wrong shape.");
    engine::Matrix block(rows, shape.sizes[0]);
    std::memcpy(block.data(), bytes.data() + shape.dataOffset, std::size_t(block.size()) * sizeof(double));
    return block;
}

Eigen::ArrayXf ArchiveReader::floats(const std::string& name, Index size) const {
    const std::string bytes = contents(name, m_size);
    const NpyShape shape = npyShape(bytes, "<f4", name);
    if (shape.sizes.size() != 1 || shape.sizes[0] != size || shape.dataOffset > bytes.size() ||
        std::uint64_t(size) * sizeof(float) != bytes.size() - shape.dataOffset)
        refuse("its part " + name + " has the wrong shape.");
    Eigen::ArrayXf block(size);
    std::memcpy(block.data(), bytes.data() + shape.dataOffset, std::size_t(size) * sizeof(float));
    return block;
}

} // namespace ui
