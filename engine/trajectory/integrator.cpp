#include "engine/trajectory/integrator.h"

#include "engine/core/error.h"

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
    default:
        return "rk4";
    }
}

Solver solverNamed(std::string_view wanted) {
    for (Solver solver : {Solver::Euler, Solver::Heun, Solver::Rk4, Solver::DormandPrince})
        if (name(solver) == wanted)
            return solver;
    throw Error(ErrorCode::InvalidArgument, "Unknown solver \"" + std::string(wanted) + "\".",
                "Use rk4, dopri5, euler or heun.");
}

Times evenTimes(Real start, Real end, int levels) { return Times::LinSpaced(std::max(2, levels), start, end); }

namespace {

/// What one thread needs to move tiles of particles.
struct Mover {
    Mover(const ActionModel& model, Solver solver)
        : action(*model.function),
          workspace(action.makeWorkspace()),
          u(action.dimension() + 1, action.tileSize()),
          slope(action.dimension() + 1, action.tileSize()),
          s(action.tileSize()),
          method(solver, action.dimension(), action.tileSize()),
          x(action.dimension(), action.tileSize()),
          v(action.dimension(), action.tileSize()) {}

    void velocity(double t, RungeKutta::Block at, RungeKutta::Block out) {
        const Index n = at.cols(), d = at.rows();
        u.topLeftCorner(d, n) = at.cast<float>();
        u.row(d).head(n).setConstant(float(t));
        action.slope(*workspace, u.leftCols(n), s.head(n), slope.leftCols(n));
        out = slope.topLeftCorner(d, n).cast<double>();
    }

    const ActionFunction& action;
    std::unique_ptr<ActionFunction::Workspace> workspace;
    Eigen::MatrixXf u, slope;
    Eigen::RowVectorXf s;
    RungeKutta method;
    Points x, v;
};

} // namespace

Trajectories integrate(const ActionModel& model, WorkerPool& pool, const Points& start, const Times& times,
                       const IntegrationSettings& settings, std::stop_token stop,
                       const std::function<void(double)>& progress) {
    const int levels = int(times.size()), d = model.dimension();
    const bool backward = levels > 1 && times[levels - 1] < times[0];
    for (int l = 1; l < levels; ++l)
        if (!(backward ? times[l] < times[l - 1] : times[l] > times[l - 1]))
            throw Error(ErrorCode::InvalidArgument, "The times of a simulation must go in one direction.");
    if (start.rows() != d)
        throw Error(ErrorCode::InvalidArgument, "The starting points have " + std::to_string(start.rows()) +
                                                    " coordinates, the model has " + std::to_string(d) + ".");
    Trajectories out;
    out.times = times;
    out.positions.assign(std::size_t(levels), Eigen::MatrixXf(d, start.cols()));
    out.velocities.assign(std::size_t(levels), Eigen::MatrixXf(d, start.cols()));

    const Normalization& units = model.normalization;
    const int tile = model.function->tileSize(), tiles = int((start.cols() + tile - 1) / tile);
    std::vector<std::unique_ptr<Mover>> movers;
    for (int i = 0; i < pool.size(); ++i)
        movers.push_back(std::make_unique<Mover>(model, settings.solver));
    std::atomic<bool> failed = false;
    std::atomic<int> finished = 0;
    pool.run(tiles, [&](int index, int worker) {
        Mover& mover = *movers[std::size_t(worker)];
        const Index begin = Index(index) * tile, n = std::min<Index>(tile, start.cols() - begin);
        RungeKutta::Block x(mover.x.data(), d, n), v(mover.v.data(), d, n);
        const auto field = [&](double t, RungeKutta::Block at, RungeKutta::Block velocity) {
            mover.velocity(t, at, velocity);
        };
        x = (start.middleCols(begin, n).colwise() - units.center) / units.scale;
        for (int l = 0; l < levels && !failed && !stop.stop_requested(); ++l) {
            const double now = units.toTraining(times[l]);
            if (l > 0 &&
                !mover.method.advance(field, x, units.toTraining(times[l - 1]), now, settings.step, settings.tolerance))
                failed = true;
            mover.velocity(now, x, v);
            if (!x.allFinite() || !v.allFinite())
                failed = true;
            out.positions[std::size_t(l)].middleCols(begin, n) =
                ((x * units.scale).colwise() + units.center).cast<float>();
            out.velocities[std::size_t(l)].middleCols(begin, n) = (v * units.velocityFactor()).cast<float>();
        }
        const int count = ++finished;
        if (progress && worker == 0)
            progress(double(count) / tiles);
    });
    if (stop.stop_requested())
        throw Error(ErrorCode::Cancelled, "The simulation was cancelled.");
    if (failed)
        throw Error(ErrorCode::WorkFailed, "The simulation failed: particles leave every bound.",
                    "Train longer or with a lower learning rate, or use a smaller step.");
    if (backward) {
        out.times.reverseInPlace();
        std::reverse(out.positions.begin(), out.positions.end());
        std::reverse(out.velocities.begin(), out.velocities.end());
        out.startLevel = levels - 1;
    }
    return out;
}

} // namespace engine
