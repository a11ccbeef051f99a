#include "engine/action/random_feature_solver.h"

#include <Eigen/Cholesky>
#include <algorithm>
#include <numbers>
#include <vector>

namespace engine {

namespace {

/// For the Laplacian, whose mean over a few thousand samples is a noisy right-hand side that, like that of the action
/// form, lies outside the range of the Gram matrix (§6b): smoother features and a stronger ridge.
RandomFeatureSettings smoother(RandomFeatureSettings settings) {
    settings.scale *= 2;
    settings.timeScale *= 2;
    settings.ridge = std::max(settings.ridge, 0.03);
    return settings;
}

/// The features and their derivatives, evaluated for whole tiles.
class RandomFeatureAction : public ActionFunction {
public:
    RandomFeatureAction(int dimension, const RandomFeatureSettings& settings)
        : m_frequencies(settings.features, dimension + 1),
          m_phases(settings.features),
          m_weights(Eigen::VectorXf::Zero(settings.features + 4 * dimension + 2)) {
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
        out.bottomRows(4 * d + 2).setZero();
        out.row(waves + i).setOnes();                                 // x_i
        out.row(waves + d + i) = u.row(d);                            // t x_i
        out.row(waves + 2 * d + i) = u.row(i);                        // ½ x_i²
        out.row(waves + 3 * d + i) = u.row(d).cwiseProduct(u.row(i)); // ½ t x_i²
    }

    /// φ and Δφ of all features: one column per sample.
    void values(const Eigen::Ref<const Eigen::MatrixXf>& u, const Angles& at, Eigen::Ref<Eigen::MatrixXf> value,
                Eigen::Ref<Eigen::MatrixXf> laplacian) const {
        const int d = dimension();
        const Index waves = m_phases.size();
        const auto x = u.topRows(d);
        const auto t = u.row(d);
        value.topRows(waves) = at.cosine;
        value.middleRows(waves, d) = x;
        value.middleRows(waves + d, d) = x.array().rowwise() * t.array();
        value.middleRows(waves + 2 * d, d) = 0.5f * x.cwiseAbs2();
        value.middleRows(waves + 3 * d, d) = (0.5f * x.cwiseAbs2()).array().rowwise() * t.array();
        value.row(waves + 4 * d).setOnes();
        value.row(waves + 4 * d + 1) = t;
        laplacian.topRows(waves) =
            -(at.cosine.array().colwise() * m_frequencies.leftCols(d).rowwise().squaredNorm().array());
        laplacian.bottomRows(4 * d + 2).setZero();
        laplacian.middleRows(waves + 2 * d, d).setOnes();
        laplacian.middleRows(waves + 3 * d, d).rowwise() = t;
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
            s[j] += (part(0) + t * part(1)).dot(x) + 0.5f * (part(2) + t * part(3)).dot(x.cwiseAbs2()) +
                    m_weights[waves + 4 * d] + t * m_weights[waves + 4 * d + 1];
            slope.col(j).head(d) += part(0) + t * part(1) + (part(2) + t * part(3)).cwiseProduct(x);
            slope(d, j) += part(1).dot(x) + 0.5f * part(3).dot(x.cwiseAbs2()) + m_weights[waves + 4 * d + 1];
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
                    r.cwiseAbs2().dot(m_weights.segment(waves + 2 * d, d) + u(d, j) * m_weights.segment(waves + 3 * d, d));
            }
    }

private:
    Eigen::MatrixXf m_frequencies; ///< features × (d+1)
    Eigen::VectorXf m_phases, m_weights;
};

} // namespace

std::shared_ptr<const ActionFunction> solveRandomFeatures(const Path& path, const RandomFeatureSettings& asked,
                                                          WorkerPool& pool, const LossTerms& terms) {
    const RandomFeatureSettings settings = terms.hasLaplacian() ? smoother(asked) : asked;
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
        Eigen::MatrixXf u(d + 1, tile), phi(count, tile), laplacian;
        Eigen::RowVectorXf weight(tile), root(tile), sigma(tile);
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
            for (int j = 0; j < tile; ++j) {
                weight[j] = samples.weight[j] * float(timeWeightAt(terms.timeWeight, samples.t[j]).value);
                sigma[j] = float(terms.sigma.at(samples.t[j]));
            }
            root = weight.cwiseSqrt();
            for (int i = 0; i < d; ++i) {
                action->slopes(u, at, i, phi);
                sum.target.noalias() += phi * samples.dx_dt.row(i).cwiseProduct(weight).transpose();
                phi.array().rowwise() *= root.array();
                sum.gram.selfadjointView<Eigen::Lower>().rankUpdate(phi);
            }
            if (terms.lambda == 0 && !terms.hasLaplacian() && samples.logWeightRate.isZero(0))
                continue;
            laplacian.resize(count, tile);
            action->values(u, at, phi, laplacian);
            sum.target.noalias() += phi * samples.logWeightRate.cwiseProduct(weight).transpose();
            sum.target.noalias() -= laplacian * (0.5f * sigma.cwiseAbs2().cwiseProduct(weight)).transpose();
            phi.array().rowwise() *= root.array();
            sum.gram.selfadjointView<Eigen::Lower>().rankUpdate(phi, float(terms.lambda));
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
