#include "engine/io/anndata/anndata_embeddings.h"

#include "engine/io/anndata/anndata_frame.h"
#include "engine/io/column_builder.h"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

namespace engine {

namespace {

constexpr char kMeasurements[] = "X";

/// Drawings, those made to show motion first; the names go on as they please: X_umap_3d.
constexpr std::array<std::string_view, 7> kDrawings = {"phate",  "umap",        "draw_graph", "fle",
                                                       "spring", "force_atlas", "tsne"};
/// Sets of components of which the first ones say most.
constexpr std::array<std::string_view, 8> kComponents = {"pca",    "harmony", "scvi", "scanvi",
                                                         "latent", "lsi",     "nmf",  "diffmap"};
/// Not positions in the space of states: places in the tissue, arrows.
constexpr std::array<std::string_view, 2> kOther = {"spatial", "velocity"};

/// "X_UMAP" → "umap".
std::string plainName(const std::string& name) {
    std::string plain = name;
    std::transform(plain.begin(), plain.end(), plain.begin(), [](unsigned char c) { return char(std::tolower(c)); });
    return plain.starts_with("x_") ? plain.substr(2) : plain;
}

template <std::size_t N>
bool beginsLikeOneOf(const std::string& name, const std::array<std::string_view, N>& beginnings) {
    return std::any_of(beginnings.begin(), beginnings.end(),
                       [plain = plainName(name)](std::string_view beginning) { return plain.starts_with(beginning); });
}

bool isDrawable(const Embedding& embedding) { return embedding.dimension == 2 || embedding.dimension == 3; }

} // namespace

AnndataEmbeddings::AnndataEmbeddings(const Hdf5File& file, Index rows) : m_file(file), m_rows(rows) {
    if (const auto obsm = file.find(file.root(), "obsm"))
        obsm->isGroup ? addGroup(*obsm) : addRecords(*obsm);
    if (const auto x = file.find(file.root(), kMeasurements)) {
        const AnndataMatrix matrix(file, *x);
        add(kMeasurements, matrix.rows(), matrix.columns());
    }
}

void AnndataEmbeddings::add(const std::string& name, Index rows, Index dimension) {
    if (rows == m_rows && dimension > 0)
        m_all.push_back({name, dimension});
}

void AnndataEmbeddings::addGroup(const Hdf5Node& group) {
    for (const std::string& name : m_file.names(group)) {
        if (name == kMeasurements)
            continue; // the name is taken
        const Hdf5Node entry = m_file.require(group, name);
        if (isFrame(entry)) {
            add(name, AnndataFrame(m_file, m_file.require(group, name)).rows(), Index(frameColumns(entry).size()));
            continue;
        }
        const AnndataMatrix matrix(m_file, entry);
        add(name, matrix.rows(), matrix.columns());
    }
}

/// Before version 0.7 all embeddings were fields of one dataset.
void AnndataEmbeddings::addRecords(const Hdf5Node& records) {
    for (const std::string& name : fieldsOf(records)) {
        const AnndataMatrix matrix(m_file, records, name);
        add(name, matrix.rows(), matrix.columns());
    }
}

bool AnndataEmbeddings::isFrame(const Hdf5Node& entry) const {
    return entry.isGroup && m_file.texts(entry, "column-order");
}

std::vector<std::string> AnndataEmbeddings::frameColumns(const Hdf5Node& entry) const {
    const AnndataFrame frame(m_file, m_file.require(m_file.root(), entry.path.substr(1)));
    std::vector<std::string> names;
    for (const std::string& name : frame.columns())
        if (frame.isNumeric(name))
            names.push_back(name);
    return names;
}

const Embedding* AnndataEmbeddings::find(const std::string& name) const {
    for (const Embedding& embedding : m_all)
        if (embedding.name == name)
            return &embedding;
    for (const Embedding& embedding : m_all)
        if (plainName(embedding.name) == plainName(name))
            return &embedding;
    return nullptr;
}

const Embedding* AnndataEmbeddings::automatic() const {
    const auto firstWhere = [this](auto&& fits) -> const Embedding* {
        const auto found = std::find_if(m_all.begin(), m_all.end(), fits);
        return found == m_all.end() ? nullptr : &*found;
    };
    const auto among = [&](const auto& names, auto&& fits) -> const Embedding* {
        for (const std::string_view name : names)
            if (const Embedding* found =
                    firstWhere([&](const Embedding& e) { return fits(e) && plainName(e.name).starts_with(name); }))
                return found;
        return nullptr;
    };
    const auto isAny = [](const Embedding&) { return true; };
    const auto isState = [](const Embedding& e) { return e.name != kMeasurements && !beginsLikeOneOf(e.name, kOther); };
    if (const Embedding* drawing = among(kDrawings, isDrawable))
        return drawing;
    if (const Embedding* components = among(kComponents, isAny))
        return components;
    if (const Embedding* drawing = firstWhere([&](const Embedding& e) { return isState(e) && isDrawable(e); }))
        return drawing;
    if (const Embedding* state = firstWhere(isState))
        return state;
    return m_all.empty() ? nullptr : &m_all.front();
}

std::vector<std::string> AnndataEmbeddings::columnNames(const Embedding& embedding) const {
    const Index count = std::min<Index>(embedding.dimension, kMostMeasured);
    std::vector<std::string> names;
    if (embedding.name == kMeasurements)
        names = geneNames(embedding.dimension);
    else if (const auto obsm = m_file.find(m_file.root(), "obsm"); obsm && obsm->isGroup)
        if (const Hdf5Node entry = m_file.require(*obsm, embedding.name); isFrame(entry))
            names = frameColumns(entry);
    names.resize(std::min(names.size(), std::size_t(count)));
    for (auto k = Index(names.size()); k < count; ++k)
        names.push_back(embedding.name + std::to_string(k + 1));
    return names;
}

/// What the columns of X measure; nothing when their names are not fit to tell them apart.
std::vector<std::string> AnndataEmbeddings::geneNames(Index count) const {
    auto var = m_file.find(m_file.root(), "var");
    if (!var || count > kMostMeasured)
        return {};
    const auto names = AnndataFrame(m_file, std::move(*var)).readRowNames();
    if (!names || !names->isText || names->size() != count || Index(names->categories.size()) != count)
        return {};
    std::vector<std::string> genes;
    for (const std::int32_t code : names->codes)
        if (code >= 0)
            genes.push_back(names->categories[std::size_t(code)]);
    return genes;
}

std::vector<TableColumn> AnndataEmbeddings::read(const Embedding& embedding) const {
    const std::vector<std::string> names = columnNames(embedding);
    std::vector<TableColumn> columns;
    const auto take = [&](const AnndataMatrix& matrix) {
        auto numbers = matrix.read(Index(names.size()));
        for (std::size_t k = 0; k < names.size(); ++k)
            columns.push_back(numberColumn(names[k], std::move(numbers[k])));
    };
    if (embedding.name == kMeasurements) {
        const Hdf5Node x = m_file.require(m_file.root(), kMeasurements);
        take(AnndataMatrix(m_file, x));
        return columns;
    }
    const Hdf5Node obsm = m_file.require(m_file.root(), "obsm");
    if (!obsm.isGroup) {
        take(AnndataMatrix(m_file, obsm, embedding.name));
        return columns;
    }
    Hdf5Node entry = m_file.require(obsm, embedding.name);
    if (!isFrame(entry)) {
        take(AnndataMatrix(m_file, entry));
        return columns;
    }
    const AnndataFrame frame(m_file, std::move(entry));
    for (const std::string& name : names)
        if (auto column = frame.read(name))
            columns.push_back(std::move(*column));
    return columns;
}

} // namespace engine
