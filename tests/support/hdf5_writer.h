#pragma once

#include "engine/io/hdf5/hdf5_id.h"

#include <cstring>
#include <filesystem>
#include <string>
#include <vector>

namespace tests {

using engine::Hdf5Id;

/// Writes HDF5 files the way h5py does, for the readers to be tested with. Groups on the way are made.
class Hdf5Writer {
public:
    using Texts = std::vector<std::string>;
    using Numbers = std::vector<double>;
    using Shape = std::vector<hsize_t>;

    explicit Hdf5Writer(const std::filesystem::path& file)
        : m_file(H5Fcreate(file.c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT)),
          m_links(H5Pcreate(H5P_LINK_CREATE)),
          m_storage(H5Pcreate(H5P_DATASET_CREATE)) {
        H5Pset_create_intermediate_group(m_links.get(), 1);
    }

    hid_t file() const { return m_file.get(); }
    /// How the datasets to come are stored: chunks, compression.
    hid_t storage() const { return m_storage.get(); }

    /// The datasets to come are cut into pieces and compressed.
    void compress() { m_isCompressed = true; }

    void group(const std::string& path) {
        Hdf5Id(H5Gcreate2(m_file.get(), path.c_str(), m_links.get(), H5P_DEFAULT, H5P_DEFAULT));
    }

    void numbers(const std::string& path, const Numbers& values, const Shape& shape, hid_t type = H5T_IEEE_F32LE) {
        const Hdf5Id dataset = create(path, type, shape);
        H5Dwrite(dataset.get(), H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data());
    }
    void numbers(const std::string& path, const Numbers& values, hid_t type = H5T_IEEE_F64LE) {
        numbers(path, values, {values.size()}, type);
    }
    /// A dataset that is declared and never written.
    void declare(const std::string& path, const Shape& shape, hid_t type = H5T_IEEE_F32LE) {
        create(path, type, shape);
    }

    void texts(const std::string& path, const Texts& values) {
        const Hdf5Id type = variableText(), dataset = create(path, type.get(), {values.size()});
        const std::vector<const char*> pointers = pointersTo(values);
        H5Dwrite(dataset.get(), type.get(), H5S_ALL, H5S_ALL, H5P_DEFAULT, pointers.data());
    }

    void booleans(const std::string& path, const std::vector<signed char>& values) {
        const Hdf5Id type = boolean(), dataset = create(path, type.get(), {values.size()});
        H5Dwrite(dataset.get(), type.get(), H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data());
    }

    void attribute(const std::string& path, const char* name, const std::string& value) {
        const Hdf5Id type = variableText(), space(H5Screate(H5S_SCALAR));
        const char* pointer = value.c_str();
        writeAttribute(path, name, type.get(), space, &pointer);
    }
    void textsAttribute(const std::string& path, const char* name, const Texts& values) {
        const hsize_t size = values.size();
        const Hdf5Id type = variableText(), space(H5Screate_simple(1, &size, nullptr));
        const std::vector<const char*> pointers = pointersTo(values);
        writeAttribute(path, name, type.get(), space, pointers.data());
    }
    void numbersAttribute(const std::string& path, const char* name, const Numbers& values) {
        const hsize_t size = values.size();
        writeAttribute(path, name, H5T_NATIVE_DOUBLE, Hdf5Id(H5Screate_simple(1, &size, nullptr)), values.data());
    }
    void flag(const std::string& path, const char* name, bool value) {
        const Hdf5Id type = boolean();
        const signed char stored = value;
        writeAttribute(path, name, type.get(), Hdf5Id(H5Screate(H5S_SCALAR)), &stored);
    }
    void reference(const std::string& path, const char* name, const std::string& target) {
        hobj_ref_t reference = 0;
        H5Rcreate(&reference, m_file.get(), target.c_str(), H5R_OBJECT, -1);
        writeAttribute(path, name, H5T_STD_REF_OBJ, Hdf5Id(H5Screate(H5S_SCALAR)), &reference);
    }

    /// One field of a dataset of records: `width` numbers, or a text of at most 16 bytes, a row.
    struct Field {
        std::string name;
        Numbers values;
        hsize_t width = 1;
        Texts texts = {};
    };
    void records(const std::string& path, const std::vector<Field>& fields) {
        constexpr std::size_t kTextBytes = 16;
        const auto sizeOf = [](const Field& f) { return f.texts.empty() ? f.width * sizeof(double) : kTextBytes; };
        std::size_t size = 0;
        for (const Field& field : fields)
            size += sizeOf(field);
        const std::size_t rows =
            fields[0].texts.empty() ? fields[0].values.size() / fields[0].width : fields[0].texts.size();
        const Hdf5Id type(H5Tcreate(H5T_COMPOUND, size));
        std::vector<char> bytes(rows * size, '\0');
        std::size_t at = 0;
        for (const Field& field : fields) {
            Hdf5Id part(H5Tcopy(field.texts.empty() ? H5T_NATIVE_DOUBLE : H5T_C_S1));
            if (!field.texts.empty())
                H5Tset_size(part.get(), kTextBytes);
            if (field.width > 1)
                part = Hdf5Id(H5Tarray_create2(part.get(), 1, &field.width));
            H5Tinsert(type.get(), field.name.c_str(), at, part.get());
            for (std::size_t i = 0; i < rows; ++i) {
                char* target = bytes.data() + i * size + at;
                if (field.texts.empty())
                    std::memcpy(target, field.values.data() + i * field.width, field.width * sizeof(double));
                else
                    std::memcpy(target, field.texts[i].data(), std::min(kTextBytes, field.texts[i].size()));
            }
            at += sizeOf(field);
        }
        const Hdf5Id dataset = create(path, type.get(), {rows});
        H5Dwrite(dataset.get(), type.get(), H5S_ALL, H5S_ALL, H5P_DEFAULT, bytes.data());
    }

private:
    static Hdf5Id variableText() {
        Hdf5Id type(H5Tcopy(H5T_C_S1));
        H5Tset_size(type.get(), H5T_VARIABLE);
        H5Tset_cset(type.get(), H5T_CSET_UTF8);
        return type;
    }
    static Hdf5Id boolean() {
        Hdf5Id type(H5Tenum_create(H5T_STD_I8LE));
        const signed char no = 0, yes = 1;
        H5Tenum_insert(type.get(), "FALSE", &no);
        H5Tenum_insert(type.get(), "TRUE", &yes);
        return type;
    }
    static std::vector<const char*> pointersTo(const Texts& texts) {
        std::vector<const char*> pointers;
        for (const std::string& text : texts)
            pointers.push_back(text.c_str());
        return pointers;
    }
    Hdf5Id create(const std::string& path, hid_t type, const Shape& shape) {
        const Hdf5Id space(H5Screate_simple(int(shape.size()), shape.data(), nullptr));
        const Hdf5Id storage(H5Pcopy(m_storage.get()));
        if (m_isCompressed) {
            Shape chunk;
            for (const hsize_t size : shape)
                chunk.push_back((size + 1) / 2);
            H5Pset_chunk(storage.get(), int(chunk.size()), chunk.data());
            H5Pset_shuffle(storage.get());
            H5Pset_deflate(storage.get(), 4);
        }
        return Hdf5Id(
            H5Dcreate2(m_file.get(), path.c_str(), type, space.get(), m_links.get(), storage.get(), H5P_DEFAULT));
    }
    void writeAttribute(const std::string& path, const char* name, hid_t type, const Hdf5Id& space, const void* data) {
        const Hdf5Id attribute(H5Acreate_by_name(m_file.get(), path.c_str(), name, type, space.get(), H5P_DEFAULT,
                                                 H5P_DEFAULT, H5P_DEFAULT));
        if (data)
            H5Awrite(attribute.get(), type, data);
    }

    Hdf5Id m_file, m_links, m_storage;
    bool m_isCompressed = false;
};

} // namespace tests
