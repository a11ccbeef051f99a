#include "engine/metrics/action_gap.h"

#include <Eigen/Eigenvalues>
#include <algorithm>
#include <cassert>
#include <cmath>

namespace engine {

namespace {

/// Scratch of one thread: s, its slope and, on demand, its Hessian at one tile of points. Training units.
struct Slopes {
    explicit Slopes(const ActionModel& model)
        : model(model),
          workspace(model.function->makeWorkspace()),
          u(model.dimension() + 1, model.function->tileSize()),
          slope(u.rows(), u.cols()),
          roots(model.dimension(), u.cols()),
          s(u.cols()),
          second(u.cols()) {}

    void place(const Times& times, const Points& x, Index first, Index count) {
        n = count;
        u.topLeftCorner(x.rows(), n) = model.normalization.toTraining(x.middleCols(first, n)).cast<float>();
        for (Index j = 0; j < n; ++j)
            u(x.rows(), j) = float(model.normalization.toTraining(times[first + j]));
    }
    void evaluate() { model.function->slope(*workspace, u.leftCols(n), s.head(n), slope.leftCols(n)); }
    void secondAlong(const Eigen::VectorXf& direction) {
        roots.leftCols(n).colwise() = direction;
        model.function->secondDerivatives(*workspace, u.leftCols(n), roots.leftCols(n), s.head(n), slope.leftCols(n),
                                          second.head(n));
    }

    const ActionModel& model;
    std::unique_ptr<ActionFunction::Workspace> workspace;
    Eigen::MatrixXf u, slope, roots;
    Eigen::RowVectorXf s, second;
    Index n = 0;
};

template <class Work> void forTiles(const ActionModel& model, WorkerPool& pool, Index n, Work&& work) {
    std::vector<std::unique_ptr<Slopes>> slopes;
    for (int i = 0; i < pool.size(); ++i)
        slopes.push_back(std::make_unique<Slopes>(model));
    const Index tile = model.function->tileSize();
    pool.run(int((n + tile - 1) / tile), [&](int index, int worker) {
        const Index first = index * tile;
        work(*slopes[std::size_t(worker)], first, std::min(tile, n - first));
    });
}

/// Largest eigenvalue of the symmetric part of ∇v = Hess c* · Hess s at each of the placed points; the Hessian of s by
/// polarisation, H_ij = ½ [(e_i + e_j)ᵀH(e_i + e_j) − H_ii − H_jj]. Training units.
RowVector largestEigenvalues(Slopes& at, const ConjugateCost& cost) {
    const int d = at.model.dimension();
    std::vector<Matrix> hessians(std::size_t(at.n), Matrix::Zero(d, d));
    for (int i = 0; i < d; ++i) {
        at.secondAlong(Eigen::VectorXf::Unit(d, i));
        for (Index k = 0; k < at.n; ++k)
            hessians[std::size_t(k)](i, i) = at.second[k];
    }
    for (int i = 0; i < d; ++i)
        for (int j = 0; j < i; ++j) {
            at.secondAlong(Eigen::VectorXf::Unit(d, i) + Eigen::VectorXf::Unit(d, j));
            for (Index k = 0; k < at.n; ++k) {
                Matrix& h = hessians[std::size_t(k)];
                h(i, j) = h(j, i) = (Real(at.second[k]) - h(i, i) - h(j, j)) / 2;
            }
        }
    RowVector out(at.n);
    Matrix root(d, d);
    for (Index k = 0; k < at.n; ++k) {
        Matrix& gradient = hessians[std::size_t(k)];
        if (!cost.isPlain()) {
            cost.hessianRoot(at.slope.col(k).head(d).cast<Real>(), root);
            gradient = (root * root.transpose() * gradient).eval();
            gradient = (gradient + gradient.transpose()).eval() / 2;
        }
        out[k] = Eigen::SelfAdjointEigenSolver<Matrix>(gradient, Eigen::EigenvaluesOnly).eigenvalues()[d - 1];
    }
    return out;
}

} // namespace

Estimate actionGap(const ActionModel& model, WorkerPool& pool, const ExactField& exact, Real duration,
                   const Times& times, const Points& x, const RowVector& weights) {
    const ConjugateCost cost = model.conjugateCost();
    const Normalization& units = model.normalization;
    const Real energyUnit = cost.energyUnit(), lambda = model.dynamics.lambda;
    RowVector gaps(x.cols());
    forTiles(model, pool, x.cols(), [&](Slopes& at, Index first, Index count) {
        at.place(times, x, first, count);
        at.evaluate();
        const Index d = x.rows();
        Vector v(d);
        for (Index j = 0; j < count; ++j) {
            const Index i = first + j;
            const Vector y = at.slope.col(j).head(d).cast<Real>();
            exact.velocity(times[i], x.col(i), v);
            v /= units.velocityFactor();
            // D_c*(y : ȳ) = c*(y) + c(v̄) − y·v̄ with v̄ = ∇c*(ȳ) (Fenchel and Young)
            gaps[i] = energyUnit * (cost.value(y) + cost.cost(v) - y.dot(v));
            if (lambda > 0) { // (λ/2)(s − ŝ)² = (g − ĝ)²/(2λ)
                const Real g = model.growthFactor() * Real(at.s[j]);
                const Real difference = g - (exact.growth ? exact.growth(times[i], x.col(i)) : 0);
                gaps[i] += difference * difference / (2 * lambda);
            }
            if (weights.size() > 0)
                gaps[i] *= weights[i];
        }
    });
    const Real mean = gaps.mean(), n = Real(gaps.size());
    return {duration * mean, duration * std::sqrt((gaps.array() - mean).square().mean() / n)};
}

Real wassersteinBound(const ActionModel& model, WorkerPool& pool, const ExactField& exact,
                      const std::vector<TimedPoints>& samples) {
    assert(samples.size() >= 2 && !isWeighted(model.dynamics.method));
    const ConjugateCost cost = model.conjugateCost();
    const Normalization& units = model.normalization;
    const std::size_t levels = samples.size();
    std::vector<Real> errors, slopes; // δ_t and L_t
    for (const TimedPoints& level : samples) {
        const Times times = Times::Constant(level.x.cols(), level.time);
        RowVector squares(level.x.cols()), largest(level.x.cols());
        forTiles(model, pool, level.x.cols(), [&](Slopes& at, Index first, Index count) {
            at.place(times, level.x, first, count);
            largest.segment(first, count) = largestEigenvalues(at, cost);
            Vector v(level.x.rows()), learned(level.x.rows());
            for (Index j = 0; j < count; ++j) {
                exact.velocity(level.time, level.x.col(first + j), v);
                cost.velocity(at.slope.col(j).head(v.size()).cast<Real>(), learned);
                squares[first + j] = (units.velocityFactor() * learned - v).squaredNorm();
            }
        });
        errors.push_back(std::sqrt(squares.mean()));
        slopes.push_back(largest.maxCoeff() / units.duration);
    }
    // From the end to the beginning, E(t) = ∫_t L and the integral of e^E δ.
    Real exponent = 0, sum = 0;
    for (std::size_t k = levels - 1; k > 0; --k) {
        const Real h = samples[k].time - samples[k - 1].time;
        const Real before = exponent + h * (slopes[k] + slopes[k - 1]) / 2;
        sum += h * (std::exp(exponent) * errors[k] + std::exp(before) * errors[k - 1]) / 2;
        exponent = before;
    }
    return sum;
}

} // namespace engine
