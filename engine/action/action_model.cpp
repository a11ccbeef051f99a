#include "engine/action/action_model.h"

namespace engine {

struct ModelEvaluator::Scratch {
    std::unique_ptr<ActionFunction::Workspace> workspace;
    Eigen::MatrixXf u, slope;
    Eigen::RowVectorXf s, laplacian;
};

ModelEvaluator::ModelEvaluator(std::shared_ptr<const ActionModel> model, WorkerPool& pool)
    : m_model(std::move(model)), m_pool(pool) {
    const int d = m_model->dimension(), tile = m_model->function->tileSize();
    for (int i = 0; i < pool.size(); ++i) {
        auto scratch = std::make_unique<Scratch>();
        scratch->workspace = m_model->function->makeWorkspace();
        scratch->u.resize(d + 1, tile);
        scratch->slope.resize(d + 1, tile);
        scratch->s.resize(tile);
        scratch->laplacian.resize(tile);
        m_scratch.push_back(std::move(scratch));
    }
}

ModelEvaluator::~ModelEvaluator() = default;

ActionValues ModelEvaluator::evaluate(const Times& times, const Points& x) {
    const Index n = x.cols();
    const int d = m_model->dimension();
    ActionValues out{RowVector(n), RowVector(n), RowVector(n), Points(d, n)};
    const Normalization& units = m_model->normalization;
    const Real action = units.actionFactor();
    forTiles(n, [&](Index begin, int count, Scratch& scratch) {
        auto u = scratch.u.leftCols(count);
        u.topRows(d) = ((x.middleCols(begin, count).colwise() - units.center) / units.scale).cast<float>();
        u.row(d) = ((times.segment(begin, count).array() - units.start) / units.duration).cast<float>().matrix();
        m_model->function->laplacian(*scratch.workspace, u, scratch.s.head(count), scratch.slope.leftCols(count),
                                     scratch.laplacian.head(count));
        out.s.segment(begin, count) = scratch.s.head(count).cast<Real>() * action;
        out.velocity.middleCols(begin, count) =
            scratch.slope.topRows(d).leftCols(count).cast<Real>() * units.velocityFactor();
        out.ds_dt.segment(begin, count) = scratch.slope.row(d).head(count).cast<Real>() * (action / units.duration);
        out.laplacian.segment(begin, count) = scratch.laplacian.head(count).cast<Real>() / units.duration;
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
        velocity.middleCols(begin, count) =
            scratch.slope.topRows(d).leftCols(count).cast<Real>() * units.velocityFactor();
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
