#include "engine/trajectory/integrator.h"

#include "engine/core/error.h"
#include "engine/trajectory/particle_equation.h"
#include "engine/trajectory/resampling.h"
#include "engine/trajectory/stochastic_solver.h"

#include <algorithm>
#include <atomic>
#include <string>

namespace engine {

std::string_view name(Solver solver) {
    switch (solver) {
    case Solver::Euler:
        return "euler";
    case Solver::Heun:
        return "heun";
    case Solver::DormandPrince:
        return "dopri5";
    case Solver::EulerMaruyama:
        return "euler-maruyama";
    case Solver::StochasticHeun:
        return "stochastic-heun";
    default:
        return "rk4";
    }
}

Solver solverNamed(std::string_view wanted) {
    for (Solver solver : {Solver::Euler, Solver::Heun, Solver::Rk4, Solver::DormandPrince, Solver::EulerMaruyama,
                          Solver::StochasticHeun})
        if (name(solver) == wanted)
            return solver;
    throw Error(ErrorCode::InvalidArgument, Sentence::of("Unknown solver \"%1\".", wanted),
                Sentence::of("Use rk4, dopri5, euler or heun; with noise euler-maruyama or stochastic-heun."));
}

Times evenTimes(Real start, Real end, int levels) { return Times::LinSpaced(std::max(2, levels), start, end); }

namespace {

constexpr std::uint64_t kNoiseStream = 0xb70e, kResamplingStream = 0x5e5a; ///< of the seed
constexpr Real kSmoothStep = 0.01, kNoisyStep = 0.005;
/// Part of the duration after which weights are looked at again when levels are further apart.
constexpr Real kResamplingInterval = 0.02;

Solver solverOf(const ParticleEquation& equation, const IntegrationSettings& settings) {
    const Solver solver = settings.solver.value_or(equation.isNoisy() ? Solver::StochasticHeun : Solver::Rk4);
    if (equation.isNoisy() && !followsNoise(solver))
        throw Error(ErrorCode::InvalidArgument,
                    Sentence::of("The solver %1 follows smooth motion only, and this one has noise.", name(solver)),
                    Sentence::of("Use euler-maruyama or stochastic-heun."));
    return solver;
}

bool isBackward(const Times& times) { return times.size() > 1 && times[times.size() - 1] < times[0]; }

void requireConsistent(const ActionModel& model, const Points& start, const Times& times,
                       const IntegrationSettings& settings) {
    for (Index l = 1; l < times.size(); ++l)
        if (!(isBackward(times) ? times[l] < times[l - 1] : times[l] > times[l - 1]))
            throw Error(ErrorCode::InvalidArgument,
                        Sentence::of("The times of a simulation must go in one direction."));
    if (start.rows() != model.dimension())
        throw Error(ErrorCode::InvalidArgument,
                    Sentence::of("The starting points have %1 coordinates, the model has %2.", start.rows(),
                                 model.dimension()));
    if (settings.startWeights.size() != 0 && settings.startWeights.size() != start.cols())
        throw Error(ErrorCode::InvalidArgument, Sentence::of("The starting points have %1 weights, their number is %2.",
                                                             settings.startWeights.size(), start.cols()));
}

/// What one thread needs to move tiles of particles.
struct Mover {
    Mover(const ParticleEquation& equation, Solver solver)
        : field(equation),
          smooth(solver, equation.rows(), equation.model().function->tileSize()),
          noisy(solver, equation.rows(), equation.model().function->tileSize()),
          rates(equation.rows(), equation.model().function->tileSize()) {}

    ParticleField field;
    RungeKutta smooth;
    StochasticSolver noisy;
    Points rates;
};

/// One simulation: the states of all particles and what has been kept of them.
class Simulation {
public:
    Simulation(const ActionModel& model, WorkerPool& pool, const Points& start, const Times& times,
               const IntegrationSettings& settings, std::stop_token stop, const std::function<void(double)>& progress)
        : m_equation(model, settings.noise, isBackward(times)),
          m_units(model.normalization),
          m_pool(pool),
          m_times(times),
          m_settings(settings),
          m_stop(std::move(stop)),
          m_progress(progress),
          m_solver(solverOf(m_equation, settings)),
          m_step(settings.step.value_or(m_equation.isNoisy() ? kNoisyStep : kSmoothStep)),
          m_tile(model.function->tileSize()),
          m_tiles(int((start.cols() + m_tile - 1) / m_tile)),
          m_states(m_equation.rows(), start.cols()) {
        const int d = m_equation.dimension();
        m_states.topRows(d) = (start.colwise() - m_units.center) / m_units.scale;
        if (m_equation.isWeighted())
            m_states.row(d).setZero();
        if (settings.startWeights.size() > 0)
            m_startLogWeights = settings.startWeights.array().log();
        else if (m_equation.isWeighted() || settings.resample)
            m_startLogWeights = RowVector::Zero(start.cols());
        if (m_equation.isNoisy())
            for (Index i = 0; i < start.cols(); ++i)
                m_streams.emplace_back(settings.seed, kNoiseStream, std::uint64_t(i));
        for (int i = 0; i < pool.size(); ++i)
            m_movers.push_back(std::make_unique<Mover>(m_equation, m_solver));
        const auto levels = std::size_t(times.size());
        m_result.times = times;
        m_result.smooth = !m_equation.isNoisy();
        m_result.positions.assign(levels, Eigen::MatrixXf(d, start.cols()));
        m_result.velocities.assign(levels, Eigen::MatrixXf(d, start.cols()));
        if (m_startLogWeights.size() > 0)
            m_result.logWeights.assign(levels, Eigen::RowVectorXf(start.cols()));
        if (m_equation.isWeighted())
            m_result.growth.assign(levels, Eigen::RowVectorXf(start.cols()));
    }

    Trajectories run() {
        if (m_settings.resample)
            moveTogether();
        else
            moveTileByTile();
        if (m_stop.stop_requested())
            throw Error(ErrorCode::Cancelled, Sentence::of("The simulation was cancelled."));
        if (m_failed)
            throw Error(ErrorCode::WorkFailed, Sentence::of("The simulation failed: particles leave every bound."),
                        Sentence::of("Train longer or with a lower learning rate, or use a smaller step."));
        if (isBackward(m_times)) {
            m_result.times.reverseInPlace();
            std::reverse(m_result.positions.begin(), m_result.positions.end());
            std::reverse(m_result.velocities.begin(), m_result.velocities.end());
            std::reverse(m_result.logWeights.begin(), m_result.logWeights.end());
            std::reverse(m_result.growth.begin(), m_result.growth.end());
            std::reverse(m_result.ancestors.begin(), m_result.ancestors.end());
            m_result.startLevel = levels() - 1;
        }
        return std::move(m_result);
    }

private:
    int levels() const { return int(m_times.size()); }
    bool isOver() const { return m_failed || m_stop.stop_requested(); }
    RungeKutta::Block statesOf(int tile) {
        const Index begin = Index(tile) * m_tile;
        return {m_states.col(begin).data(), m_states.rows(), std::min<Index>(m_tile, m_states.cols() - begin)};
    }

    /// Every tile through all levels at once: its states stay in the cache.
    void moveTileByTile() {
        std::atomic<int> finished = 0;
        m_pool.run(m_tiles, [&](int tile, int worker) {
            Mover& mover = *m_movers[std::size_t(worker)];
            for (int l = 0; l < levels() && !isOver(); ++l) {
                if (l > 0)
                    advance(mover, tile, m_units.toTraining(m_times[l - 1]), m_units.toTraining(m_times[l]));
                keep(mover, tile, l);
            }
            const int count = ++finished;
            if (m_progress && worker == 0)
                m_progress(double(count) / m_tiles);
        });
    }

    /// All particles from level to level, so that their weights can be compared.
    void moveTogether() {
        m_ancestors = Eigen::RowVectorXi::LinSpaced(m_states.cols(), 0, int(m_states.cols()) - 1);
        for (int l = 0; l < levels() && !isOver(); ++l) {
            if (l > 0)
                moveTogether(l - 1, m_units.toTraining(m_times[l - 1]), m_units.toTraining(m_times[l]));
            m_result.ancestors.push_back(m_ancestors);
            m_pool.run(m_tiles, [&](int tile, int worker) { keep(*m_movers[std::size_t(worker)], tile, l); });
            if (m_progress)
                m_progress(double(l + 1) / levels());
        }
    }
    void moveTogether(int level, double from, double to) {
        const int pieces = std::max(1, int(std::ceil(std::abs(to - from) / kResamplingInterval - 1e-9)));
        const double h = (to - from) / pieces;
        for (int i = 0; i < pieces && !isOver(); ++i) {
            resampleIfUneven(level);
            m_pool.run(m_tiles, [&](int tile, int worker) {
                advance(*m_movers[std::size_t(worker)], tile, from + i * h, from + (i + 1) * h);
            });
        }
    }
    void resampleIfUneven(int level) {
        const Index n = m_states.cols(), d = m_equation.dimension();
        RowVector logWeights = m_startLogWeights;
        if (m_equation.isWeighted())
            logWeights += m_states.row(d);
        if (n == 0 || !(effectiveSampleSize(logWeights) < Real(n) / 2))
            return;
        Rng rng(m_settings.seed, kResamplingStream, m_resamplings++);
        const std::vector<Index> ancestors = resampled(logWeights, rng);
        m_states = Points(m_states(Eigen::all, ancestors));
        m_ancestors = Eigen::RowVectorXi(m_ancestors(ancestors));
        m_startLogWeights.setConstant(logMeanWeight(logWeights)); // the total mass stays
        if (m_equation.isWeighted())
            m_states.row(d).setZero();
        const int place = isBackward(m_times) ? levels() - 1 - level : level;
        if (m_result.resampledAfter.empty() || m_result.resampledAfter.back() != place)
            m_result.resampledAfter.push_back(place);
    }

    void advance(Mover& mover, int tile, double from, double to) {
        RungeKutta::Block states = statesOf(tile);
        if (m_equation.isNoisy())
            mover.noisy.advance(
                mover.field, states, from, to, m_step, m_equation.dimension(),
                [&](double t, double u) { return m_equation.noiseVariance(t, u); },
                &m_streams[std::size_t(tile) * std::size_t(m_tile)]);
        else if (!mover.smooth.advance(mover.field, states, from, to, m_step, m_settings.tolerance))
            m_failed = true;
    }

    void keep(Mover& mover, int tile, int level) {
        const auto l = std::size_t(level);
        const Index begin = Index(tile) * m_tile, d = m_equation.dimension();
        const RungeKutta::Block states = statesOf(tile);
        const Index n = states.cols();
        RungeKutta::Block rates(mover.rates.data(), states.rows(), n);
        mover.field(m_units.toTraining(m_times[level]), states, rates);
        if (!states.allFinite() || !rates.allFinite())
            m_failed = true;
        m_result.positions[l].middleCols(begin, n) =
            ((states.topRows(d) * m_units.scale).colwise() + m_units.center).cast<float>();
        m_result.velocities[l].middleCols(begin, n) = (rates.topRows(d) * m_units.velocityFactor()).cast<float>();
        if (m_startLogWeights.size() > 0)
            m_result.logWeights[l].segment(begin, n) = m_startLogWeights.segment(begin, n).cast<float>();
        if (m_equation.isWeighted()) {
            const MassCurve& masses = m_equation.model().masses; // mass of all, known apart (§4.1)
            const Real grown = masses.logMass(m_times[level]) - masses.logMass(m_times[0]);
            const Real rate = masses.logRate(m_times[level]);
            m_result.logWeights[l].segment(begin, n) += (states.row(d).array() + grown).matrix().cast<float>();
            m_result.growth[l].segment(begin, n) =
                (rates.row(d).array() / m_units.duration + rate).matrix().cast<float>();
        }
    }

    const ParticleEquation m_equation;
    const Normalization& m_units;
    WorkerPool& m_pool;
    const Times& m_times;
    const IntegrationSettings& m_settings;
    const std::stop_token m_stop;
    const std::function<void(double)>& m_progress;
    const Solver m_solver;
    const Real m_step;
    const int m_tile, m_tiles;

    Points m_states; ///< training units; below x the log weights gained since the start or the last resampling
    RowVector m_startLogWeights;
    Eigen::RowVectorXi m_ancestors; ///< column at the start each particle descends from
    std::vector<Rng> m_streams;
    std::vector<std::unique_ptr<Mover>> m_movers;
    std::uint64_t m_resamplings = 0;
    std::atomic<bool> m_failed = false;
    Trajectories m_result;
};

} // namespace

Solver solverFor(const ActionModel& model, const IntegrationSettings& settings, bool backward) {
    return solverOf(ParticleEquation(model, settings.noise, backward), settings);
}

Trajectories integrate(const ActionModel& model, WorkerPool& pool, const Points& start, const Times& times,
                       const IntegrationSettings& settings, std::stop_token stop,
                       const std::function<void(double)>& progress) {
    requireConsistent(model, start, times, settings);
    return Simulation(model, pool, start, times, settings, std::move(stop), progress).run();
}

} // namespace engine
