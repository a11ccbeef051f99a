#include "engine/data/chunk_facts.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <mutex>
#include <unordered_map>

namespace engine {

namespace {

ChunkFacts found(const PointChunk& chunk) {
    constexpr Real kInfinity = std::numeric_limits<Real>::infinity();
    const Points& points = chunk.points;
    ChunkFacts facts;
    facts.lower = Vector::Constant(points.rows(), kInfinity);
    facts.upper = -facts.lower;
    for (Index i = 0; i < points.cols(); ++i)
        for (Index k = 0; k < points.rows(); ++k) {
            const Real x = points(k, i);
            if (!std::isfinite(x)) {
                facts.isFinite = false;
                continue;
            }
            facts.lower[k] = std::min(facts.lower[k], x);
            facts.upper[k] = std::max(facts.upper[k], x);
        }
    for (const Real weight : chunk.weights) {
        facts.isWeighable = facts.isWeighable && std::isfinite(weight) && weight >= 0;
        facts.weight += weight;
    }
    return facts;
}

/// The facts of all chunks that live. An address may come again with another chunk: the old one has expired then.
class Memory {
public:
    std::shared_ptr<const ChunkFacts> find(const std::shared_ptr<const PointChunk>& chunk) {
        const std::lock_guard lock(m_mutex);
        const auto place = m_known.find(chunk.get());
        return place != m_known.end() && !place->second.chunk.expired() ? place->second.facts : nullptr;
    }

    void add(const std::shared_ptr<const PointChunk>& chunk, const std::shared_ptr<const ChunkFacts>& facts) {
        const std::lock_guard lock(m_mutex);
        m_known[chunk.get()] = {chunk, facts};
        if (m_known.size() < m_cleanAt)
            return;
        std::erase_if(m_known, [](const auto& entry) { return entry.second.chunk.expired(); });
        m_cleanAt = std::max(kLeast, 2 * m_known.size());
    }

private:
    static constexpr std::size_t kLeast = 1024;
    struct Entry {
        std::weak_ptr<const PointChunk> chunk;
        std::shared_ptr<const ChunkFacts> facts;
    };
    std::mutex m_mutex;
    std::unordered_map<const PointChunk*, Entry> m_known;
    std::size_t m_cleanAt = kLeast;
};

} // namespace

std::shared_ptr<const ChunkFacts> factsOf(const std::shared_ptr<const PointChunk>& chunk) {
    static Memory memory;
    if (auto known = memory.find(chunk))
        return known;
    const auto facts = std::make_shared<const ChunkFacts>(found(*chunk));
    memory.add(chunk, facts);
    return facts;
}

} // namespace engine
