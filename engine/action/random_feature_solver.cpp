#include "engine/action/random_feature_solver.h"

#include <Eigen/Cholesky>
#include <algorithm>
#include <numbers>
#include <vector>

namespace engine {

namespace {

/// The features and their derivatives, evaluated for whole tiles.
class RandomFeatureAction : public ActionFunction {
public:
    RandomFeatureAction(int dimension, const RandomFeatureSettings& settings)
        : m_frequencies(settings.features, dimension + 1),
          m_phases(settings.features),
          m_weights(Eigen::VectorXf::Zero(settings.features + 4 * dimension)) {
        Rng rng(settings.seed, 0x7e5);
        for (Index k = 0; k < m_frequencies.rows(); ++k) {
            for (int i = 0; i < dimension; ++i)
                m_frequencies(k, i) = float(rng.normal() / settings.scale);
            m_frequencies(k, dimension) = float(rng.normal() / settings.timeScale);
            m_phases[k] = float(2 * std::numbers::pi * rng.uniform());
        }
    }

    int dimension() const override { return int(m_frequencies.cols()) - 1; }
    int tileSize() const override { return 128; }
    Index featureCount() const { return m_weights.size(); }
    Eigen::VectorXf& weights() { return m_weights; }

    struct Angles : Workspace {
        Eigen::MatrixXf cosine, sine;
    };
    std::unique_ptr<Workspace> makeWorkspace() const override { return std::make_unique<Angles>(); }

    void angles(const Eigen::Ref<const Eigen::MatrixXf>& u, Angles& out) const {
        out.sine.noalias() = m_frequencies * u;
        out.sine.colwise() += m_phases;
        const float scale = 1 / std::sqrt(float(m_phases.size()));
        out.cosine = out.sine.array().cos() * scale;
        out.sine = out.sine.array().sin() * scale;
    }

    /// ∂φ/∂x_i of all features: one column per sample.
    void slopes(const Eigen::Ref<const Eigen::MatrixXf>& u, const Angles& at, int i,
                Eigen::Ref<Eigen::MatrixXf> out) const {
        const int d = dimension();
        const Index waves = m_phases.size();
        out.topRows(waves) = -(at.sine.array().colwise() * m_frequencies.col(i).array());
        out.bottomRows(4 * d).setZero();
        out.row(waves + i).setOnes();                                 // x_i
        out.row(waves + d + i) = u.row(d);                            // t x_i
        out.row(waves + 2 * d + i) = u.row(i);                        // ½ x_i²
        out.row(waves + 3 * d + i) = u.row(d).cwiseProduct(u.row(i)); // ½ t x_i²
    }

    void slope(Workspace& scratch, const Eigen::Ref<const Eigen::MatrixXf>& u, Eigen::Ref<Eigen::RowVectorXf> s,
               Eigen::Ref<Eigen::MatrixXf> slope) const override {
        auto& at = static_cast<Angles&>(scratch);
        angles(u, at);
        const int d = dimension();
        const Index waves = m_phases.size();
        const auto theta = m_weights.head(waves);
        s = theta.transpose() * at.cosine;
        slope.noalias() = -(m_frequencies.array().colwise() * theta.array()).matrix().transpose() * at.sine;
        const auto part = [&](int p) { return m_weights.segment(waves + p * d, d); };
        for (Index j = 0; j < u.cols(); ++j) {
            const auto x = u.col(j).head(d);
            const float t = u(d, j);
            s[j] += (part(0) + t * part(1)).dot(x) + 0.5f * (part(2) + t * part(3)).dot(x.cwiseAbs2());
            slope.col(j).head(d) += part(0) + t * part(1) + (part(2) + t * part(3)).cwiseProduct(x);
            slope(d, j) += part(1).dot(x) + 0.5f * part(3).dot(x.cwiseAbs2());
        }
    }

    void secondDerivatives(Workspace& scratch, const Eigen::Ref<const Eigen::MatrixXf>& u,
                           const Eigen::Ref<const Eigen::MatrixXf>& roots, Eigen::Ref<Eigen::RowVectorXf> s,
                           Eigen::Ref<Eigen::MatrixXf> slopes, Eigen::Ref<Eigen::RowVectorXf> second) const override {
        slope(scratch, u, s, slopes);
        const auto& at = static_cast<Angles&>(scratch);
        const int d = dimension();
        const Index waves = m_phases.size(), directions = roots.cols() / u.cols();
        second.setZero();
        for (Index j = 0; j < u.cols(); ++j)
            for (Index k = 0; k < directions; ++k) {
                const auto r = roots.col(j * directions + k);
                second[j] -= (m_frequencies.leftCols(d) * r)
                                 .cwiseAbs2()
                                 .cwiseProduct(at.cosine.col(j))
                                 .dot(m_weights.head(waves));
                second[j] +=
                    r.cwiseAbs2().dot(m_weights.segment(waves + 2 * d, d) + u(d, j) * m_weights.tail(d));
            }
    }

private:
    Eigen::MatrixXf m_frequencies; ///< features × (d+1)
    Eigen::VectorXf m_phases, m_weights;
};

} // namespace

std::shared_ptr<const ActionFunction> solveRandomFeatures(const Path& path, const RandomFeatureSettings& settings,
                                                          WorkerPool& pool) {
    const int d = path.dimension();
    auto action = std::make_shared<RandomFeatureAction>(d, settings);
    const Index count = action->featureCount();
    const int tile = 256, tiles = (settings.samples + tile - 1) / tile, groups = std::min(8, tiles);

    // Sums over the samples in fixed order, as in training: the preview is repeatable, too.
    struct Sums {
        Eigen::MatrixXf gram;
        Eigen::VectorXf target;
    };
    std::vector<Sums> sums(std::size_t(groups), {Eigen::MatrixXf::Zero(count, count), Eigen::VectorXf::Zero(count)});
    pool.run(groups, [&](int group, int) {
        PathSamples<float> samples(d, tile);
        RandomFeatureAction::Angles at;
        Eigen::MatrixXf u(d + 1, tile), phi(count, tile);
        Sums& sum = sums[std::size_t(group)];
        for (int index = group; index < tiles; index += groups) {
            Rng rng(settings.seed, 0xfea, std::uint64_t(index));
            samples.interior = tile;
            for (int j = 0; j < tile; ++j)
                samples.t[j] = float((index * tile + j + rng.uniform()) / (tiles * tile));
            path.sampleInterior(rng, samples);
            u.topRows(d) = samples.x;
            u.row(d) = samples.t;
            action->angles(u, at);
            for (int i = 0; i < d; ++i) {
                action->slopes(u, at, i, phi);
                sum.gram.selfadjointView<Eigen::Lower>().rankUpdate(phi);
                sum.target.noalias() += phi * samples.dx_dt.row(i).transpose();
            }
        }
    });
    for (int g = 1; g < groups; ++g) {
        sums[0].gram += sums[std::size_t(g)].gram;
        sums[0].target += sums[std::size_t(g)].target;
    }
    Eigen::MatrixXd gram = sums[0].gram.cast<double>();
    gram.diagonal().array() += settings.ridge * gram.diagonal().mean();
    action->weights() = gram.selfadjointView<Eigen::Lower>().ldlt().solve(sums[0].target.cast<double>()).cast<float>();
    return action;
}

} // namespace engine
