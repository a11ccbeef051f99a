#include "engine/trajectory/particle_equation.h"

#include "engine/core/error.h"
#include "engine/core/text.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace engine {

namespace {

/// Mean of σ² over an interval on which σ is linear.
double meanSquare(double first, double last) { return (first * first + first * last + last * last) / 3; }

[[noreturn]] void refuseNoise(const Sentence& what, const Sentence& remedy) {
    throw Error(ErrorCode::InvalidArgument, what, remedy);
}

} // namespace

ParticleEquation::ParticleEquation(const ActionModel& model, std::optional<Real> noise, bool backward)
    : m_model(model) {
    const Dynamics dynamics = inTrainingUnits(model.dynamics, model.normalization);
    m_noise = dynamics.sigma;
    if (engine::isWeighted(dynamics.method))
        m_growth = dynamics.lambda;
    if (noise && !(*noise >= 0 && std::isfinite(*noise)))
        refuseNoise(Sentence::of("The noise level %1 is negative or no number.", shortNumber(*noise)),
                    Sentence::of("Use 0 or more."));
    if (!engine::isNoisy(dynamics.method)) {
        if (noise.value_or(0) > 0)
            refuseNoise(
                Sentence::of("This model moves without noise: it has no action for the level %1.", shortNumber(*noise)),
                Sentence::of("Train an entropic model (eam) with its pair, or leave the noise out."));
        return;
    }
    const Real own = std::sqrt(meanSquare(model.dynamics.sigma.start, model.dynamics.sigma.end));
    const bool isOwn = !noise || std::abs(*noise - own) <= 1e-12 * own;
    m_noiseFactor = isOwn ? 1 : *noise * *noise / (own * own);
    if (isOwn && !backward)
        return;
    const Sentence wanted =
        isOwn ? Sentence::of("Motion backward in time")
              : Sentence::of("The noise level %1 instead of %2", shortNumber(*noise), shortNumber(own));
    if (engine::isWeighted(dynamics.method))
        refuseNoise(Sentence::of("%1 needs the density, which an action with noise and growth does not give.", wanted),
                    Sentence::of("Simulate forward with the model's own noise, or train eam or uam."));
    if (!model.companion)
        refuseNoise(Sentence::of("%1 needs the action without noise of the same path beside this one.", wanted),
                    Sentence::of("Train the pair: eam together with am on the same path."));
    assert(model.companion->normalization == model.normalization);
    m_usesPair = true;
    m_pairFactor = backward ? -m_noiseFactor : m_noiseFactor;
}

double ParticleEquation::noiseVariance(double from, double to) const {
    const auto level = [&](double t) { return m_noise.at(std::clamp(t, 0.0, 1.0)); };
    return m_noiseFactor * std::abs(to - from) * meanSquare(level(from), level(to));
}

ParticleField::ParticleField(const ParticleEquation& equation)
    : m_equation(equation),
      m_action(*equation.model().function),
      m_companion(equation.m_usesPair ? equation.model().companion->function.get() : nullptr),
      m_cost(equation.model().conjugateCost()),
      m_workspace(m_action.makeWorkspace()),
      m_companionWorkspace(m_companion ? m_companion->makeWorkspace() : nullptr),
      m_u(m_action.dimension() + 1, m_action.tileSize()),
      m_slope(m_u.rows(), m_u.cols()),
      m_companionSlope(m_companion ? m_u.rows() : 0, m_companion ? m_u.cols() : 0),
      m_s(m_u.cols()),
      m_y(m_action.dimension()) {
    assert(!m_companion || m_companion->tileSize() >= m_action.tileSize());
}

void ParticleField::operator()(double t, RungeKutta::Block states, RungeKutta::Block rates) {
    const Index n = states.cols(), d = m_action.dimension();
    m_u.topLeftCorner(d, n) = states.topRows(d).cast<float>();
    m_u.row(d).head(n).setConstant(float(t));
    if (m_companion) {
        m_companion->slope(*m_companionWorkspace, m_u.leftCols(n), m_s.head(n), m_companionSlope.leftCols(n));
        const auto plain = m_companionSlope.topLeftCorner(d, n).cast<double>();
        if (m_equation.m_pairFactor == 0) {
            rates = plain;
            return;
        }
        m_action.slope(*m_workspace, m_u.leftCols(n), m_s.head(n), m_slope.leftCols(n));
        rates = plain + m_equation.m_pairFactor * (m_slope.topLeftCorner(d, n).cast<double>() - plain);
        return;
    }
    m_action.slope(*m_workspace, m_u.leftCols(n), m_s.head(n), m_slope.leftCols(n));
    if (m_cost.isPlain())
        rates.topRows(d) = m_slope.topLeftCorner(d, n).cast<double>();
    else
        for (Index j = 0; j < n; ++j) {
            m_y = m_slope.col(j).head(d).cast<double>();
            m_cost.velocity(m_y, rates.col(j).head(d));
        }
    if (m_equation.isWeighted())
        rates.row(d) = m_equation.m_growth * m_s.head(n).cast<double>(); // d log w/dt = λ s
}

} // namespace engine
