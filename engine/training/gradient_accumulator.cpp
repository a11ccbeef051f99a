#include "engine/training/gradient_accumulator.h"

#include <algorithm>
#include <cmath>

namespace engine {

namespace {
/// Samples that go through all passes together: few enough to stay in the second-level cache, enough for the matrix
/// kernels to pay.
int tileSize(const MlpShape& shape, int batch) {
    const int widest = *std::max_element(shape.hidden.begin(), shape.hidden.end());
    const int best = widest <= 64 ? 64 : widest <= 128 ? 48 : 24;
    return std::clamp(best, 1, std::max(1, batch));
}
} // namespace

GradientAccumulator::GradientAccumulator(const MlpShape& shape, const LossTerms& terms, int batch, WorkerPool& pool)
    : m_loss(terms, shape.dimension),
      m_batch(batch),
      m_tile(tileSize(shape, batch)),
      m_tiles((batch + m_tile - 1) / m_tile),
      m_pool(pool),
      m_tileLoss(std::size_t(m_tiles)),
      m_tileSlopeSquares(std::size_t(m_tiles)),
      m_times(batch),
      m_integrands(batch) {
    const int boundary = m_loss.boundaryFor(m_tile);
    m_workers.reserve(std::size_t(pool.size()));
    for (int i = 0; i < pool.size(); ++i)
        m_workers.push_back(
            {TileWorkspace<float>(shape, m_loss.columnsFor(m_tile), m_loss.probes(), boundary),
             PathSamples<float>(shape.dimension, m_tile, boundary), TileFindings(m_tile)});
    m_groups.resize(std::size_t(std::min(kGroups, m_tiles)));
    for (Group& group : m_groups)
        group.gradient.resize(shape.parameterCount());
}

double GradientAccumulator::evaluate(const Mlp<float>& net, const Path& path, std::uint64_t seed, std::uint64_t stream,
                                     bool withGradient, TimeSampling* times) {
    const int groups = int(m_groups.size());
    m_pool.run(groups, [&](int group, int worker) {
        Worker& w = m_workers[std::size_t(worker)];
        Eigen::ArrayXf& gradient = m_groups[std::size_t(group)].gradient;
        if (withGradient)
            gradient.setZero();
        for (int tile = group; tile < m_tiles; tile += groups) {
            Rng rng(seed, stream, std::uint64_t(tile));
            const int first = tile * m_tile;
            PathSamples<float>& samples = w.samples;
            samples.interior = std::min(m_tile, m_batch - first);
            samples.boundary = m_loss.boundaryFor(samples.interior);
            const int n = samples.interior;
            auto given = m_times.segment(first, n);
            auto inverseDensity = m_integrands.segment(first, n); // until the integrands take its place
            for (int j = 0; j < n; ++j) { // one time in each of `batch` equal strata
                const double u = (first + j + rng.uniform()) / m_batch;
                const TimeSampling::Draw draw = times ? times->draw(u) : TimeSampling::Draw{u, 1};
                given[j] = draw.t;
                inverseDensity[j] = draw.weight;
                samples.t[j] = float(draw.t);
            }
            path.sampleInterior(rng, samples);
            if (times)
                samples.weight.head(n) = samples.weight.head(n).cwiseProduct(inverseDensity.cast<float>());
            if (samples.boundary > 0)
                path.sampleBoundary(rng, samples);
            m_tileLoss[std::size_t(tile)] =
                m_loss.tile(net, w.workspace, samples, rng, withGradient ? gradient.data() : nullptr, &w.findings);
            m_tileSlopeSquares[std::size_t(tile)] = w.findings.slopeSquares;
            if (times)
                inverseDensity = w.findings.contribution.head(n).cwiseQuotient(inverseDensity);
        }
    });
    if (withGradient) {
        // The groups in fixed order, the parameters shared out among the threads.
        Eigen::ArrayXf& sum = m_groups.front().gradient;
        const Index size = sum.size(), part = (size + m_pool.size() - 1) / m_pool.size();
        const float scale = 1.f / float(m_batch);
        m_pool.run(m_pool.size(), [&](int task, int) {
            const Index begin = task * part, length = std::min(part, size - begin);
            if (length <= 0)
                return;
            for (int g = 1; g < groups; ++g)
                sum.segment(begin, length) += m_groups[std::size_t(g)].gradient.segment(begin, length);
            sum.segment(begin, length) *= scale;
        });
    }
    double total = 0;
    for (double loss : m_tileLoss)
        total += loss;
    const double mean = total / m_batch;
    double spread = 0;
    for (double loss : m_tileLoss)
        spread += (loss - total / m_tiles) * (loss - total / m_tiles);
    double slopeSquares = 0;
    for (double squares : m_tileSlopeSquares)
        slopeSquares += squares;
    m_slopeSize = std::sqrt(slopeSquares / m_batch);
    if (times)
        times->learn(m_times, m_integrands);
    m_standardError = m_tiles > 1 ? std::sqrt(spread * m_tiles / (m_tiles - 1)) / m_batch : 0;
    return mean;
}

} // namespace engine
