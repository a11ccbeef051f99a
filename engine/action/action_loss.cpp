#include "engine/action/action_loss.h"

namespace engine {

template <class S>
double ActionLoss<S>::tile(const Mlp<S>& net, TileWorkspace<S>& workspace, const PathSamples<S>& samples,
                           S* gradient) const {
    const int n = samples.interior, d = m_dimension, m = probes(), b = samples.boundary;
    const bool action = m_terms.form == LossForm::Action;
    workspace.begin(n, m, b);

    auto input = workspace.interiorInput();
    input.topRows(d) = samples.x.leftCols(n);
    input.row(d) = samples.t.leftCols(n);
    if (b > 0) {
        auto ends = workspace.boundaryInput();
        ends.topRows(d) = samples.boundaryX.leftCols(b);
        ends.row(d).head(b / 2).setZero();
        ends.row(d).tail(b - b / 2).setOnes();
    }
    workspace.evaluate(net, gradient != nullptr || m > 0);

    // Pointwise: the integrand, and its derivatives in s (seed α) and in ∇_u s (direction V). In the flow form the
    // derivative in ∂s/∂t is zero.
    double loss = 0;
    const auto s = workspace.value();
    const auto slope = workspace.slope();
    auto seed = workspace.valueSeed();
    auto direction = workspace.direction();
    for (int j = 0; j < n; ++j) {
        const auto omega = timeWeightAt(m_terms.timeWeight, samples.t[j]);
        const S weight = samples.weight[j], scaled = weight * S(omega.value);
        const auto grad = slope.col(j).head(d);
        S integrand = S(0.5) * grad.squaredNorm() + S(0.5 * m_terms.growth) * s[j] * s[j];
        seed[j] = scaled * S(m_terms.growth) * s[j];
        if (action) {
            integrand += slope(d, j);
            loss += double(weight * S(omega.slope) * s[j]);
            seed[j] += weight * S(omega.slope);
            direction.col(j).head(d) = scaled * grad;
            direction(d, j) = scaled;
        } else {
            const auto velocity = samples.dx_dt.col(j);
            integrand -= grad.dot(velocity) + s[j] * samples.logWeightRate[j];
            seed[j] -= scaled * samples.logWeightRate[j];
            direction.col(j).head(d) = scaled * (grad - velocity);
            direction(d, j) = 0;
        }
        loss += double(scaled * integrand);
        if (m > 0)
            workspace.probeScale()[j] = scaled * S(m_terms.halfNoiseSquared);
    }
    if (b > 0) {
        // One sample at each end for every interior one: E_0 and E_1 enter as sums over n.
        const S start = S(timeWeightAt(m_terms.timeWeight, 0).value) * S(2 * n) / S(b);
        const S end = S(timeWeightAt(m_terms.timeWeight, 1).value) * S(2 * n) / S(b);
        auto ends = workspace.boundarySeed();
        ends.head(b / 2).setConstant(start);
        ends.tail(b - b / 2).setConstant(-end);
        loss += double((ends * workspace.boundaryValue()).sum());
    }
    if (m > 0)
        for (int k = 0; k < m; ++k) {
            auto probe = workspace.probe(k);
            probe.setZero();
            probe.row(k).setOnes();
        }
    if (gradient || m > 0)
        workspace.tangent(net);
    if (m > 0) // D s = V·∇_u s + (σ²/2) Δs: what remains after the first part is the entropic term
        loss += double(workspace.directional().sum() - (direction.array() * slope.array()).sum());
    if (gradient)
        workspace.accumulate(net, gradient);
    return loss;
}

template class ActionLoss<float>;
template class ActionLoss<double>;

} // namespace engine
