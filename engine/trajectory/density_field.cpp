#include "engine/trajectory/density_field.h"

#include "engine/core/random.h"

#include <cmath>

namespace engine {

namespace {
constexpr int kDirections = 4; ///< random ones in many dimensions
constexpr std::uint64_t kDirectionStream = 0x4c7;
} // namespace

DensityField::DensityField(const ActionModel& model)
    : m_action(*model.function),
      m_cost(model.conjugateCost()),
      m_growth(inTrainingUnits(model.dynamics, model.normalization).lambda),
      m_directions(model.dimension() <= kExactDimension ? model.dimension() : kDirections),
      m_workspace(m_action.makeWorkspace()),
      m_u(m_action.dimension() + 1, m_action.tileSize()),
      m_slope(m_u.rows(), m_u.cols()),
      m_probes(m_action.dimension(), Index(m_directions) * m_action.tileSize()),
      m_roots(m_probes.rows(), m_probes.cols()),
      m_s(m_u.cols()),
      m_second(m_u.cols()),
      m_y(m_action.dimension()),
      m_root(m_action.dimension(), m_action.dimension()) {}

void DensityField::begin(const Eigen::Ref<const RowVector>& times, double start, std::uint64_t seed, Index first) {
    m_times = times;
    m_start = start;
    const int d = m_action.dimension();
    for (Index j = 0; j < times.size(); ++j) {
        auto block = m_probes.middleCols(j * m_directions, m_directions);
        if (m_directions == d) {
            block.setIdentity();
            continue;
        }
        // Hutchinson: E[z zᵀ] = I; the same directions all the way keep the rate smooth.
        Rng rng(seed, kDirectionStream, std::uint64_t(first + j));
        for (Index i = 0; i < block.size(); ++i)
            block(i % d, i / d) = float(rng.sign() / std::sqrt(double(m_directions)));
    }
}

void DensityField::operator()(double u, RungeKutta::Block states, RungeKutta::Block rates) {
    const Index n = states.cols(), d = m_action.dimension();
    m_u.topLeftCorner(d, n) = states.topRows(d).cast<float>();
    m_u.row(d).head(n) = (m_times.array() + u * (m_start - m_times.array())).cast<float>();
    const auto inputs = m_u.leftCols(n);
    if (m_cost.isPlain()) {
        m_action.secondDerivatives(*m_workspace, inputs, m_probes.leftCols(n * m_directions), m_s.head(n),
                                   m_slope.leftCols(n), m_second.head(n));
        rates.topRows(d) = m_slope.topLeftCorner(d, n).cast<double>();
    } else {
        m_action.slope(*m_workspace, inputs, m_s.head(n), m_slope.leftCols(n));
        for (Index j = 0; j < n; ++j) { // v = ∇c*(∇s), div v = Σ_k (R z_k·∇)² s with R Rᵀ = Hess c*
            m_y = m_slope.col(j).head(d).cast<double>();
            m_cost.velocity(m_y, rates.col(j).head(d));
            m_cost.hessianRoot(m_y, m_root);
            m_roots.middleCols(j * m_directions, m_directions) =
                m_root.cast<float>() * m_probes.middleCols(j * m_directions, m_directions);
        }
        m_action.secondDerivatives(*m_workspace, inputs, m_roots.leftCols(n * m_directions), m_s.head(n),
                                   m_slope.leftCols(n), m_second.head(n));
    }
    rates.row(d) = m_second.head(n).cast<double>() - m_growth * m_s.head(n).cast<double>();
    rates.array().rowwise() *= m_start - m_times.array();
}

} // namespace engine
