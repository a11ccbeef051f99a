#include "engine/path/unbalanced_coupling.h"

#include <cmath>

namespace engine {

namespace {

Eigen::ArrayXd sharesOf(const RowVector& weights, Index n) {
    return weights.size() > 0 ? Eigen::ArrayXd(weights.transpose() / weights.sum())
                              : Eigen::ArrayXd::Constant(n, 1 / double(n));
}

} // namespace

UnbalancedCoupling unbalancedCoupling(const Points& source, const Points& target, const RowVector& sourceWeights,
                                      const RowVector& targetWeights, double penalty, const SinkhornSettings& settings,
                                      std::stop_token stop, const std::function<void(double)>& progress) {
    const EntropicPlan plan =
        entropicPlan(source, target, sourceWeights, targetWeights, penalty, settings, std::move(stop), progress);
    const Index n = source.cols(), m = target.cols();
    Eigen::ArrayXd rows = Eigen::ArrayXd::Zero(n), columns = Eigen::ArrayXd::Zero(m);
    for (const auto& entry : plan.entries) {
        rows[entry.source] += entry.mass;
        columns[entry.target] += entry.mass;
    }
    const Eigen::ArrayXd a = sharesOf(sourceWeights, n), b = sharesOf(targetWeights, m);
    UnbalancedCoupling result;
    double sum = 0;
    for (const auto& entry : plan.entries) {
        const double atSource = entry.mass * (a[entry.source] / rows[entry.source]),
                     atTarget = entry.mass * (b[entry.target] / columns[entry.target]);
        result.pairs.pairs.push_back({entry.source, entry.target});
        result.pairs.cumulative.push_back(sum += (atSource + atTarget) / 2);
        result.pairs.cost +=
            (atSource + atTarget) / 2 * (source.col(entry.source) - target.col(entry.target)).squaredNorm();
        result.logGain.push_back(float(std::log(atTarget / atSource)));
    }
    for (double& cumulative : result.pairs.cumulative)
        cumulative /= sum;
    return result;
}

} // namespace engine
