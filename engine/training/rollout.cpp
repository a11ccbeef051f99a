#include "engine/training/rollout.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace engine {

namespace {
/// Steps in a gap between snapshots: Heun's steps are few, because every one is kept for the way back.
int stepsPerGap(std::size_t gaps) { return std::clamp(int(20 / gaps), 2, 6); }
} // namespace

RolloutData::RolloutData(const Dataset& dataset, const Normalization& normalization, double smoothing, RefineFrom from)
    : smoothing(float(smoothing / normalization.scale)), from(from) {
    for (const Snapshot& snapshot : dataset.snapshots) {
        if (snapshot.heldOut)
            continue;
        const Index n = snapshot.points.size();
        Cloud cloud{normalization.toTraining(snapshot.time),
                    normalization.toTraining(snapshot.points.points()).cast<float>(),
                    Eigen::RowVectorXf::Constant(n, 1.f / float(n))};
        if (snapshot.points.hasWeights()) {
            const RowVector weights = snapshot.points.weights();
            cloud.shares = (weights / weights.sum()).cast<float>();
        }
        clouds.push_back(std::move(cloud));
    }
}

Rollout::Rollout(const MlpShape& shape, const Dynamics& dynamics, const ConjugateCost& cost,
                 std::shared_ptr<const RolloutData> data, WorkerPool& pool)
    : m_dynamics(dynamics), m_cost(cost), m_data(std::move(data)), m_pool(pool) {
    const int d = shape.dimension;
    const auto& clouds = m_data->clouds;
    const std::size_t starts = m_data->from == RefineFrom::Previous ? clouds.size() - 1 : 1;
    Index particles = kMostParticles;
    for (std::size_t k = 0; k < starts; ++k)
        particles = std::min(particles, clouds[k].points.cols());
    m_starts.assign(starts, {Eigen::MatrixXf(d, particles), Eigen::RowVectorXf(particles)});
    Index most = particles;
    for (std::size_t k = 1; k < clouds.size(); ++k) {
        const RolloutData::Cloud& cloud = clouds[k];
        const Index points = std::min(kMostPoints, cloud.points.cols());
        most = std::max({most, cloud.points.cols(), clouds.front().points.cols()});
        Comparison c{EnergyDistance(d, particles, points), Eigen::MatrixXf(d, points), Eigen::MatrixXf(d, particles),
                     Eigen::MatrixXf(d, particles), Eigen::RowVectorXf(points), Eigen::RowVectorXf(particles),
                     Eigen::RowVectorXf(particles), Eigen::RowVectorXf(particles), 0, 0};
        Rng rng(0, 0x5b3, k);
        m_order.resize(std::size_t(cloud.points.cols()));
        draw(rng, cloud, c.points, c.shares, blurOfTargets());
        c.spread = c.distance.spread(c.points, c.shares);
        m_comparisons.push_back(std::move(c));

        const int steps = stepsPerGap(clouds.size() - 1);
        const double start = clouds[k - 1].time, length = (cloud.time - start) / steps;
        for (int i = 0; i < steps; ++i)
            m_steps.push_back({start + i * length, length,
                               i == 0 && k <= starts ? int(k) - 1 : -1, i + 1 == steps ? int(k) - 1 : -1,
                               Eigen::MatrixXf(d + 1, particles), Eigen::MatrixXf(d + 1, particles)});
    }
    m_order.resize(std::size_t(most));
    const int tiles = int((particles + kTile - 1) / kTile);
    for (int i = 0; i < pool.size(); ++i)
        m_workers.push_back({TileWorkspace<float>(shape, kTile), Eigen::MatrixXf(d, kTile), Eigen::MatrixXf(d, kTile),
                             Eigen::MatrixXf(d + 1, kTile), Eigen::RowVectorXf(kTile), Eigen::RowVectorXf(kTile),
                             Vector(d), Vector(d), Matrix(d, d)});
    m_groups.resize(std::size_t(std::min(kGroups, tiles)));
    for (auto& gradient : m_groups)
        gradient = Eigen::ArrayXf::Zero(shape.parameterCount());
}

void Rollout::draw(Rng& rng, const RolloutData::Cloud& cloud, Eigen::MatrixXf& points, Eigen::RowVectorXf& shares,
                   float blur) {
    const Index all = cloud.points.cols(), n = points.cols();
    if (n == all) {
        points = cloud.points;
        shares = cloud.shares;
    } else {
        std::iota(m_order.begin(), m_order.begin() + all, Index(0));
        for (Index i = 0; i < n; ++i) {
            std::swap(m_order[std::size_t(i)], m_order[std::size_t(i) + rng.below(std::uint64_t(all - i))]);
            points.col(i) = cloud.points.col(m_order[std::size_t(i)]);
            shares[i] = cloud.shares[m_order[std::size_t(i)]];
        }
        shares /= shares.sum();
    }
    if (blur > 0)
        for (Index i = 0; i < n; ++i)
            for (Index k = 0; k < points.rows(); ++k)
                points(k, i) += blur * float(rng.normal());
}

double Rollout::evaluate(const Mlp<float>& net, std::uint64_t seed, std::uint64_t stream, bool withGradient) {
    Rng draws(seed, stream);
    for (std::size_t k = 0; k < m_starts.size(); ++k)
        draw(draws, m_data->clouds[k], m_starts[k].points, m_starts[k].shares, m_data->smoothing);
    for (std::size_t k = 0; k < m_comparisons.size(); ++k)
        draw(draws, m_data->clouds[k + 1], m_comparisons[k].points, m_comparisons[k].shares, blurOfTargets());

    const int particles = int(m_starts.front().points.cols()), tiles = (particles + kTile - 1) / kTile;
    const int groups = int(m_groups.size());
    m_pool.run(tiles, [&](int tile, int worker) {
        Rng rng(seed, stream, std::uint64_t(tile) + 1);
        forward(net, m_workers[std::size_t(worker)], Index(tile) * kTile, std::min(kTile, particles - tile * kTile),
                rng);
    });
    m_pool.run(int(m_comparisons.size()), [&](int k, int) { compare(m_comparisons[std::size_t(k)]); });
    double value = 0;
    for (const Comparison& c : m_comparisons)
        value += c.value / double(m_comparisons.size());
    if (!withGradient)
        return value;
    // As in GradientAccumulator: tiles belong to groups, groups are added in order.
    m_pool.run(groups, [&](int group, int worker) {
        Eigen::ArrayXf& gradient = m_groups[std::size_t(group)];
        gradient.setZero();
        for (int tile = group; tile < tiles; tile += groups)
            backward(net, m_workers[std::size_t(worker)], Index(tile) * kTile,
                     std::min(kTile, particles - tile * kTile), gradient.data());
    });
    for (int group = 1; group < groups; ++group)
        m_groups.front() += m_groups[std::size_t(group)];
    return value;
}

void Rollout::forward(const Mlp<float>& net, Worker& w, Index begin, int count, Rng& rng) {
    const Index d = m_starts.front().points.rows();
    const auto stage = [&](const auto& input) { // velocity and growth there
        w.workspace.begin(count, 0, 0);
        w.workspace.interiorInput() = input;
        w.workspace.evaluate(net, false);
        const auto slope = w.workspace.slope();
        if (m_cost.isPlain())
            w.velocity.leftCols(count) = slope.topRows(d);
        else
            for (int j = 0; j < count; ++j)
                m_cost.evaluate(&slope(0, j), &w.velocity(0, j));
        w.growth.head(count) = float(m_dynamics.lambda) * w.workspace.value().matrix();
    };
    auto x = w.inner.topLeftCorner(d, count);
    auto logWeight = w.weightCotangent.head(count);
    for (Step& step : m_steps) {
        if (step.startsFrom >= 0) {
            const Start& start = m_starts[std::size_t(step.startsFrom)];
            x = start.points.middleCols(begin, count);
            logWeight = start.shares.segment(begin, count).array().log().matrix();
        }
        const double sigma = m_dynamics.sigma.at(step.time + step.length / 2);
        const auto h = float(step.length), noise = float(sigma * std::sqrt(step.length));
        auto first = step.first.middleCols(begin, count), second = step.second.middleCols(begin, count);
        first.topRows(d) = x;
        first.row(d).setConstant(float(step.time));
        if (noise > 0)
            for (int j = 0; j < count; ++j)
                for (Index i = 0; i < d; ++i)
                    x(i, j) += noise * float(rng.normal());
        stage(first);
        second.topRows(d) = x + h * w.velocity.leftCols(count);
        second.row(d).setConstant(float(step.time + step.length));
        x += h / 2 * w.velocity.leftCols(count);
        logWeight += h / 2 * w.growth.head(count);
        stage(second);
        x += h / 2 * w.velocity.leftCols(count);
        logWeight += h / 2 * w.growth.head(count);
        if (step.arrivesAt >= 0) {
            Comparison& c = m_comparisons[std::size_t(step.arrivesAt)];
            c.x.middleCols(begin, count) = x;
            c.logWeights.segment(begin, count) = logWeight;
        }
    }
}

void Rollout::compare(Comparison& c) {
    const float largest = c.logWeights.maxCoeff();
    c.p = (c.logWeights.array() - largest).exp().matrix();
    const float sum = c.p.sum(), logMass = largest + std::log(sum);
    c.p /= sum;
    c.value = c.distance(c.x, c.p, c.points, c.shares, c.dD_dx, c.dD_dLogWeight) - c.spread;
    const float mean = c.p.dot(c.dD_dLogWeight), share = 1.f / float(m_comparisons.size());
    c.dD_dLogWeight = (share * c.p.array() * (c.dD_dLogWeight.array() - mean)).matrix();
    c.dD_dx *= share;
    if (m_dynamics.lambda > 0) {
        c.value += double(kMassPenalty * logMass * logMass);
        c.dD_dLogWeight += share * 2 * kMassPenalty * logMass * c.p;
    }
}

void Rollout::reverseStage(const Mlp<float>& net, Worker& w, const Eigen::Ref<const Eigen::MatrixXf>& input,
                           double growthLength, float* gradient) {
    const Index count = input.cols(), d = input.rows() - 1;
    w.workspace.begin(int(count), 0, 0);
    w.workspace.interiorInput() = input;
    w.workspace.evaluate(net, true);
    auto direction = w.workspace.direction();
    direction.row(d).setZero();
    if (m_cost.isPlain())
        direction.topRows(d) = w.velocity.leftCols(count);
    else
        for (Index j = 0; j < count; ++j) { // v = ∇c*(∇s): the cotangent of ∇s is Hess c* times that of v
            w.slope = w.workspace.slope().col(j).head(d).cast<Real>();
            m_cost.hessianRoot(w.slope, w.root);
            w.slope = w.velocity.col(j).cast<Real>();
            w.along.noalias() = w.root.transpose().lazyProduct(w.slope);
            w.slope.noalias() = w.root.lazyProduct(w.along);
            direction.col(j).head(d) = w.slope.cast<float>();
        }
    w.workspace.valueSeed() =
        float(growthLength * m_dynamics.lambda) * w.weightCotangent.head(count).array();
    w.workspace.tangent(net);
    w.workspace.accumulate(net, gradient);
    w.workspace.inputGradient(net, w.inner.data());
}

void Rollout::backward(const Mlp<float>& net, Worker& w, Index begin, int count, float* gradient) {
    const Index d = m_starts.front().points.rows();
    auto x = w.cotangent.leftCols(count);
    auto logWeight = w.weightCotangent.head(count);
    x.setZero();
    logWeight.setZero();
    for (auto step = m_steps.rbegin(); step != m_steps.rend(); ++step) {
        if (step->arrivesAt >= 0) {
            const Comparison& c = m_comparisons[std::size_t(step->arrivesAt)];
            x += c.dD_dx.middleCols(begin, count);
            logWeight += c.dD_dLogWeight.segment(begin, count);
        }
        const auto h = float(step->length);
        const auto inner = w.inner.topLeftCorner(d, count);
        // x' = x + ½h (v₁ + v₂), v₂ taken at x + h v₁: first back through v₂, then through v₁.
        w.velocity.leftCols(count) = h / 2 * x;
        reverseStage(net, w, step->second.middleCols(begin, count), step->length / 2, gradient);
        w.velocity.leftCols(count) = h / 2 * x + h * inner;
        x += inner;
        reverseStage(net, w, step->first.middleCols(begin, count), step->length / 2, gradient);
        x += inner;
        if (step->startsFrom >= 0) { // what came before begins elsewhere
            x.setZero();
            logWeight.setZero();
        }
    }
}

} // namespace engine
