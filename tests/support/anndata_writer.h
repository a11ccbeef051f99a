#pragma once

#include "tests/support/hdf5_writer.h"

#include <algorithm>

namespace tests {

/// Writes the parts of AnnData files in the layouts of their versions, from the description of the format
/// (https://anndata.readthedocs.io/en/latest/fileformat-prose.html) and what older versions wrote.
class AnndataWriter : public Hdf5Writer {
public:
    using Hdf5Writer::Hdf5Writer;

    void encoding(const std::string& path, const std::string& type, const std::string& version) {
        attribute(path, "encoding-type", type);
        attribute(path, "encoding-version", version);
    }

    /// A data frame without its columns, as since 0.7.
    void frame(const std::string& path, const Texts& rowNames, const Texts& columns,
               const std::string& index = "_index", const std::string& version = "0.2.0") {
        group(path);
        encoding(path, "dataframe", version);
        attribute(path, "_index", index);
        textsAttribute(path, "column-order", columns);
        texts(path + "/" + index, rowNames);
    }

    /// Since 0.8: a group of codes and categories.
    void categorical(const std::string& path, const Numbers& codes, const Texts& categories, bool isOrdered = false) {
        group(path);
        encoding(path, "categorical", "0.2.0");
        flag(path, "ordered", isOrdered);
        numbers(path + "/codes", codes, H5T_STD_I8LE);
        texts(path + "/categories", categories);
    }

    /// In 0.7: codes that refer to an entry of __categories.
    void oldCategorical(const std::string& frame, const std::string& column, const Numbers& codes,
                        const Texts& categories, bool isOrdered = false) {
        const std::string place = frame + "/__categories/" + column;
        texts(place, categories);
        flag(place, "ordered", isOrdered);
        numbers(frame + "/" + column, codes, H5T_STD_I8LE);
        reference(frame + "/" + column, "categories", place);
    }

    /// Numbers some of which are missing, since 0.8.
    void nullable(const std::string& path, const Numbers& values, const std::vector<signed char>& mask) {
        group(path);
        encoding(path, "nullable-integer", "0.1.0");
        numbers(path + "/values", values, H5T_STD_I64LE);
        booleans(path + "/mask", mask);
    }

    enum class Sparse { Rows, Columns };
    /// A dense matrix, given by rows, compressed; `names` are those of the attributes: "encoding-type" and "shape", or
    /// "h5sparse_format" and "h5sparse_shape" before 0.7.
    void sparse(const std::string& path, const Numbers& dense, Shape shape, Sparse layout, bool isOld = false) {
        const bool byRows = layout == Sparse::Rows;
        Numbers data, indices, starts = {0};
        for (hsize_t line = 0; line < shape[byRows ? 0 : 1]; ++line) {
            for (hsize_t place = 0; place < shape[byRows ? 1 : 0]; ++place) {
                const double value = dense[byRows ? line * shape[1] + place : place * shape[1] + line];
                if (value == 0)
                    continue;
                data.push_back(value);
                indices.push_back(double(place));
            }
            starts.push_back(double(data.size()));
        }
        group(path);
        const std::string format = byRows ? "csr" : "csc";
        if (isOld)
            attribute(path, "h5sparse_format", format);
        else
            encoding(path, format + "_matrix", "0.1.0");
        numbersAttribute(path, isOld ? "h5sparse_shape" : "shape", Numbers(shape.begin(), shape.end()));
        numbers(path + "/data", data, H5T_IEEE_F32LE);
        numbers(path + "/indices", indices, H5T_STD_I32LE);
        numbers(path + "/indptr", starts, H5T_STD_I32LE);
    }

    /// As many rows of the numbers 0, 1, 2, … as there are cells, from `first` on.
    void embedding(const std::string& name, hsize_t cells, hsize_t dimension, double first = 0) {
        numbers("/obsm/" + name, counting(cells * dimension, first), {cells, dimension});
    }

    static Numbers counting(std::size_t count, double first = 0) {
        Numbers numbers(count);
        for (std::size_t k = 0; k < count; ++k)
            numbers[k] = first + double(k);
        return numbers;
    }
};

} // namespace tests
