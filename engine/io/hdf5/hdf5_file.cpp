#include "engine/io/hdf5/hdf5_file.h"

#include "engine/io/hdf5/lzf_filter.h"
#include "engine/io/message_text.h"
#include "engine/io/require_file.h"

#include <array>
#include <new>

namespace engine {

namespace {

constexpr std::size_t kMostNames = 100'000;
constexpr hssize_t kMostAttributeValues = 1'000'000;
constexpr std::size_t kLongestAttributeText = std::size_t(1) << 16;
const Sentence kGetAgain = Sentence::of("Get the file again, or use another copy.");

/// Never opens another file, whatever a link says.
herr_t refuseExternalLink(const char*, const char*, const char*, const char*, unsigned*, hid_t, void*) { return -1; }

bool beginsAsHdf5(const std::filesystem::path& file) { return H5Fis_hdf5(file.c_str()) > 0; }

herr_t collectName(hid_t, const char* name, const H5L_info_t*, void* data) {
    auto& names = *static_cast<std::vector<std::string>*>(data);
    try {
        names.emplace_back(name);
    } catch (const std::bad_alloc&) {
        return -1; // no exception may pass through the library
    }
    return names.size() < kMostNames ? 0 : 1;
}

/// An attribute, opened.
struct Attribute {
    Hdf5Id id, type;
    hssize_t count = 0;
    H5T_class_t kind = H5T_NO_CLASS;
};

std::optional<Attribute> attributeOf(const Hdf5Node& node, const char* name) {
    if (H5Aexists(node.id.get(), name) <= 0)
        return {};
    Attribute attribute{Hdf5Id(H5Aopen(node.id.get(), name, H5P_DEFAULT)), {}};
    if (!attribute.id)
        return {};
    attribute.type = Hdf5Id(H5Aget_type(attribute.id.get()));
    const Hdf5Id space(H5Aget_space(attribute.id.get()));
    if (!attribute.type || !space)
        return {};
    attribute.count = H5Sget_simple_extent_npoints(space.get());
    attribute.kind = H5Tget_class(attribute.type.get());
    if (attribute.count < 0 || attribute.count > kMostAttributeValues)
        return {};
    return attribute;
}

} // namespace

Hdf5File::Hdf5File(const std::filesystem::path& file, ReadControl control)
    : m_source(file.filename().string()), m_control(std::move(control)) {
    requireFile(file);
    std::error_code failure;
    m_size = std::filesystem::file_size(file, failure);
    H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr); // every failure is told in our own words
    registerLzfFilter();
    const Hdf5Id access(H5Pcreate(H5P_FILE_ACCESS));
    // A file on a disk that cannot lock, or that a crashed program left locked, can be read all the same.
    H5Pset_file_locking(access.get(), false, true);
    m_file = Hdf5Id(H5Fopen(file.c_str(), H5F_ACC_RDONLY, access.get()));
    if (!m_file && !beginsAsHdf5(file))
        throw Error(ErrorCode::UnusableInput, Sentence::of("%1 is not an HDF5 file, or cannot be opened.", m_source),
                    Sentence::of("Check that you may read it, and that it was copied whole."));
    if (!m_file)
        throw Error(ErrorCode::UnusableInput, Sentence::of("%1 breaks off or is damaged.", m_source), kGetAgain);
    m_linkAccess = Hdf5Id(H5Pcreate(H5P_LINK_ACCESS));
    H5Pset_elink_cb(m_linkAccess.get(), refuseExternalLink, nullptr);
    m_root = opened(H5Gopen2(m_file.get(), "/", H5P_DEFAULT), "/");
}

Hdf5Node Hdf5File::opened(hid_t id, const std::string& path) const {
    Hdf5Node node{Hdf5Id(id), path, false};
    const H5I_type_t kind = node.id ? H5Iget_type(id) : H5I_BADID;
    node.isGroup = kind == H5I_GROUP;
    if (!node.isGroup && kind != H5I_DATASET)
        refuse(path, Sentence::of("cannot be opened"), kGetAgain);
    return node;
}

std::optional<Hdf5Node> Hdf5File::find(const Hdf5Node& group, const std::string& name) const {
    if (!group.isGroup || name.empty() || H5Lexists(group.id.get(), name.c_str(), m_linkAccess.get()) <= 0)
        return {};
    const std::string path = (group.path == "/" ? "" : group.path) + "/" + name;
    return opened(H5Oopen(group.id.get(), name.c_str(), m_linkAccess.get()), path);
}

Hdf5Node Hdf5File::require(const Hdf5Node& group, const std::string& name) const {
    std::optional<Hdf5Node> node = find(group, name);
    if (!node)
        refuse(group.path, Sentence::of("has no \"%1\"", shownInMessage(name)), kGetAgain);
    return std::move(*node);
}

std::vector<std::string> Hdf5File::names(const Hdf5Node& group) const {
    std::vector<std::string> names;
    const herr_t outcome =
        group.isGroup ? H5Literate(group.id.get(), H5_INDEX_NAME, H5_ITER_INC, nullptr, collectName, &names) : 0;
    if (outcome < 0)
        refuse(group.path, Sentence::of("is damaged"), kGetAgain);
    if (outcome > 0)
        refuse(group.path, Sentence::of("has more than %1 entries", kMostNames));
    return names;
}

std::optional<std::vector<std::string>> Hdf5File::texts(const Hdf5Node& node, const char* name) const {
    const auto attribute = attributeOf(node, name);
    if (!attribute)
        return {};
    std::vector<std::string> texts;
    if (attribute->count == 0)
        return texts;
    if (attribute->kind != H5T_STRING)
        return {};
    const auto count = std::size_t(attribute->count);
    if (H5Tis_variable_str(attribute->type.get()) > 0) {
        std::vector<char*> pointers(count, nullptr);
        if (H5Aread(attribute->id.get(), attribute->type.get(), pointers.data()) < 0)
            refuse(node.path, Sentence::of("has a damaged attribute %1", name), kGetAgain);
        for (char* text : pointers) {
            texts.emplace_back(text ? text : "");
            H5free_memory(text);
        }
        return texts;
    }
    const std::size_t width = H5Tget_size(attribute->type.get());
    if (width == 0 || width > kLongestAttributeText)
        return {};
    std::vector<char> bytes(count * width);
    if (H5Aread(attribute->id.get(), attribute->type.get(), bytes.data()) < 0)
        refuse(node.path, Sentence::of("has a damaged attribute %1", name), kGetAgain);
    for (std::size_t i = 0; i < count; ++i) {
        const std::string padded(bytes.data() + i * width, width);
        texts.push_back(padded.substr(0, padded.find('\0')));
    }
    return texts;
}

std::optional<std::string> Hdf5File::text(const Hdf5Node& node, const char* attribute) const {
    const auto all = texts(node, attribute);
    return all && all->size() == 1 ? std::optional(all->front()) : std::nullopt;
}

std::optional<std::vector<double>> Hdf5File::numbers(const Hdf5Node& node, const char* name) const {
    const auto attribute = attributeOf(node, name);
    if (!attribute || (attribute->kind != H5T_INTEGER && attribute->kind != H5T_FLOAT && attribute->kind != H5T_ENUM))
        return {};
    std::vector<double> numbers(std::size_t(attribute->count));
    if (!numbers.empty() && H5Aread(attribute->id.get(), H5T_NATIVE_DOUBLE, numbers.data()) < 0)
        refuse(node.path, Sentence::of("has a damaged attribute %1", name), kGetAgain);
    return numbers;
}

std::optional<Hdf5Node> Hdf5File::referenced(const Hdf5Node& node, const char* name) const {
    const auto attribute = attributeOf(node, name);
    if (!attribute || attribute->kind != H5T_REFERENCE || attribute->count != 1 ||
        H5Tequal(attribute->type.get(), H5T_STD_REF_OBJ) <= 0)
        return {};
    hobj_ref_t reference = 0;
    if (H5Aread(attribute->id.get(), H5T_STD_REF_OBJ, &reference) < 0)
        refuse(node.path, Sentence::of("has a damaged attribute %1", name), kGetAgain);
    return opened(H5Rdereference2(node.id.get(), H5P_DEFAULT, H5R_OBJECT, &reference),
                  node.path + ", attribute " + name);
}

void Hdf5File::announce(double from, double to) const {
    m_from = from;
    m_to = to;
}

void Hdf5File::report(double part) const { m_control.report(m_from + (m_to - m_from) * part); }

void Hdf5File::refuse(const std::string& path, const Sentence& what, const Sentence& remedy) const {
    throw Error(ErrorCode::UnusableInput, Sentence::of("%1, %2: %3.", m_source, path, what), remedy);
}

} // namespace engine
