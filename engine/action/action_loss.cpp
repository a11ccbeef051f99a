#include "engine/action/action_loss.h"

namespace engine {

template <class S>
ActionLoss<S>::ActionLoss(const LossTerms& terms, int dimension)
    : m_terms(terms),
      m_dimension(dimension),
      m_laplacian(terms.hasLaplacian() ? resolved(terms.laplacian, dimension) : LaplacianKind::Automatic) {}

template <class S> int ActionLoss<S>::probes() const {
    return m_laplacian == LaplacianKind::Exact ? m_dimension : m_laplacian == LaplacianKind::Hutchinson ? 1 : 0;
}

template <class S>
double ActionLoss<S>::tile(const Mlp<S>& net, TileWorkspace<S>& workspace, const PathSamples<S>& samples, Rng& rng,
                           S* gradient, TileFindings* findings) const {
    const int n = samples.interior, d = m_dimension, m = probes(), b = samples.boundary;
    const bool action = m_terms.form == LossForm::Action, plain = m_terms.cost.isPlain();
    const bool stein = m_laplacian == LaplacianKind::Stein;
    workspace.begin(columnsFor(n), m, b);

    auto input = workspace.interiorInput();
    auto direction = workspace.direction();
    input.topLeftCorner(d, n) = samples.x.leftCols(n);
    input.row(d).head(n) = samples.t.leftCols(n);
    if (stein) {
        // The moved samples stand behind the others; their ε waits where their direction will be.
        for (int j = 0; j < n; ++j)
            for (int i = 0; i < d; ++i)
                direction(i, n + j) = S(rng.normal());
        input.rightCols(n) = input.leftCols(n);
        input.topRightCorner(d, n) += S(kSteinLength) * direction.topRightCorner(d, n);
    }
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
    const S lambda = S(m_terms.lambda);
    const auto s = workspace.value();
    const auto slope = workspace.slope();
    auto seed = workspace.valueSeed();
    for (int j = 0; j < n; ++j) {
        const auto omega = timeWeightAt(m_terms.timeWeight, samples.t[j]);
        const S weight = samples.weight[j], scaled = weight * S(omega.value);
        const auto grad = slope.col(j).head(d);
        auto along = direction.col(j).head(d);
        S integrand = S(0.5) * lambda * s[j] * s[j];
        seed[j] = scaled * lambda * s[j];
        if (plain) {
            integrand += S(0.5) * grad.squaredNorm();
            along = scaled * grad;
        } else {
            integrand += m_terms.cost.evaluate(&slope(0, j), &direction(0, j));
            along *= scaled;
        }
        S contribution = 0;
        if (action) {
            integrand += slope(d, j);
            contribution = weight * S(omega.slope) * s[j];
            seed[j] += weight * S(omega.slope);
            direction(d, j) = scaled;
        } else {
            const auto velocity = samples.dx_dt.col(j);
            integrand -= grad.dot(velocity) + s[j] * samples.logWeightRate[j];
            seed[j] -= scaled * samples.logWeightRate[j];
            along -= scaled * velocity;
            direction(d, j) = 0;
        }
        contribution += scaled * integrand;
        if (m_laplacian != LaplacianKind::Automatic) {
            const double sigma = m_terms.sigma.at(samples.t[j]);
            const S scale = scaled * S(0.5 * sigma * sigma);
            if (stein) {
                auto moved = direction.col(n + j);
                moved.head(d) *= scale / S(kSteinLength);
                moved[d] = 0;
                along -= moved.head(d);
                seed[n + j] = 0;
                contribution += moved.head(d).dot(slope.col(n + j).head(d) - grad);
            } else {
                workspace.probeScale()[j] = scale;
            }
        }
        loss += double(contribution);
        if (findings) {
            findings->contribution[j] = double(contribution);
            findings->slopeSquares = (j ? findings->slopeSquares : 0) + double(grad.squaredNorm());
        }
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
    for (int k = 0; k < m; ++k) {
        auto probe = workspace.probe(k);
        probe.setZero();
        if (m_laplacian == LaplacianKind::Exact)
            probe.row(k).setOnes();
        else
            for (int j = 0; j < n; ++j)
                for (int i = 0; i < d; ++i)
                    probe(i, j) = S(rng.sign());
    }
    if (gradient || m > 0)
        workspace.tangent(net);
    if (m > 0) // D s = V·∇_u s + (σ²/2) Δs: what remains after the first part is the entropic term
        for (int j = 0; j < n; ++j) {
            const double entropic = double(workspace.directional()[j] - direction.col(j).dot(slope.col(j)));
            loss += entropic;
            if (findings)
                findings->contribution[j] += entropic;
        }
    if (gradient)
        workspace.accumulate(net, gradient);
    return loss;
}

template class ActionLoss<float>;
template class ActionLoss<double>;

} // namespace engine
