#pragma once

#include "engine/action/action_model.h"
#include "engine/core/random.h"

#include <functional>
#include <memory>

namespace tests {

/// An action by formulas, in data units.
struct ClosedForm {
    std::function<double(double, const engine::Vector&)> s;
    std::function<engine::Vector(double, const engine::Vector&)> gradient;
    std::function<engine::Matrix(double, const engine::Vector&)> hessian; ///< only for second derivatives
};

/// ½ (c(t)‖x − m(t)‖² ) + b(t)·(x − m(t)) + a(t): the action of every isotropic Gaussian path (§4).
inline ClosedForm quadratic(std::function<double(double)> c, std::function<engine::Vector(double)> m,
                            std::function<engine::Vector(double)> b = {}, std::function<double(double)> a = {}) {
    ClosedForm form;
    form.s = [=](double t, const engine::Vector& x) {
        const engine::Vector y = x - m(t);
        return 0.5 * c(t) * y.squaredNorm() + (b ? b(t).dot(y) : 0) + (a ? a(t) : 0);
    };
    form.gradient = [=](double t, const engine::Vector& x) -> engine::Vector {
        const engine::Vector slope = c(t) * (x - m(t));
        return b ? engine::Vector(slope + b(t)) : slope;
    };
    form.hessian = [=](double t, const engine::Vector& x) -> engine::Matrix {
        return c(t) * engine::Matrix::Identity(x.size(), x.size());
    };
    return form;
}

/// The action in training units: s_y(y, τ) = s(x, t)/actionFactor.
class ClosedFormAction : public engine::ActionFunction {
public:
    ClosedFormAction(ClosedForm form, engine::Normalization units, double actionFactor, int tile)
        : m_form(std::move(form)), m_units(std::move(units)), m_factor(actionFactor), m_tile(tile) {}

    int dimension() const override { return int(m_units.center.size()); }
    int tileSize() const override { return m_tile; }
    std::unique_ptr<Workspace> makeWorkspace() const override { return std::make_unique<Workspace>(); }

    void slope(Workspace&, const Eigen::Ref<const Eigen::MatrixXf>& u, Eigen::Ref<Eigen::RowVectorXf> s,
               Eigen::Ref<Eigen::MatrixXf> slope) const override {
        const int d = dimension();
        for (Eigen::Index j = 0; j < u.cols(); ++j) {
            const double t = m_units.timeToData(double(u(d, j))), h = 1e-5 * m_units.duration;
            const engine::Vector x = position(u, j);
            s[j] = float(m_form.s(t, x) / m_factor);
            slope.col(j).head(d) = (m_form.gradient(t, x) * (m_units.scale / m_factor)).cast<float>();
            slope(d, j) = float((m_form.s(t + h, x) - m_form.s(t - h, x)) / (2 * h) * (m_units.duration / m_factor));
        }
    }
    void secondDerivatives(Workspace& workspace, const Eigen::Ref<const Eigen::MatrixXf>& u,
                           const Eigen::Ref<const Eigen::MatrixXf>& roots, Eigen::Ref<Eigen::RowVectorXf> s,
                           Eigen::Ref<Eigen::MatrixXf> slopes, Eigen::Ref<Eigen::RowVectorXf> second) const override {
        slope(workspace, u, s, slopes);
        for (Eigen::Index j = 0; j < u.cols(); ++j) {
            const engine::Matrix hessian = m_form.hessian(m_units.timeToData(double(u(dimension(), j))), position(u, j)) *
                                           (m_units.scale * m_units.scale / m_factor);
            const Eigen::Index directions = roots.cols() / u.cols();
            const engine::Matrix root = roots.middleCols(j * directions, directions).cast<double>();
            second[j] = float((root.transpose() * hessian * root).trace());
        }
    }

private:
    engine::Vector position(const Eigen::Ref<const Eigen::MatrixXf>& u, Eigen::Index j) const {
        return u.col(j).head(dimension()).cast<double>() * m_units.scale + m_units.center;
    }

    ClosedForm m_form;
    engine::Normalization m_units;
    double m_factor;
    int m_tile;
};

inline engine::ActionModel modelOf(const ClosedForm& form, const engine::Normalization& units,
                                   const engine::Dynamics& dynamics = {}, int tile = 64) {
    engine::ActionModel model{nullptr, units, dynamics};
    const engine::ConjugateCost cost(dynamics.cost, int(units.center.size()), units.velocityFactor());
    model.function = std::make_shared<ClosedFormAction>(form, units, cost.energyUnit() * units.duration, tile);
    return model;
}

/// Units in which nothing is 1 or 0, so that a forgotten factor is seen.
inline engine::Normalization oddUnits(int dimension, double start = 0, double duration = 1) {
    engine::Normalization units;
    units.center = engine::Vector::LinSpaced(dimension, 0.3, 0.7);
    units.scale = 1.7;
    units.start = start;
    units.duration = duration;
    return units;
}

/// n draws of N(mean, variance·I).
inline engine::Points gaussianCloud(const engine::Vector& mean, double variance, engine::Index n,
                                    std::uint64_t seed = 1) {
    engine::Rng rng(seed, 0xc10d);
    engine::Points points(mean.size(), n);
    rng.fillNormal(points);
    return (points * std::sqrt(variance)).colwise() + mean;
}

struct Moments {
    engine::Vector mean;
    double variance; ///< per axis
};
inline Moments momentsOf(const Eigen::MatrixXf& x, const engine::RowVector& weights = {}) {
    const engine::Points points = x.cast<double>();
    engine::RowVector share = weights.size() > 0 ? weights : engine::RowVector(engine::RowVector::Ones(points.cols()));
    share /= share.sum();
    const engine::Vector mean = points * share.transpose();
    return {mean, (points.colwise() - mean).colwise().squaredNorm().dot(share) / double(points.rows())};
}

} // namespace tests
