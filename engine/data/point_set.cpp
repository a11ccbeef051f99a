#include "engine/data/point_set.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

namespace engine {

namespace {

constexpr Real kMissing = std::numeric_limits<Real>::quiet_NaN();

/// Equal entries; missing attributes (NaN) equal each other.
bool same(const Matrix& a, const Matrix& b) {
    if (a.rows() != b.rows() || a.cols() != b.cols())
        return false;
    for (Index i = 0; i < a.size(); ++i)
        if (a.data()[i] != b.data()[i] && !(std::isnan(a.data()[i]) && std::isnan(b.data()[i])))
            return false;
    return true;
}

bool same(const PointChunk& a, const PointChunk& b) {
    return same(a.points, b.points) && same(Matrix(a.weights), Matrix(b.weights)) && same(a.attributes, b.attributes);
}

/// Columns begin … begin+count of a chunk.
PointChunk part(const PointChunk& chunk, Index begin, Index count) {
    PointChunk out;
    out.points = chunk.points.middleCols(begin, count);
    if (chunk.weights.size() > 0)
        out.weights = chunk.weights.middleCols(begin, count);
    out.attributes = chunk.attributes.rows() > 0 ? Matrix(chunk.attributes.middleCols(begin, count)) : Matrix();
    return out;
}

/// One chunk behind another of the same shape.
PointChunk joined(const PointChunk& a, const PointChunk& b) {
    const Index n = a.points.cols() + b.points.cols();
    PointChunk out;
    out.points.resize(a.points.rows(), n);
    out.points << a.points, b.points;
    if (a.weights.size() > 0) {
        out.weights.resize(n);
        out.weights << a.weights, b.weights;
    }
    if (a.attributes.rows() > 0) {
        out.attributes.resize(a.attributes.rows(), n);
        out.attributes << a.attributes, b.attributes;
    }
    return out;
}

/// With weights 1 and missing attributes where the shape asks for them and the chunk has none; the same pointer when
/// nothing is missing.
std::shared_ptr<const PointChunk> completed(const std::shared_ptr<const PointChunk>& chunk, bool weights,
                                            Index attributes) {
    const bool lacksWeights = weights && chunk->weights.size() == 0;
    if (!lacksWeights && chunk->attributes.rows() == attributes)
        return chunk;
    auto out = std::make_shared<PointChunk>(*chunk);
    const Index n = chunk->points.cols();
    if (lacksWeights)
        out->weights = RowVector::Ones(n);
    if (chunk->attributes.rows() < attributes) {
        out->attributes = Matrix::Constant(attributes, n, kMissing);
        if (chunk->attributes.rows() > 0)
            out->attributes.topRows(chunk->attributes.rows()) = chunk->attributes;
    }
    return out;
}

} // namespace

PointSet::PointSet(const Points& points, const RowVector& weights, const Matrix& attributes) {
    assert(weights.size() == 0 || weights.size() == points.cols());
    assert(attributes.rows() == 0 || attributes.cols() == points.cols());
    for (Index begin = 0; begin < points.cols(); begin += kChunkColumns) {
        const Index n = std::min(kChunkColumns, points.cols() - begin);
        PointChunk chunk;
        chunk.points = points.middleCols(begin, n);
        if (weights.size() > 0)
            chunk.weights = weights.middleCols(begin, n);
        if (attributes.rows() > 0)
            chunk.attributes = attributes.middleCols(begin, n);
        add(std::move(chunk));
    }
}

void PointSet::add(PointChunk chunk) {
    m_size += chunk.points.cols();
    m_chunks.push_back(std::make_shared<const PointChunk>(std::move(chunk)));
}

Points PointSet::points() const {
    Points out(dimension(), m_size);
    Index at = 0;
    for (const auto& chunk : m_chunks) {
        out.middleCols(at, chunk->points.cols()) = chunk->points;
        at += chunk->points.cols();
    }
    return out;
}

RowVector PointSet::weights() const {
    RowVector out(hasWeights() ? m_size : 0);
    Index at = 0;
    for (const auto& chunk : m_chunks) {
        out.middleCols(at, chunk->weights.size()) = chunk->weights;
        at += chunk->weights.size();
    }
    return out;
}

Matrix PointSet::attributes() const {
    Matrix out(attributeCount(), m_size);
    Index at = 0;
    for (const auto& chunk : m_chunks) {
        if (out.rows() > 0)
            out.middleCols(at, chunk->points.cols()) = chunk->attributes;
        at += chunk->points.cols();
    }
    return out;
}

Vector PointSet::point(Index i) const {
    for (const auto& chunk : m_chunks) {
        if (i < chunk->points.cols())
            return chunk->points.col(i);
        i -= chunk->points.cols();
    }
    assert(false);
    return {};
}

PointSet PointSet::select(const std::vector<Index>& indices) const {
    const Points allPoints = points();
    const RowVector allWeights = weights();
    const Matrix allAttributes = attributes();
    const Index n = Index(indices.size());
    Points chosen(dimension(), n);
    RowVector chosenWeights(allWeights.size() > 0 ? n : 0);
    Matrix chosenAttributes(attributeCount(), n);
    for (Index k = 0; k < n; ++k) {
        const Index i = indices[std::size_t(k)];
        chosen.col(k) = allPoints.col(i);
        if (chosenWeights.size() > 0)
            chosenWeights[k] = allWeights[i];
        if (chosenAttributes.rows() > 0)
            chosenAttributes.col(k) = allAttributes.col(i);
    }
    return PointSet(chosen, chosenWeights, chosenAttributes);
}

PointSet PointSet::appended(const PointSet& more) const {
    if (isEmpty() || more.isEmpty())
        return isEmpty() ? more : *this;
    assert(dimension() == more.dimension());
    const bool weights = hasWeights() || more.hasWeights();
    const Index attributes = std::max(attributeCount(), more.attributeCount());
    PointSet out;
    out.m_size = m_size + more.m_size;
    for (const auto& chunk : m_chunks)
        out.m_chunks.push_back(completed(chunk, weights, attributes));
    for (const auto& original : more.m_chunks) {
        const auto chunk = completed(original, weights, attributes);
        auto& last = out.m_chunks.back();
        // Small additions fill the last chunk, so that a thousand strokes do not make a thousand chunks.
        if (last->points.cols() + chunk->points.cols() <= kChunkColumns)
            last = std::make_shared<const PointChunk>(joined(*last, *chunk));
        else
            out.m_chunks.push_back(chunk);
    }
    return out;
}

PointSet PointSet::without(const std::function<bool(const Eigen::Ref<const Vector>&)>& drop) const {
    PointSet out;
    for (const auto& chunk : m_chunks) {
        const Index n = chunk->points.cols();
        std::vector<Index> kept;
        for (Index j = 0; j < n; ++j)
            if (!drop(chunk->points.col(j)))
                kept.push_back(j);
        if (Index(kept.size()) == n) {
            out.m_chunks.push_back(chunk);
            out.m_size += n;
        } else if (!kept.empty()) {
            PointChunk remaining;
            remaining.points = chunk->points(Eigen::all, kept);
            if (chunk->weights.size() > 0)
                remaining.weights = chunk->weights(kept);
            if (chunk->attributes.rows() > 0)
                remaining.attributes = chunk->attributes(Eigen::all, kept);
            out.add(std::move(remaining));
        }
    }
    return out;
}

PointSet PointSet::changed(const std::function<bool(Index, Eigen::Ref<Vector>)>& change) const {
    PointSet out = *this;
    Vector point(dimension());
    Index index = 0;
    for (auto& chunk : out.m_chunks) {
        std::shared_ptr<PointChunk> copy;
        for (Index j = 0; j < chunk->points.cols(); ++j, ++index) {
            point = chunk->points.col(j);
            if (!change(index, point))
                continue;
            if (!copy)
                copy = std::make_shared<PointChunk>(*chunk);
            copy->points.col(j) = point;
        }
        if (copy)
            chunk = std::move(copy);
    }
    return out;
}

bool PointSet::operator==(const PointSet& other) const {
    if (m_size != other.m_size || dimension() != other.dimension() || hasWeights() != other.hasWeights() ||
        attributeCount() != other.attributeCount())
        return false;
    // The two may be cut differently: compare the pieces both have in common.
    std::size_t i = 0, j = 0;
    Index atI = 0, atJ = 0;
    while (i < m_chunks.size() && j < other.m_chunks.size()) {
        const PointChunk &a = *m_chunks[i], &b = *other.m_chunks[j];
        const Index n = std::min(a.points.cols() - atI, b.points.cols() - atJ);
        const bool whole = n == a.points.cols() && n == b.points.cols();
        const bool shared = &a == &b && atI == atJ;
        if (!shared && !(whole ? same(a, b) : same(part(a, atI, n), part(b, atJ, n))))
            return false;
        if ((atI += n) == a.points.cols())
            ++i, atI = 0;
        if ((atJ += n) == b.points.cols())
            ++j, atJ = 0;
    }
    return true;
}

} // namespace engine
