#include "engine/metrics/exact_field.h"

#include "engine/core/quadrature.h"

#include <Eigen/Cholesky>
#include <Eigen/LU>
#include <cmath>

namespace engine {

namespace {

using In = Eigen::Ref<const Vector>;
using Out = Eigen::Ref<Vector>;
using Process = std::shared_ptr<const SyntheticProcess>;

/// s = b·y + ½ y'Cy − ½ tr(CΣ), y = x − μ, at one time.
struct GaussianAction {
    Vector mean, b;
    Matrix c;
    Real offset; ///< E[s] = 0: the mass is kept

    Vector slope(const In& x) const { return b + c * (x - mean); }
    Real value(const In& x) const {
        const Vector y = x - mean;
        return b.dot(y) + y.dot(c * y) / 2 + offset;
    }
};

/// μ' = (M⁻¹ + λΣ) b and Σ' = M⁻¹CΣ + ΣCM⁻¹ + λΣCΣ + σ²I, M the matrix of the cost.
/// Paper:  §4, with M = I; a quadratic cost has v = M⁻¹∇s (§1.7).
GaussianAction gaussianAction(const GaussianMotion& at, Real sigma, Real lambda, const Matrix& inverse) {
    const Index d = at.mean.size();
    Matrix system(d * d, d * d), image(d, d);
    for (Index k = 0; k < d * d; ++k) {
        Matrix unit = Matrix::Zero(d, d);
        unit.data()[k] = 1;
        image = inverse * unit * at.covariance + at.covariance * unit * inverse +
                lambda * at.covariance * unit * at.covariance;
        system.col(k) = image.reshaped();
    }
    const Matrix change = at.covarianceRate - sigma * sigma * Matrix::Identity(d, d);
    const Vector solution = system.partialPivLu().solve(Vector(change.reshaped()));
    GaussianAction action{at.mean, (inverse + lambda * at.covariance).partialPivLu().solve(at.meanRate),
                          solution.reshaped(d, d), 0};
    action.offset = -(action.c * at.covariance).trace() / 2;
    return action;
}

ExactField gaussianField(const Process& process, const Dynamics& dynamics, const Normalization& units) {
    const int d = process->dimension();
    Matrix inverse = Matrix::Identity(d, d);
    if (!dynamics.cost.matrix.empty())
        inverse = Eigen::Map<const Matrix>(dynamics.cost.matrix.data(), d, d).inverse();
    const auto action = [=](Real t) {
        return gaussianAction(*process->gaussian(t), dynamics.sigma.at(units.toTraining(t)), dynamics.lambda, inverse);
    };
    ExactField field;
    field.velocity = [=](Real t, const In& x, Out v) { v = inverse * action(t).slope(x); };
    if (isWeighted(dynamics.method))
        field.growth = [=](Real t, const In& x) { return dynamics.lambda * action(t).value(x); };
    return field;
}

ExactField withNoise(const Process& process, const NoiseSchedule& sigma, const Normalization& units) {
    const Real h = 1e-4 * units.scale;
    return {[=](Real t, const In& x, Out v) {
        process->optimalVelocity(t, x, v);
        const Real half = std::pow(sigma.at(units.toTraining(t)), 2) / 2;
        Vector at = x;
        for (Index i = 0; i < x.size(); ++i) {
            at[i] = x[i] + h;
            const Real above = *process->logDensity(t, at);
            at[i] = x[i] - h;
            v[i] += half * (above - *process->logDensity(t, at)) / (2 * h);
            at[i] = x[i];
        }
    }};
}

/// Whether q_t is a Gaussian of equal deviations at all times.
bool isRound(const SyntheticProcess& process, const Normalization& units) {
    constexpr int kLevels = 9;
    for (int k = 0; k < kLevels; ++k) {
        const auto at = process.gaussian(units.timeToData(Real(k) / (kLevels - 1)));
        if (!at)
            return false;
        const Matrix& sigma = at->covariance;
        if (!sigma.isApprox(sigma.trace() / Real(sigma.rows()) * Matrix::Identity(sigma.rows(), sigma.cols())))
            return false;
    }
    return true;
}

} // namespace

std::optional<ExactField> exactField(Process process, const Dynamics& dynamics, const Normalization& units) {
    using Kind = ConvexCost::Kind;
    const Kind cost = dynamics.cost.kind;
    const Vector anywhere = units.center;
    Vector unused(anywhere.size());
    const bool knowsVelocity = process->optimalVelocity(units.start, anywhere, unused);
    const ExactField optimal{[process](Real t, const In& x, Out v) { process->optimalVelocity(t, x, v); }};
    switch (dynamics.method) {
    case Method::ActionMatching:
        return knowsVelocity ? std::optional(optimal) : std::nullopt;
    case Method::Entropic:
        return knowsVelocity && process->logDensity(units.start, anywhere)
                   ? std::optional(withNoise(process, dynamics.sigma, units))
                   : std::nullopt;
    case Method::ConvexCost: {
        const bool ofSpeed = cost == Kind::Power || cost == Kind::Relativistic;
        if (cost != Kind::Quadratic)
            return knowsVelocity && (isRound(*process, units) || (ofSpeed && process->isRadial()))
                       ? std::optional(optimal)
                       : std::nullopt;
        break;
    }
    default:
        break;
    }
    return process->gaussian(units.start) ? std::optional(gaussianField(process, dynamics, units)) : std::nullopt;
}

std::optional<Real> exactEnergy(const Process& process, const Dynamics& dynamics, const Normalization& units) {
    if (dynamics.method == Method::ActionMatching)
        return process->kineticEnergy();
    constexpr int kMostDimensions = 2;
    const int d = process->dimension();
    const auto field = exactField(process, dynamics, units);
    if (!field || !process->gaussian(units.start) || d > kMostDimensions)
        return {};
    // ∫ E[c(v) + g²/2λ] dt, by a product rule about the mean.
    const Quadrature time = gaussLegendre(16), normal = standardNormal(25);
    const ConjugateCost cost(dynamics.cost, d);
    Vector z(d), x(d), v(d);
    Real energy = 0;
    for (Index k = 0; k < time.nodes.size(); ++k) {
        const Real t = units.timeToData(time.nodes[k]);
        const GaussianMotion at = *process->gaussian(t);
        const Matrix root = at.covariance.llt().matrixL();
        const Index nodes = normal.nodes.size(), combinations = Index(std::lround(std::pow(nodes, d)));
        for (Index combination = 0; combination < combinations; ++combination) {
            Real weight = units.duration * time.weights[k];
            for (Index i = 0, rest = combination; i < d; ++i, rest /= nodes) {
                z[i] = normal.nodes[rest % nodes];
                weight *= normal.weights[rest % nodes];
            }
            x = at.mean + root * z;
            field->velocity(t, x, v);
            energy += weight * cost.cost(v);
            if (field->growth)
                energy += weight * std::pow(field->growth(t, x), 2) / (2 * dynamics.lambda);
        }
    }
    return std::isfinite(energy) ? std::optional(energy) : std::nullopt; // beyond a speed limit there is no motion
}

} // namespace engine
