#include "engine/session/plane_sampler.h"

#include "engine/data/synthetic.h"
#include "engine/metrics/exact_field.h"

#include <algorithm>
#include <cmath>

namespace engine {

namespace {

constexpr int kLiveLevels = 9, kFinalLevels = 21;
constexpr int kLiveSide = 36, kFinalSide = 64; ///< grid points along the longer side
constexpr double kMargin = 0.15;               ///< of the data's extent, at every side
constexpr double kReachWidth = 0.035;          ///< of the grid's longer side: how wide a particle's way counts
constexpr float kReached = 0.06F;              ///< of the mean number of particles a reached cell sees

/// A Gaussian blur along one direction of the grid; what lies outside is 0.
void blur(Eigen::RowVectorXf& values, int nx, int ny, bool alongX, double width) {
    const int radius = int(std::ceil(3 * width)), length = alongX ? nx : ny, stride = alongX ? 1 : nx;
    std::vector<float> kernel, line(static_cast<std::size_t>(length));
    float total = 0;
    for (int k = -radius; k <= radius; ++k)
        total += kernel.emplace_back(float(std::exp(-0.5 * k * k / (width * width))));
    for (int start = 0; start < (alongX ? ny : nx); ++start) {
        const int first = start * (alongX ? nx : 1);
        for (int i = 0; i < length; ++i)
            line[std::size_t(i)] = values[first + i * stride];
        for (int i = 0; i < length; ++i) {
            float sum = 0;
            for (int k = std::max(-radius, -i); k <= std::min(radius, length - 1 - i); ++k)
                sum += kernel[std::size_t(k + radius)] * line[std::size_t(i + k)];
            values[first + i * stride] = sum / total;
        }
    }
}

/// See PlaneSamples::reach: how often particles of all times come by, blurred, and cut off softly.
Eigen::RowVectorXf reachOf(const Trajectories& trajectories, const PlaneSamples& grid) {
    Eigen::RowVectorXf seen = Eigen::RowVectorXf::Zero(Index(grid.nx) * grid.ny);
    const Eigen::Vector2d cell = (grid.upper - grid.lower).cwiseQuotient(Eigen::Vector2d(grid.nx - 1, grid.ny - 1));
    for (const Eigen::MatrixXf& level : trajectories.positions)
        for (Index i = 0; i < level.cols(); ++i) {
            const double x = (double(level(0, i)) - grid.lower.x()) / cell.x() + 0.5;
            const double y = (double(level(1, i)) - grid.lower.y()) / cell.y() + 0.5;
            if (x >= 0 && y >= 0 && x < grid.nx && y < grid.ny)
                ++seen[Index(y) * grid.nx + Index(x)];
        }
    const double width = kReachWidth * (std::max(grid.nx, grid.ny) - 1);
    blur(seen, grid.nx, grid.ny, true, width);
    blur(seen, grid.nx, grid.ny, false, width);
    const float reached = seen.sum() / float(std::max<Index>(1, (seen.array() > 1e-6F).count()));
    return (seen.array() / std::max(kReached * reached, 1e-12F)).min(1);
}

} // namespace

struct PlaneSampler::Truth {
    ExactField field;
};

PlaneSampler::PlaneSampler(std::shared_ptr<const ActionModel> model, WorkerPool& pool, const Dataset& dataset,
                           const Trajectories& trajectories, MotionCare care)
    : m_model(model), m_evaluator(std::move(model), pool), m_samples(std::make_shared<PlaneSamples>()) {
    const bool final = care == MotionCare::Final;
    const Bounds bounds = boundsOf(dataset);
    const double longest = std::max((bounds.upper - bounds.lower).maxCoeff(), 1e-12);
    const Vector extent = (bounds.upper - bounds.lower).cwiseMax(0.02 * longest), middle = bounds.center();
    PlaneSamples& p = *m_samples;
    p.lower = middle - (0.5 + kMargin) * extent;
    p.upper = middle + (0.5 + kMargin) * extent;
    const Eigen::Vector2d sides = p.upper - p.lower;
    const int most = final ? kFinalSide : kLiveSide;
    p.nx = std::max(most / 4, int(std::lround(most * sides.x() / sides.maxCoeff())));
    p.ny = std::max(most / 4, int(std::lround(most * sides.y() / sides.maxCoeff())));
    p.times = Times::LinSpaced(final ? kFinalLevels : kLiveLevels, std::min(dataset.firstTime(), m_model->firstTime()),
                               std::max(dataset.lastTime(), m_model->lastTime()));
    m_grid.resize(2, Index(p.nx) * p.ny);
    for (Index i = 0; i < m_grid.cols(); ++i)
        m_grid.col(i) = p.position(i);
    p.reach = reachOf(trajectories, p);
    if (!dataset.exampleName.empty())
        if (auto field = exactField(syntheticExample(dataset.exampleName).process, m_model->dynamics,
                                    m_model->normalization))
            m_truth = std::make_unique<Truth>(Truth{std::move(*field)});
}

PlaneSampler::~PlaneSampler() = default;

void PlaneSampler::advance() {
    PlaneSamples& p = *m_samples;
    const Real time = p.times[m_level++];
    const ActionValues values = m_evaluator.evaluate(Times::Constant(m_grid.cols(), time), m_grid);
    const auto keep = [&p](PlaneQuantity quantity, const RowVector& of) { p.of(quantity).push_back(of.cast<float>()); };
    const bool grows = isWeighted(m_model->dynamics.method);
    const double reached = double(p.reach.sum());
    const double mean = grows || reached == 0 ? 0 : values.s.dot(p.reach.cast<Real>()) / reached;
    keep(PlaneQuantity::Action, values.s.array() - mean);
    if (grows)
        keep(PlaneQuantity::Growth, values.growth);
    keep(PlaneQuantity::Divergence, values.divergence);
    keep(PlaneQuantity::Laplacian, values.laplacian);
    keep(PlaneQuantity::Speed, values.velocity.colwise().norm());
    if (!m_truth)
        return;
    Points truth(2, m_grid.cols());
    for (Index i = 0; i < m_grid.cols(); ++i)
        m_truth->field.velocity(time, m_grid.col(i), truth.col(i));
    keep(PlaneQuantity::TrueSpeed, truth.colwise().norm());
    keep(PlaneQuantity::Difference, (values.velocity - truth).colwise().norm());
    p.trueVelocities.push_back(truth.cast<float>());
}

std::shared_ptr<const PlaneSamples> PlaneSampler::take() { return std::move(m_samples); }

std::shared_ptr<const PlaneSamples> samplePlane(std::shared_ptr<const ActionModel> model, WorkerPool& pool,
                                                const Dataset& dataset, const Trajectories& trajectories,
                                                MotionCare care) {
    PlaneSampler sampler(std::move(model), pool, dataset, trajectories, care);
    while (!sampler.isFinished())
        sampler.advance();
    return sampler.take();
}

} // namespace engine
