#pragma once

#include "engine/io/anndata/anndata_matrix.h"
#include "engine/io/reader_registry.h"

#include <string>
#include <vector>

namespace engine {

/// The sets of positions an AnnData file has for its cells: what is in /obsm, and the measurements themselves, X.
/// Errors: Error{UnusableInput} naming file and object.
/// Thread: that of the file, which must outlive it.
class AnndataEmbeddings {
public:
    AnndataEmbeddings(const Hdf5File& file, Index rows);

    /// Those with one row a cell, X last.
    const std::vector<Embedding>& all() const { return m_all; }
    /// By a name a person gave: exact spelling first, then in any case and without X_; null without one.
    const Embedding* find(const std::string& name) const;
    /// The one that shows what a person knows of the data: a drawing in two or three dimensions (PHATE, UMAP,
    /// force-directed, t-SNE), else leading components (PCA and the like), else any other; X only when there is
    /// nothing else. Null without one.
    const Embedding* automatic() const;

    /// At most kMostMeasured.
    std::vector<std::string> columnNames(const Embedding& embedding) const;
    /// One for each name.
    std::vector<TableColumn> read(const Embedding& embedding) const;

private:
    void addGroup(const Hdf5Node& group);
    void addRecords(const Hdf5Node& records);
    void add(const std::string& name, Index rows, Index dimension);
    bool isFrame(const Hdf5Node& entry) const;
    std::vector<std::string> frameColumns(const Hdf5Node& entry) const;
    std::vector<std::string> geneNames(Index count) const;

    const Hdf5File& m_file;
    Index m_rows;
    std::vector<Embedding> m_all;
};

} // namespace engine
