#pragma once

#include "engine/action/loss_terms.h"
#include "engine/nn/tile_workspace.h"
#include "engine/path/path.h"

namespace engine {

/// The loss of Action Matching and its exact gradient in the weights, tile by tile: one code path for all variants.
///
/// Paper:  L = ω(0)E_0[s] − ω(1)E_1[s] + ∫ ω E_t[∂s/∂t + f] + ω' E_t[s] dt  (action form, Eq. 7 and §1.3), or
///         L = ∫ ω E_t[f − ∇s·ẋ − s r] dt  (flow form, §1.6),
///         f = ½‖∇s‖² + (λ/2) s² + (σ²/2) Δs  (Eqs. 7, 13, 20).
/// Units:  training units.
/// Errors: none; the caller checks that the sum is finite.
/// Thread: const use from any number of threads, one workspace each; allocates nothing.
template <class S> class ActionLoss {
public:
    ActionLoss(const LossTerms& terms, int dimension) : m_terms(terms), m_dimension(dimension) {}

    const LossTerms& terms() const { return m_terms; }
    /// Second-derivative directions a workspace needs for every sample.
    int probes() const { return m_terms.halfNoiseSquared > 0 ? m_dimension : 0; }
    /// Boundary samples that belong to `interior` samples: as many at each end.
    int boundaryFor(int interior) const { return m_terms.form == LossForm::Action ? 2 * interior : 0; }

    /// Sum over the tile of the loss (each sample counts with weight 1; both boundary batches count as the interior
    /// one). Adds its gradient to `gradient` unless that is null.
    /// Shape: gradient has net.shape().parameterCount() entries.
    double tile(const Mlp<S>& net, TileWorkspace<S>& workspace, const PathSamples<S>& samples, S* gradient) const;

private:
    LossTerms m_terms;
    int m_dimension;
};

extern template class ActionLoss<float>;
extern template class ActionLoss<double>;

} // namespace engine
