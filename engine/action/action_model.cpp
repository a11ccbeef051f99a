#include "engine/action/action_model.h"

namespace engine {

struct ModelEvaluator::Scratch {
    Scratch(const ActionFunction& action)
        : workspace(action.makeWorkspace()),
          u(action.dimension() + 1, action.tileSize()),
          slope(action.dimension() + 1, action.tileSize()),
          units(action.dimension(), action.dimension() * action.tileSize()),
          roots(units.rows(), units.cols()),
          s(action.tileSize()),
          second(action.tileSize()),
          velocity(action.dimension()),
          root(action.dimension(), action.dimension()) {
        for (int j = 0; j < action.tileSize(); ++j)
            units.middleCols(Index(j) * units.rows(), units.rows()).setIdentity();
    }

    std::unique_ptr<ActionFunction::Workspace> workspace;
    Eigen::MatrixXf u, slope, units, roots;
    Eigen::RowVectorXf s, second;
    Vector velocity;
    Matrix root;
};

ModelEvaluator::ModelEvaluator(std::shared_ptr<const ActionModel> model, WorkerPool& pool)
    : m_model(std::move(model)), m_cost(m_model->conjugateCost()), m_pool(pool) {
    for (int i = 0; i < pool.size(); ++i)
        m_scratch.push_back(std::make_unique<Scratch>(*m_model->function));
}

ModelEvaluator::~ModelEvaluator() = default;

ActionValues ModelEvaluator::evaluate(const Times& times, const Points& x) {
    const Index n = x.cols();
    const int d = m_model->dimension();
    ActionValues out{RowVector(n), RowVector(n), RowVector(n), Points(d, n), RowVector(n), RowVector(n)};
    const Normalization& units = m_model->normalization;
    const Real action = m_model->actionFactor(), growth = m_model->growthFactor();
    forTiles(n, [&](Index begin, int count, Scratch& scratch) {
        auto u = scratch.u.leftCols(count);
        u.topRows(d) = ((x.middleCols(begin, count).colwise() - units.center) / units.scale).cast<float>();
        u.row(d) = ((times.segment(begin, count).array() - units.start) / units.duration).cast<float>().matrix();
        const auto s = scratch.s.head(count);
        const auto slope = scratch.slope.leftCols(count);
        m_model->function->secondDerivatives(*scratch.workspace, u, scratch.units.leftCols(Index(count) * d),
                                             scratch.s.head(count), scratch.slope.leftCols(count),
                                             scratch.second.head(count));
        out.s.segment(begin, count) = s.cast<Real>() * action;
        out.growth.segment(begin, count) = s.cast<Real>() * growth;
        if (growth > 0)
            for (int j = 0; j < count; ++j)
                out.growth[begin + j] += m_model->masses.logRate(times[begin + j]);
        out.ds_dt.segment(begin, count) = slope.row(d).cast<Real>() * (action / units.duration);
        out.laplacian.segment(begin, count) =
            scratch.second.head(count).cast<Real>() * (action / (units.scale * units.scale));
        if (m_cost.isPlain()) {
            out.velocity.middleCols(begin, count) = slope.topRows(d).cast<Real>() * units.velocityFactor();
            out.divergence.segment(begin, count) = out.laplacian.segment(begin, count);
            return;
        }
        for (int j = 0; j < count; ++j) { // v = ∇c*(∇s), div v = tr(Hess c* Hess s)
            const Vector y = slope.col(j).head(d).cast<Real>();
            m_cost.velocity(y, scratch.velocity);
            out.velocity.col(begin + j) = scratch.velocity * units.velocityFactor();
            m_cost.hessianRoot(y, scratch.root);
            scratch.roots.middleCols(Index(j) * d, d) = scratch.root.cast<float>();
        }
        m_model->function->secondDerivatives(*scratch.workspace, u, scratch.roots.leftCols(Index(count) * d),
                                             scratch.s.head(count), scratch.slope.leftCols(count),
                                             scratch.second.head(count));
        out.divergence.segment(begin, count) = scratch.second.head(count).cast<Real>() / units.duration;
    });
    return out;
}

void ModelEvaluator::velocity(Real time, const Points& x, Points& velocity) {
    const int d = m_model->dimension();
    velocity.resize(d, x.cols());
    const Normalization& units = m_model->normalization;
    forTiles(x.cols(), [&](Index begin, int count, Scratch& scratch) {
        auto u = scratch.u.leftCols(count);
        u.topRows(d) = ((x.middleCols(begin, count).colwise() - units.center) / units.scale).cast<float>();
        u.row(d).setConstant(float(units.toTraining(time)));
        m_model->function->slope(*scratch.workspace, u, scratch.s.head(count), scratch.slope.leftCols(count));
        for (int j = 0; j < count; ++j) {
            scratch.velocity = scratch.slope.col(j).head(d).cast<Real>();
            if (m_cost.isPlain())
                velocity.col(begin + j) = scratch.velocity * units.velocityFactor();
            else {
                m_cost.velocity(scratch.velocity, velocity.col(begin + j));
                velocity.col(begin + j) *= units.velocityFactor();
            }
        }
    });
}

template <class Work> void ModelEvaluator::forTiles(Index n, Work&& work) {
    const int tile = m_model->function->tileSize();
    m_pool.run(int((n + tile - 1) / tile), [&](int index, int worker) {
        const Index begin = Index(index) * tile;
        work(begin, int(std::min<Index>(tile, n - begin)), *m_scratch[std::size_t(worker)]);
    });
}

} // namespace engine
