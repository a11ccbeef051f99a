#pragma once

#include "engine/core/types.h"

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace engine {

/// What travels with the points: one column of numbers, or of categories stored as their index (−1: missing).
struct AttributeColumn {
    std::string name;
    std::vector<std::string> categories; ///< empty for a numeric column
    bool operator==(const AttributeColumn&) const = default;
};

/// At most PointSet::kChunkColumns points with everything that belongs to them. Never changed once shared.
/// Shape: points d×n; weights 1×n or empty (all equal); attributes a×n or empty.
struct PointChunk {
    Points points;
    RowVector weights;
    Matrix attributes;
};

/// An immutable cloud of points in shared chunks: copies are cheap, and an edit replaces only the chunks it touches.
/// That makes undo cheap too: before and after share what did not change.
/// Thread: any.
class PointSet {
public:
    static constexpr Index kChunkColumns = 4096;

    PointSet() = default;
    explicit PointSet(const Points& points, const RowVector& weights = {}, const Matrix& attributes = {});
    /// These chunks as they are; none empty, all alike in what they hold.
    static PointSet ofChunks(std::vector<std::shared_ptr<const PointChunk>> chunks) {
        PointSet set;
        set.m_chunks = std::move(chunks);
        for (const auto& chunk : set.m_chunks)
            set.m_size += chunk->points.cols();
        return set;
    }

    Index size() const { return m_size; }
    bool isEmpty() const { return m_size == 0; }
    int dimension() const { return m_chunks.empty() ? 0 : int(m_chunks.front()->points.rows()); }
    bool hasWeights() const { return !m_chunks.empty() && m_chunks.front()->weights.size() > 0; }
    int attributeCount() const { return m_chunks.empty() ? 0 : int(m_chunks.front()->attributes.rows()); }
    const std::vector<std::shared_ptr<const PointChunk>>& chunks() const { return m_chunks; }

    /// Dense copies. Shape: d×n, 1×n (empty when there are no weights), a×n.
    Points points() const;
    RowVector weights() const;
    Matrix attributes() const;
    Vector point(Index i) const;
    /// The columns named by `indices`, in that order.
    PointSet select(const std::vector<Index>& indices) const;

    /// More points behind the existing ones; `more` takes over weights and attributes it lacks as 1 and missing (NaN).
    PointSet appended(const PointSet& more) const;
    /// Without the points for which `drop(point)` holds; chunks that lose nothing stay shared.
    PointSet without(const std::function<bool(const Eigen::Ref<const Vector>&)>& drop) const;
    /// With `change(index, point)` applied to the points it returns true for; other chunks stay shared.
    PointSet changed(const std::function<bool(Index, Eigen::Ref<Vector>)>& change) const;

    /// Same shared chunks or equal contents.
    bool operator==(const PointSet& other) const;

private:
    void add(PointChunk chunk);

    std::vector<std::shared_ptr<const PointChunk>> m_chunks;
    Index m_size = 0;
};

} // namespace engine
