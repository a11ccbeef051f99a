#pragma once

#include "engine/action/loss_terms.h"
#include "engine/nn/tile_workspace.h"
#include "engine/path/path.h"

namespace engine {

/// What a tile tells besides its loss. Sized once.
struct TileFindings {
    Eigen::RowVectorXd contribution; ///< 1×n: what each interior sample adds to the loss
    double slopeSquares = 0;         ///< Σ ‖∇s‖² over the interior samples

    explicit TileFindings(int capacity) : contribution(capacity) {}
};

/// The loss of Action Matching and its exact gradient in the weights, tile by tile: one code path for all variants.
///
/// Paper:  L = ω(0)E_0[s] − ω(1)E_1[s] + ∫ ω E_t[∂s/∂t + f] + ω' E_t[s] dt  (action form, Eq. 7 and §1.3), or
///         L = ∫ ω E_t[f − ∇s·ẋ − s r] dt  (flow form, §1.6),
///         f = c*(∇s) + (λ/2) s² + (σ²/2) Δs  (Eqs. 7, 13, 20, Sec. 3.3).
///         Δs is exact, or a mean over random directions: (r·∇)² s with signs r (Hutchinson), or by Stein's identity
///         ε·(∇s(x + γε) − ∇s(x))/γ with normal ε, which is Δs of the action smoothed over the length γ.
/// Units:  training units.
/// Errors: none; the caller checks that the sum is finite.
/// Thread: const use from any number of threads, one workspace each; allocates nothing.
template <class S> class ActionLoss {
public:
    static constexpr double kSteinLength = 0.05; ///< γ, of the data's spread

    ActionLoss(const LossTerms& terms, int dimension);

    const LossTerms& terms() const { return m_terms; }
    void setCost(const ConjugateCost& cost) { m_terms.cost = cost; }
    /// Room a workspace needs: second-derivative directions of every sample, and interior columns of `samples`.
    int probes() const;
    int columnsFor(int samples) const { return m_laplacian == LaplacianKind::Stein ? 2 * samples : samples; }
    /// Boundary samples that belong to `interior` samples: as many at each end.
    int boundaryFor(int interior) const { return m_terms.form == LossForm::Action ? 2 * interior : 0; }

    /// Sum over the tile of the loss (each sample counts with its weight; both boundary batches count as the interior
    /// one). Adds its gradient to `gradient` unless that is null. `rng` gives the random directions, d numbers a sample
    /// in turn; it is not asked without them.
    /// Shape: gradient has net.shape().parameterCount() entries.
    double tile(const Mlp<S>& net, TileWorkspace<S>& workspace, const PathSamples<S>& samples, Rng& rng, S* gradient,
                TileFindings* findings = nullptr) const;

private:
    LossTerms m_terms;
    int m_dimension;
    LaplacianKind m_laplacian; ///< Automatic: none
};

extern template class ActionLoss<float>;
extern template class ActionLoss<double>;

} // namespace engine
