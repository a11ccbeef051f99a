#include "engine/io/zip_archive.h"

#include "engine/core/error.h"
#include "engine/io/require_file.h"

#include <algorithm>
#include <list>
#include <zip.h>

namespace engine {

namespace {

std::string textOf(int code) {
    zip_error_t error;
    zip_error_init_with_code(&error, code);
    const std::string text = zip_error_strerror(&error);
    zip_error_fini(&error);
    return text;
}

} // namespace

struct ZipReader::Handle {
    std::string source;
    zip_t* archive = nullptr;
    ~Handle() {
        if (archive)
            zip_discard(archive);
    }
    [[noreturn]] void refuse(const Sentence& what) const {
        throw Error(ErrorCode::UnusableInput, Sentence::of("%1 %2.", source, what),
                    Sentence::of("Get the file again, or use another copy."));
    }
};

ZipReader::ZipReader(const std::filesystem::path& file) : m_handle(std::make_unique<Handle>()) {
    m_handle->source = file.filename().string();
    requireFile(file);
    int failure = 0;
    m_handle->archive = zip_open(file.c_str(), ZIP_RDONLY | ZIP_CHECKCONS, &failure);
    if (!m_handle->archive)
        m_handle->refuse(Sentence::of("is not a whole zip archive (%1)", textOf(failure)));
}

ZipReader::~ZipReader() = default;
ZipReader::ZipReader(ZipReader&&) noexcept = default;

std::vector<std::string> ZipReader::names() const {
    std::vector<std::string> names;
    const zip_int64_t count = zip_get_num_entries(m_handle->archive, 0);
    for (zip_int64_t i = 0; i < count; ++i)
        if (const char* name = zip_get_name(m_handle->archive, zip_uint64_t(i), 0))
            names.emplace_back(name);
    return names;
}

bool ZipReader::contains(const std::string& name) const {
    return zip_name_locate(m_handle->archive, name.c_str(), 0) >= 0;
}

std::string ZipReader::read(const std::string& name, std::uint64_t most) const {
    zip_file_t* file = zip_fopen(m_handle->archive, name.c_str(), 0);
    if (!file)
        m_handle->refuse(contains(name) ? Sentence::of("is damaged: %1 cannot be opened", name)
                                        : Sentence::of("has no entry %1", name));
    const std::unique_ptr<zip_file_t, int (*)(zip_file_t*)> closer(file, zip_fclose);
    // Block by block: the size in the directory of a damaged archive may be anything.
    constexpr std::size_t kBlock = std::size_t(1) << 20, kSmallBlock = 4096;
    zip_stat_t told;
    zip_stat_init(&told);
    const bool isTold = zip_stat(m_handle->archive, name.c_str(), 0, &told) == 0 && (told.valid & ZIP_STAT_SIZE) != 0;
    const std::size_t block = std::clamp<std::uint64_t>(isTold ? told.size : kBlock, kSmallBlock, kBlock);
    std::string bytes;
    for (;;) {
        const std::size_t before = bytes.size();
        bytes.resize(before + block);
        const zip_int64_t count = zip_fread(file, bytes.data() + before, block);
        if (count < 0)
            m_handle->refuse(Sentence::of("is damaged: %1 cannot be read (%2)", name, zip_file_strerror(file)));
        bytes.resize(before + std::size_t(count));
        if (bytes.size() > most)
            m_handle->refuse(Sentence::of("has an entry %1 of more than %2 MB", name, most >> 20));
        if (count == 0)
            return bytes;
    }
}

struct ZipWriter::Handle {
    std::filesystem::path target;
    zip_t* archive = nullptr;
    std::list<std::string> contents; ///< libzip reads them when the archive is closed
    ~Handle() {
        if (archive)
            zip_discard(archive);
    }
    [[noreturn]] void fail(const Sentence& reason) const {
        throw Error(ErrorCode::CannotWrite, Sentence::of("%1 cannot be written: %2.", target.string(), reason),
                    Sentence::of("Choose another folder, or make room on the disk."));
    }
};

ZipWriter::ZipWriter(const std::filesystem::path& file) : m_file(file), m_handle(std::make_unique<Handle>()) {
    m_handle->target = file;
    int failure = 0;
    m_handle->archive = zip_open(m_file.temporary().c_str(), ZIP_CREATE | ZIP_TRUNCATE, &failure);
    if (!m_handle->archive)
        m_handle->fail(textOf(failure));
}

ZipWriter::~ZipWriter() = default;

void ZipWriter::add(const std::string& name, std::string bytes, bool compress) {
    const std::string& kept = m_handle->contents.emplace_back(std::move(bytes));
    zip_source_t* source = zip_source_buffer(m_handle->archive, kept.data(), kept.size(), 0);
    const zip_int64_t index = source ? zip_file_add(m_handle->archive, name.c_str(), source, ZIP_FL_ENC_UTF_8) : -1;
    if (index < 0) {
        if (source)
            zip_source_free(source);
        m_handle->fail(zip_strerror(m_handle->archive));
    }
    zip_set_file_compression(m_handle->archive, zip_uint64_t(index), compress ? ZIP_CM_DEFLATE : ZIP_CM_STORE, 0);
    // No clock in the file: equal contents give equal bytes.
    constexpr zip_uint16_t kFirstOfJanuary1980 = (1 << 5) | 1;
    zip_file_set_dostime(m_handle->archive, zip_uint64_t(index), 0, kFirstOfJanuary1980, 0);
}

void ZipWriter::commit() {
    if (zip_close(m_handle->archive) != 0)
        m_handle->fail(zip_strerror(m_handle->archive));
    m_handle->archive = nullptr;
    m_file.commit();
}

} // namespace engine
