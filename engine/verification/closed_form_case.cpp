#include "engine/verification/closed_form_case.h"

#include "engine/core/error.h"
#include "engine/core/quadrature.h"
#include "engine/data/closed_forms.h"
#include "engine/data/examples/double_well.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace engine {

namespace {

using namespace closed_forms;
using std::numbers::pi;
using In = Eigen::Ref<const Vector>;
using Out = Eigen::Ref<Vector>;

Vector plane(Real x, Real y) { return Eigen::Vector2d(x, y); }

/// ∫₀¹ of a smooth function.
template <class Function> Real integral(Function&& f) {
    const Quadrature rule = gaussLegendre(48);
    Real sum = 0;
    for (Index k = 0; k < rule.nodes.size(); ++k)
        sum += rule.weights[k] * f(rule.nodes[k]);
    return sum;
}

ClosedFormCase unfinished(std::string id, std::string what, Process process) {
    ClosedFormCase result;
    result.id = std::move(id);
    result.what = std::move(what);
    result.process = std::move(process);
    return result;
}

/// Action matching: the process itself knows the velocity and K.
ClosedFormCase plain(std::string id, std::string what, Process process, Real velocityLimit = 0.02) {
    ClosedFormCase result = unfinished(std::move(id), std::move(what), process);
    result.slope = [process](Real t, const In& x, Out slope) { process->optimalVelocity(t, x, slope); };
    result.energy = process->kineticEnergy().value();
    result.velocityLimit = velocityLimit;
    result.vanishes = result.energy < 1e-12;
    return result;
}

/// Entropic action matching with ∇s̃ and K_eAM given.
template <class Slope>
ClosedFormCase entropic(std::string id, std::string what, Process process, Real sigma, Slope slope, Real energy) {
    ClosedFormCase result = unfinished(std::move(id), std::move(what), std::move(process));
    result.dynamics.method = Method::Entropic;
    result.dynamics.sigma = {sigma, sigma};
    result.slope = slope;
    result.energy = energy;
    result.vanishes = energy == 0;
    return result;
}

void addOrnsteinUhlenbeck(std::vector<ClosedFormCase>& all) {
    constexpr Real kTheta = 1, kSigma = 1;
    const auto started = ornsteinUhlenbeck(plane(2, 0), 0.25, plane(0, 0), kTheta, kSigma);
    const auto stationary = ornsteinUhlenbeck(plane(0, 0), kSigma * kSigma / (2 * kTheta), plane(0, 0), kTheta, kSigma);
    const auto drift = [](Real, const In& x, Out slope) { slope = -kTheta * x; };
    // ½ ∫ θ² E‖x − m‖² dt with E‖x − m‖² = 4 e^{−2θt} + 2 v_t.
    const Real energy = integral([](Real t) {
        const Real decay = std::exp(-2 * kTheta * t), limit = kSigma * kSigma / (2 * kTheta);
        return kTheta * kTheta * (4 * decay + 2 * (limit + (0.25 - limit) * decay)) / 2;
    });
    all.push_back(
        entropic("T5", "Ornstein-Uhlenbeck from a distant cloud, its noise known", started, kSigma, drift, energy));
    all.push_back(entropic("T5-stationary", "Ornstein-Uhlenbeck at rest, its noise known", stationary, kSigma, drift,
                           2 * kTheta * kSigma * kSigma / 4));
    all.push_back(plain("T5b", "The same path as T5 without noise", started));
    all.push_back(plain("T5b-stationary", "A population at rest without noise: nothing moves", stationary));
}

void addGibbs(std::vector<ClosedFormCase>& all) {
    constexpr Real kSigma = 1;
    const auto wells = std::make_shared<DoubleWell>(kSigma);
    const auto downhill = [](Real, const In& x, Out slope) {
        DoubleWell::potentialSlope(x, slope);
        slope = -slope;
    };
    all.push_back(entropic("T7", "Gibbs density of a double well, its noise known: score matching", wells, kSigma,
                           downhill, kSigma * kSigma / 4 * wells->meanCurvature()));
    all.push_back(plain("T7-am", "Gibbs density of a double well without noise: nothing moves", wells));
}

ClosedFormCase weighted(std::string id, std::string what, Process process, Real lambda, Real sigma = 0) {
    ClosedFormCase result = unfinished(std::move(id), std::move(what), std::move(process));
    result.dynamics.method = sigma > 0 ? Method::EntropicUnbalanced : Method::Unbalanced;
    result.dynamics.sigma = {sigma, sigma};
    result.dynamics.lambda = lambda;
    return result;
}

/// An isotropic Gaussian of mass e^{rt} with mean tD and deviation linear from s0 to s1:
/// s = a + b·y + ½ c ‖y‖² about the mean, D = (1 + λv) b, v' = (2v + λv²) c + σ², r = λ (a + ½ d c v).
struct WeightedGaussian {
    Vector displacement;
    Real s0, s1, lambda, sigma, rate;

    Real variance(Real t) const { return std::pow(s0 + t * (s1 - s0), 2); }
    Vector b(Real t) const { return displacement / (1 + lambda * variance(t)); }
    Real c(Real t) const {
        const Real v = variance(t), change = 2 * (s1 - s0) * (s0 + t * (s1 - s0));
        return (change - sigma * sigma) / (2 * v + lambda * v * v);
    }
    /// K' + G' = m (½ (‖b‖² + d c² v) + ½ λ (‖b‖² v + ½ d c² v² + (r/λ)²)).
    Real power(Real t) const {
        const Real v = variance(t), square = b(t).squaredNorm(), d = Real(displacement.size()), own = c(t);
        return std::exp(rate * t) *
               (square + d * own * own * v +
                lambda * (square * v + d * own * own * v * v / 2 + std::pow(rate / lambda, 2))) /
               2;
    }
    ClosedFormCase makeCase(std::string id, std::string what) const {
        const WeightedGaussian self = *this;
        Process process = movingScaling(displacement, s0, s1);
        ClosedFormCase result =
            weighted(std::move(id), std::move(what), rate != 0 ? growing(process, rate) : process, lambda, sigma);
        result.withMass = rate != 0;
        result.slope = [self](Real t, const In& x, Out slope) {
            slope = self.b(t) + self.c(t) * (x - t * self.displacement);
        };
        result.growth = [self](Real t, const In& x) {
            const Vector y = x - t * self.displacement;
            const Real d = Real(y.size());
            return self.rate +
                   self.lambda * (self.b(t).dot(y) + self.c(t) * (y.squaredNorm() - d * self.variance(t)) / 2);
        };
        result.energy = integral([self](Real t) { return self.power(t); });
        return result;
    }
};

void addWeighted(std::vector<ClosedFormCase>& all) {
    ClosedFormCase growth = WeightedGaussian{plane(0, 0), 1, 1, 1, 0, 0.8}.makeCase("U1", "All grow alike, none moves");
    growth.vanishes = true;
    all.push_back(std::move(growth));
    all.push_back(WeightedGaussian{plane(2, 0), 0.5, 0.5, 1, 0, 0}.makeCase(
        "U2", "Translation, half by moving, half by growth in front"));
    all.push_back(
        WeightedGaussian{plane(0, 0), 0.5, 1, 1, 0, 0}.makeCase("U3", "Scaling by moving and growth outside"));
    all.push_back(WeightedGaussian{plane(1, 0.5), 0.5, 0.8, 1, 0.4, 0.3}.makeCase(
        "U4", "Translation and scaling with noise, growth and rising mass"));

    constexpr Real kFrom = 0.2, kTo = 0.8;
    ClosedFormCase modes =
        weighted("U5", "Two modes that stay and exchange their weights", exchange(2, 0.3, kFrom, kTo), 1);
    modes.slope = [](Real, const In&, Out slope) { slope.setZero(); };
    modes.growth = [](Real t, const In& x) {
        const Real p = kFrom + t * (kTo - kFrom);
        return (kTo - kFrom) / (x[0] > 0 ? p : p - 1);
    };
    // Fisher-Rao: (1/2λ)(p₁ − p₀) ln(p₁(1−p₀)/(p₀(1−p₁))).
    modes.energy = (kTo - kFrom) / 2 * std::log(kTo * (1 - kFrom) / (kFrom * (1 - kTo)));
    modes.vanishes = true;
    all.push_back(std::move(modes));
}

void addConvex(std::vector<ClosedFormCase>& all) {
    const Vector way = plane(2, 1);
    constexpr Real kPower = 3, kStart = 0.5, kFrom = 1, kTo = 2;
    const auto convex = [&](std::string id, std::string what, Process process, const ConvexCost& cost) {
        ClosedFormCase result = unfinished(std::move(id), std::move(what), std::move(process));
        result.dynamics.method = Method::ConvexCost;
        result.dynamics.cost = cost;
        return result;
    };
    ConvexCost power;
    power.kind = ConvexCost::Kind::Power;
    power.power = kPower;
    ClosedFormCase translated = convex("C1", "Translation, cost the cube of the speed", translation(way), power);
    const Vector push = std::pow(way.norm(), kPower - 2) * way;
    translated.slope = [push](Real, const In&, Out slope) { slope = push; };
    translated.energy = std::pow(way.norm(), kPower) / kPower;
    all.push_back(std::move(translated));

    ClosedFormCase scaled = convex("C2", "Scaling, cost the cube of the speed", scaling(2, kStart, kFrom, kTo), power);
    scaled.slope = [](Real t, const In& x, Out slope) { // s = |α|^{p−2} α ‖x‖^p/p, α = a'/a > 0
        const Real alpha = (kTo - kFrom) / (kFrom + t * (kTo - kFrom));
        slope = std::pow(alpha, kPower - 1) * std::pow(x.norm(), kPower - 2) * x;
    };
    // (1/p) ∫ |α|^p E‖x‖^p, where |α|^p E‖x‖^p = (s0 a')^p E‖z‖^p and E‖z‖^p = 2^{p/2} Γ((2+p)/2) in the plane.
    scaled.energy =
        std::pow(kStart * (kTo - kFrom), kPower) * std::pow(2, kPower / 2) * std::tgamma(1 + kPower / 2) / kPower;
    all.push_back(std::move(scaled));

    ConvexCost anisotropic;
    anisotropic.matrix = {2, 0.5, 0.5, 1};
    ClosedFormCase uneven = convex("C3", "Translation, one direction dearer", translation(way), anisotropic);
    const Vector momentum = plane(2 * way[0] + 0.5 * way[1], 0.5 * way[0] + way[1]);
    uneven.slope = [momentum](Real, const In&, Out slope) { slope = momentum; };
    uneven.energy = way.dot(momentum) / 2;
    all.push_back(std::move(uneven));
}

std::vector<ClosedFormCase> makeCases() {
    std::vector<ClosedFormCase> all;
    all.push_back(plain("T1", "Translation", translation(plane(2, 1))));
    all.push_back(plain("T2", "Scaling about the centre", scaling(2, 0.5, 1, 2)));
    all.push_back(plain("T2b", "Scaling, each axis its own", anisotropicScaling(plane(0.5, 1), plane(1.5, 0.4))));
    all.push_back(plain("T3", "Straight lines between random pairs", randomPairs(plane(2, 1), 0.5)));
    all.push_back(plain("T4", "An ellipse that turns, its points do not", rotatingEllipse(1, 0.5, pi)));
    all.back().orbitRate = -pi * 2 * 1 * 0.5 / (1 + 0.25); // w_p = w 2ab/(a²+b²), backwards
    addOrnsteinUhlenbeck(all);
    constexpr Real kDiffusion = 0.8;
    const auto diffusion = heatFlow(2, 0.25, kDiffusion);
    all.push_back(plain("T6", "Diffusion without noise", diffusion));
    all.push_back(entropic(
        "T6-eam", "Diffusion, its noise known: nothing moves", diffusion, kDiffusion,
        [](Real, const In&, Out slope) { slope.setZero(); }, 0));
    addGibbs(all);
    all.push_back(plain("T8", "One cloud becomes two", split(1, 0.3), 0.04));
    all.push_back(plain("T9", "Four corners, straight lines between random pairs", fourCorners(0.1), 0.04));
    all.push_back(plain("T9-root", "Four corners with the published weights", fourCornersRoot(0.1), 0.04));
    all.push_back(plain("T10", "A cloud opens into a rectangle; one-dimensional paths by 64-point quadrature",
                        openingRectangle(plane(1, 0.6), 0.3, 0.15)));
    addWeighted(all);
    addConvex(all);
    return all;
}

} // namespace

void ClosedFormCase::velocity(Real t, const Eigen::Ref<const Vector>& x, Eigen::Ref<Vector> v) const {
    Vector own(x.size());
    slope(t, x, own);
    ConjugateCost(dynamics.cost, int(x.size())).velocity(own, v);
}

const std::vector<ClosedFormCase>& closedFormCases() {
    static const std::vector<ClosedFormCase> cases = makeCases();
    return cases;
}

const ClosedFormCase& closedFormCase(const std::string& id) {
    const auto& cases = closedFormCases();
    const auto found = std::find_if(cases.begin(), cases.end(), [&](const auto& c) { return c.id == id; });
    if (found != cases.end())
        return *found;
    std::string ids;
    for (const ClosedFormCase& known : cases)
        ids += (ids.empty() ? "" : ", ") + known.id;
    throw Error(ErrorCode::InvalidArgument, Sentence::of("There is no closed form named \"%1\".", id),
                Sentence::of("Use one of: %1.", ids));
}

} // namespace engine
