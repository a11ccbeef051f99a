#include "engine/trajectory/log_likelihood.h"

#include "engine/core/error.h"
#include "engine/trajectory/pair_density.h"
#include "engine/trajectory/runge_kutta.h"

#include <algorithm>
#include <atomic>
#include <cmath>

namespace engine {

namespace {

constexpr int kExactDimension = 5; ///< up to here every axis is a direction
constexpr int kDirections = 4;     ///< random ones above
constexpr std::uint64_t kDirectionStream = 0x4c7;

/// Rates of (x, ∫ (div v − λ s) dt) for particles that go from times of their own to one common time, in u from 0 to 1:
/// t_i(u) = t_i + u (t_0 − t_i). One for each thread.
class DensityField {
public:
    explicit DensityField(const ActionModel& model)
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

    /// Training times of the tile's particles and the common one; `first` is the index of its first particle.
    void begin(const Eigen::Ref<const RowVector>& times, double start, std::uint64_t seed, Index first) {
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

    void operator()(double u, RungeKutta::Block states, RungeKutta::Block rates) {
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

private:
    const ActionFunction& m_action;
    ConjugateCost m_cost;
    double m_growth;
    int m_directions;
    std::unique_ptr<ActionFunction::Workspace> m_workspace;
    Eigen::MatrixXf m_u, m_slope, m_probes, m_roots;
    Eigen::RowVectorXf m_s, m_second;
    Vector m_y;
    Matrix m_root;
    RowVector m_times;
    double m_start = 0;
};

RowVector alongTheFlow(const ActionModel& model, WorkerPool& pool, const Snapshot& start, const Times& times,
                       const Points& x, const LikelihoodSettings& settings, const std::stop_token& stop,
                       const std::function<void(double)>& progress) {
    struct Worker {
        explicit Worker(const ActionModel& model)
            : field(model), method(Solver::Rk4, model.dimension() + 1, model.function->tileSize()) {}
        DensityField field;
        RungeKutta method;
    };
    const Normalization& units = model.normalization;
    const CloudDensity initial(settings.initial, start.points.points(), start.points.weights());
    const Index n = x.cols(), d = model.dimension(), tile = model.function->tileSize();
    const RowVector trainingTimes = (times.array() - units.start) / units.duration;
    const double begin = units.toTraining(start.time);
    const double longest = n > 0 ? (trainingTimes.array() - begin).abs().maxCoeff() : 0;
    const double step = settings.step / std::max(longest, settings.step); // in u
    Points states(d + 1, n);
    states.topRows(d) = units.toTraining(x);
    states.row(d).setZero();

    std::vector<std::unique_ptr<Worker>> workers;
    for (int i = 0; i < pool.size(); ++i)
        workers.push_back(std::make_unique<Worker>(model));
    const int tiles = int((n + tile - 1) / tile);
    std::atomic<int> finished = 0;
    pool.run(tiles, [&](int index, int worker) {
        if (stop.stop_requested())
            return;
        Worker& own = *workers[std::size_t(worker)];
        const Index first = index * tile, count = std::min(tile, n - first);
        own.field.begin(trainingTimes.segment(first, count), begin, settings.seed, first);
        own.method.advance(own.field, {states.col(first).data(), d + 1, count}, 0, 1, step, 0);
        const int done = ++finished;
        if (progress && worker == 0)
            progress(double(done) / tiles);
    });
    if (stop.stop_requested())
        throw Error(ErrorCode::Cancelled, "The computation was cancelled.");
    if (!states.allFinite())
        throw Error(ErrorCode::WorkFailed, "The likelihood cannot be computed: points leave every bound on their way.",
                    "Train longer, or ask for points nearer to the data.");
    // log q_t(x) = log q_0(x_0) − ∫_{t_0}^{t} (div v − λ s) dt, and the last row is the integral from t to t_0.
    RowVector out = initial.logDensity(units.toData(states.topRows(d)), pool) + states.row(d);
    if (isWeighted(model.dynamics.method)) // the mass of all is known apart (§4.1)
        for (Index i = 0; i < n; ++i)
            out[i] += model.masses.logMass(times[i]) - model.masses.logMass(start.time);
    return out;
}

} // namespace

LikelihoodMethod likelihoodMethod(const ActionModel& model) {
    const Method method = model.dynamics.method;
    if (isNoisy(method) && isWeighted(method))
        throw Error(ErrorCode::InvalidArgument, "An action with noise and growth together gives no density.",
                    "Train uam, or eam together with am on the same path (the pair).");
    if (isNoisy(method) && !model.companion)
        throw Error(ErrorCode::InvalidArgument,
                    "An entropic action alone gives no density: it needs the action without noise of the same path "
                    "beside it.",
                    "Train the pair: eam together with am on the same path.");
    if (isNoisy(method))
        return LikelihoodMethod::Pair;
    return model.dimension() <= kExactDimension ? LikelihoodMethod::ExactDivergence
                                                : LikelihoodMethod::EstimatedDivergence;
}

RowVector logLikelihood(const ActionModel& model, WorkerPool& pool, const Snapshot& start, const Times& times,
                        const Points& x, const LikelihoodSettings& settings, std::stop_token stop,
                        const std::function<void(double)>& progress) {
    if (likelihoodMethod(model) == LikelihoodMethod::Pair)
        return PairDensity(model, pool, start, times, settings.seed, stop, progress).logDensity(times, x);
    return alongTheFlow(model, pool, start, times, x, settings, stop, progress);
}

} // namespace engine
