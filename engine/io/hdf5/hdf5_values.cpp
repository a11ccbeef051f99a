#include "engine/io/hdf5/hdf5_values.h"

#include "engine/core/text.h"
#include "engine/io/message_text.h"

#include <algorithm>
#include <array>
#include <memory_resource>
#include <new>

namespace engine {

namespace {

constexpr std::uint64_t kBlockBytes = std::uint64_t(4) << 20;
constexpr std::uint64_t kMostBlockBytes = std::uint64_t(256) << 20;
constexpr Index kMostCells = Index(1) << 29;
constexpr std::size_t kLongestText = std::size_t(1) << 16;
constexpr int kMostFields = 10'000;
/// No stock compression makes bytes more than about 1,030 times fewer; small gaps a writer never filled are zeros.
constexpr std::uint64_t kMostExpansion = 1100, kMostUnwritten = std::uint64_t(64) << 20;
const Sentence kGetAgain = Sentence::of("Get the file again, or use another copy.");

bool isHalf(hid_t type) {
    std::size_t sign, exponent, exponentSize, mantissa, mantissaSize;
    return H5Tget_size(type) == 2 &&
           H5Tget_fields(type, &sign, &exponent, &exponentSize, &mantissa, &mantissaSize) >= 0 && sign == 15 &&
           exponent == 10 && exponentSize == 5 && mantissa == 0 && mantissaSize == 10 && H5Tget_ebias(type) == 15;
}

/// Numbers as computers have them; a damaged file may describe others that the library would try to convert.
bool isPlainNumber(hid_t type) {
    const H5T_class_t kind = H5Tget_class(type);
    const std::size_t size = H5Tget_size(type);
    if (kind == H5T_INTEGER)
        return (size == 1 || size == 2 || size == 4 || size == 8) && H5Tget_precision(type) == 8 * size &&
               H5Tget_offset(type) == 0;
    if (kind != H5T_FLOAT)
        return false;
    for (const hid_t known : {H5T_IEEE_F32LE, H5T_IEEE_F64LE, H5T_IEEE_F32BE, H5T_IEEE_F64BE})
        if (H5Tequal(type, known) > 0)
            return true;
    return isHalf(type);
}

/// The enumeration {FALSE, TRUE} that h5py makes of booleans.
bool isBoolean(hid_t type) {
    if (H5Tget_nmembers(type) != 2)
        return false;
    for (unsigned k = 0; k < 2; ++k) {
        char* text = H5Tget_member_name(type, k);
        const std::string name = text ? text : "";
        H5free_memory(text);
        if (name != (k == 0 ? "FALSE" : "TRUE"))
            return false;
    }
    return true;
}

Hdf5Kind kindOf(hid_t type) {
    switch (H5Tget_class(type)) {
    case H5T_INTEGER:
    case H5T_FLOAT:
        return isPlainNumber(type) ? Hdf5Kind::Number : Hdf5Kind::Other;
    case H5T_ENUM: {
        const Hdf5Id base(H5Tget_super(type));
        return !base || !isPlainNumber(base.get()) ? Hdf5Kind::Other
               : isBoolean(type)                   ? Hdf5Kind::Boolean
                                                   : Hdf5Kind::Number;
    }
    case H5T_STRING: {
        const std::size_t size = H5Tget_size(type);
        return size > 0 && size <= kLongestText ? Hdf5Kind::Text : Hdf5Kind::Other;
    }
    default:
        return Hdf5Kind::Other;
    }
}

/// "lzf (filter 32000)": what a person may have to name when saving again.
std::string filterName(H5Z_filter_t filter) {
    constexpr std::pair<H5Z_filter_t, const char*> kKnown[] = {{4, "szip"},    {307, "bzip2"},        {32001, "blosc"},
                                                               {32004, "lz4"}, {32008, "bitshuffle"}, {32015, "zstd"}};
    for (const auto& [number, name] : kKnown)
        if (number == filter)
            return name;
    return "filter " + std::to_string(filter);
}

/// Where the library puts texts of varying length: a pool that refuses more than a block may hold, as one text in the
/// file can be referred to by any number of rows.
struct TextPool {
    std::pmr::monotonic_buffer_resource memory;
    std::uint64_t left = kMostBlockBytes;

    static void* allocate(std::size_t size, void* pool) {
        auto& self = *static_cast<TextPool*>(pool);
        if (size > self.left)
            return nullptr;
        self.left -= size;
        try {
            return self.memory.allocate(size, 1);
        } catch (const std::bad_alloc&) {
            return nullptr; // no exception may pass through the library
        }
    }
    static void free(void*, void*) {}
    void release() {
        memory.release();
        left = kMostBlockBytes;
    }
};

} // namespace

Hdf5Values::Hdf5Values(const Hdf5File& file, const Hdf5Node& dataset, std::string field)
    : m_file(file), m_dataset(dataset), m_field(std::move(field)), m_path(dataset.path) {
    if (!m_field.empty())
        m_path += ", field " + shownInMessage(m_field);
    if (dataset.isGroup)
        m_file.refuse(m_path, Sentence::of("is a group, values were expected"));
    const Hdf5Id space(H5Dget_space(dataset.id.get()));
    Hdf5Id type(H5Dget_type(dataset.id.get()));
    if (!space || !type)
        m_file.refuse(m_path, Sentence::of("is damaged"), kGetAgain);

    const H5S_class_t extent = H5Sget_simple_extent_type(space.get());
    const int axes = extent == H5S_SIMPLE ? H5Sget_simple_extent_ndims(space.get()) : 0;
    if (axes < 0 || axes > 2 || (axes == 0 && extent != H5S_SCALAR))
        return;
    std::array<hsize_t, 2> sizes = {1, 1};
    if (axes > 0)
        H5Sget_simple_extent_dims(space.get(), sizes.data(), nullptr);
    constexpr hsize_t kMost = hsize_t(1) << 40;
    if (sizes[0] > kMost || sizes[1] > kMost)
        m_file.refuse(m_path, Sentence::of("claims a size that no file has"), kGetAgain);
    m_rows = Index(sizes[0]);
    m_width = Index(sizes[1]);
    m_isTable = axes == 2;

    if (!m_field.empty()) {
        const int member =
            H5Tget_class(type.get()) == H5T_COMPOUND ? H5Tget_member_index(type.get(), m_field.c_str()) : -1;
        if (member < 0 || m_isTable)
            return;
        type = Hdf5Id(H5Tget_member_type(type.get(), unsigned(member)));
        if (H5Tget_class(type.get()) == H5T_ARRAY) {
            hsize_t length = 0;
            if (H5Tget_array_ndims(type.get()) != 1 || H5Tget_array_dims2(type.get(), &length) < 0 ||
                length > hsize_t(kLongestText))
                return;
            m_width = Index(length);
            type = Hdf5Id(H5Tget_super(type.get()));
        }
    }
    m_kind = kindOf(type.get());
    m_type = std::move(type);
}

Hdf5Id Hdf5Values::inMemory(hid_t element) const {
    Hdf5Id type(H5Tcopy(element));
    if (m_field.empty())
        return type;
    if (m_width != 1) {
        const hsize_t length = hsize_t(m_width);
        type = Hdf5Id(H5Tarray_create2(type.get(), 1, &length));
    }
    Hdf5Id record(H5Tcreate(H5T_COMPOUND, H5Tget_size(type.get())));
    H5Tinsert(record.get(), m_field.c_str(), 0, type.get());
    return record;
}

void Hdf5Values::requireKnownStorage(const Hdf5Id& creation) const {
    if (!creation)
        m_file.refuse(m_path, Sentence::of("is damaged"), kGetAgain);
    if (H5Pget_layout(creation.get()) == H5D_VIRTUAL || H5Pget_external_count(creation.get()) > 0)
        m_file.refuse(m_path, Sentence::of("lies in another file"), Sentence::of("Save everything in one file."));
}

/// Asked when reading failed: a filter may be named and yet not have been needed.
void Hdf5Values::requireKnownFilters() const {
    const Hdf5Id creation(H5Dget_create_plist(m_dataset.id.get()));
    for (int k = 0; k < H5Pget_nfilters(creation.get()); ++k) {
        unsigned flags = 0;
        std::size_t none = 0;
        const H5Z_filter_t filter =
            H5Pget_filter2(creation.get(), unsigned(k), &flags, &none, nullptr, 0, nullptr, nullptr);
        if (filter < 0 || H5Zfilter_avail(filter) <= 0)
            m_file.refuse(m_path, Sentence::of("is compressed with %1, which cannot be read here", filterName(filter)),
                          Sentence::of("Save the file again with compression=\"gzip\"."));
    }
}

void Hdf5Values::requireReadable(Index columns) const {
    const Hdf5Id creation(H5Dget_create_plist(m_dataset.id.get()));
    requireKnownStorage(creation);
    const Hdf5Id type(H5Dget_type(m_dataset.id.get())), space(H5Dget_space(m_dataset.id.get()));
    const std::uint64_t size = H5Tget_size(type.get());
    const std::uint64_t stored = H5Dget_storage_size(m_dataset.id.get());
    const std::uint64_t most = kMostUnwritten + kMostExpansion * std::min(stored, m_file.size());
    const auto entries = std::uint64_t(H5Sget_simple_extent_npoints(space.get()));
    std::uint64_t chunk = 1;
    if (H5Pget_layout(creation.get()) == H5D_CHUNKED) {
        std::array<hsize_t, 2> sizes = {1, 1};
        H5Pget_chunk(creation.get(), int(sizes.size()), sizes.data());
        chunk = std::max<hsize_t>(sizes[0], 1) * std::max<hsize_t>(sizes[1], 1);
    }
    if (size == 0 || stored > m_file.size() || entries > most / size || chunk > most / size)
        m_file.refuse(m_path, Sentence::of("claims to hold more than there is in the file"), kGetAgain);
    if (m_rows > 0 && columns > kMostCells / m_rows)
        m_file.refuse(m_path, Sentence::of("is too large: %1 rows of %2 values", m_rows, columns),
                      Sentence::of("Choose some of the rows first, or a smaller embedding."));
}

/// As many rows as fit into a few megabytes, and whole chunks where there are such: each is decompressed once.
Index Hdf5Values::rowsAtOnce(std::size_t bytesPerRow) const {
    const Index rows = std::max<Index>(1, Index(kBlockBytes / std::max<std::size_t>(bytesPerRow, 1)));
    const Hdf5Id creation(H5Dget_create_plist(m_dataset.id.get()));
    std::array<hsize_t, 2> sizes = {1, 1};
    if (H5Pget_layout(creation.get()) != H5D_CHUNKED || H5Pget_chunk(creation.get(), 2, sizes.data()) < 1)
        return rows;
    if (sizes[0] == 0 || sizes[0] > kMostBlockBytes / std::max<std::size_t>(bytesPerRow, 1))
        return rows;
    return std::max(Index(sizes[0]), rows / Index(sizes[0]) * Index(sizes[0]));
}

void Hdf5Values::read(const Hdf5Id& type, Index first, Index rows, Index columns, void* buffer, hid_t transfer) const {
    const Hdf5Id inFile(H5Dget_space(m_dataset.id.get()));
    const std::array<hsize_t, 2> start = {hsize_t(first), 0}, count = {hsize_t(rows), hsize_t(columns)};
    if (H5Sget_simple_extent_type(inFile.get()) == H5S_SIMPLE)
        H5Sselect_hyperslab(inFile.get(), H5S_SELECT_SET, start.data(), nullptr, count.data(), nullptr);
    const Hdf5Id here(H5Screate_simple(m_isTable ? 2 : 1, count.data(), nullptr));
    if (H5Dread(m_dataset.id.get(), type.get(), here.get(), inFile.get(), transfer, buffer) >= 0)
        return;
    requireKnownFilters();
    m_file.refuse(m_path, Sentence::of("is damaged: rows %1 to %2 cannot be read", first + 1, first + rows), kGetAgain);
}

std::vector<std::vector<double>> Hdf5Values::columns(Index count) const {
    requireReadable(count);
    std::vector<std::vector<double>> columns(static_cast<std::size_t>(count));
    // Of an array in a record all values come, of a table only the columns wanted.
    const Index width = m_isTable ? count : m_width;
    const Hdf5Id type = inMemory(H5T_NATIVE_DOUBLE);
    const Index atOnce = std::min(m_rows, rowsAtOnce(std::size_t(width) * sizeof(double)));
    std::vector<double> block(std::size_t(atOnce * width));
    for (auto& column : columns)
        column.reserve(std::size_t(m_rows));
    for (Index first = 0; first < m_rows && width > 0; first += atOnce) {
        m_file.report(double(first) / double(m_rows));
        const Index rows = std::min(atOnce, m_rows - first);
        read(type, first, rows, width, block.data(), H5P_DEFAULT);
        for (Index k = 0; k < count; ++k)
            for (Index i = 0; i < rows; ++i)
                columns[std::size_t(k)].push_back(block[std::size_t(i * width + k)]);
    }
    return columns;
}

void Hdf5Values::forEachText(const std::function<void(std::string_view)>& take) const {
    requireReadable(1);
    if (m_kind != Hdf5Kind::Text || m_width != 1)
        m_file.refuse(m_path, Sentence::of("does not hold one text a row"));
    const bool varies = H5Tis_variable_str(m_type.get()) > 0;
    const bool padded = !varies && H5Tget_strpad(m_type.get()) == H5T_STR_SPACEPAD;
    const std::size_t size = varies ? sizeof(char*) : H5Tget_size(m_type.get());
    const Hdf5Id type = inMemory(m_type.get());
    TextPool pool;
    const Hdf5Id transfer(H5Pcreate(H5P_DATASET_XFER));
    H5Pset_vlen_mem_manager(transfer.get(), TextPool::allocate, &pool, TextPool::free, &pool);
    // A text of varying length is a pointer here; allow for some length in counting.
    const Index atOnce = std::min(m_rows, rowsAtOnce(varies ? 64 : size));
    std::vector<char> block(std::size_t(atOnce) * size);
    for (Index first = 0; first < m_rows; first += atOnce) {
        m_file.report(double(first) / double(m_rows));
        const Index rows = std::min(atOnce, m_rows - first);
        read(type, first, rows, 1, block.data(), transfer.get());
        for (Index i = 0; i < rows; ++i) {
            const char* at = block.data() + std::size_t(i) * size;
            if (varies) {
                const char* text = nullptr;
                std::copy_n(at, sizeof text, reinterpret_cast<char*>(&text));
                take(text ? std::string_view(text) : std::string_view());
                continue;
            }
            std::string_view text(at, size);
            text = text.substr(0, text.find('\0'));
            take(padded ? text.substr(0, text.find_last_not_of(' ') + 1) : text);
        }
        pool.release();
    }
}

std::vector<std::string> Hdf5Values::labels() const {
    std::vector<std::string> labels;
    if (m_kind == Hdf5Kind::Text)
        forEachText([&](std::string_view text) { labels.emplace_back(text); });
    else if (isNumeric() && m_width == 1)
        for (const double value : numbers())
            labels.push_back(m_kind == Hdf5Kind::Number ? exactNumber(value) : value != 0 ? "True" : "False");
    else
        m_file.refuse(m_path, Sentence::of("holds neither texts nor numbers"));
    return labels;
}

std::vector<std::string> fieldsOf(const Hdf5Node& dataset) {
    std::vector<std::string> fields;
    const Hdf5Id type(dataset.isGroup ? H5I_INVALID_HID : H5Dget_type(dataset.id.get()));
    if (!type || H5Tget_class(type.get()) != H5T_COMPOUND)
        return fields;
    const int count = std::min(H5Tget_nmembers(type.get()), kMostFields);
    for (int k = 0; k < count; ++k) {
        char* name = H5Tget_member_name(type.get(), unsigned(k));
        fields.emplace_back(name ? name : "");
        H5free_memory(name);
    }
    return fields;
}

} // namespace engine
