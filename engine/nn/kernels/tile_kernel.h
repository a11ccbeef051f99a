#pragma once

#include "engine/core/instruction_set.h"
#include "engine/nn/activation.h"

#include <cstddef>

namespace engine {

/// The network as the kernels see it: raw numbers only, because this header is compiled for several processors.
/// Layer l = 0 … layers−1 is h_l = φ(W_l h_{l−1} + b_l) with h_{−1} = u = (x, t); then s = w·h_{layers−1} + c.
/// Shape: W_l is widths[l] × fanIn(l), column-major, at parameters + weightOffsets[l], b_l right behind it;
///        weightOffsets[layers] is where w (and behind it c) stands.
template <class S>
struct NetworkView {
    int inputs; ///< d + 1
    int layers;
    Activation activation;
    const int* widths;
    const std::ptrdiff_t* weightOffsets;
    const S* parameters;
    const S* packed; ///< W_l and W_lᵀ in the panels of the matrix kernel, see KernelTable::pack
    const std::ptrdiff_t* packedOffsets; ///< layers entries for W_l, then layers entries for W_lᵀ
};

/// Work space of one tile of samples. Interior samples lie between the snapshots and feel derivatives of s; boundary
/// samples (at t = 0 and 1) feel only its value. `probes` directions ε carry second derivatives.
///
/// Columns: n = interior, m = probes, b = boundary. Tangents are along D = V·∇_u + β Σ_ε (ε·∇_u)².
/// Shape: input and X[l]: [D (n) | ε (m·n) | h interior (n) | h boundary (b)]
///        G[l]:           [g (n) | adjoint of ε (m·n) | q interior (n) | q boundary (b)]
template <class S>
struct TileBuffers {
    int interior = 0;
    int probes = 0;
    int boundary = 0;

    S* input;   ///< (d+1) rows
    S** X;      ///< per layer, widths[l] rows: activations and their tangents
    S** G;      ///< per layer: adjoints of the pre-activations
    S** slope1; ///< per layer: φ' for n + b columns
    S** slope2; ///< per layer: φ'' for n columns
    S** slope3; ///< per layer: φ''' for n columns, used when probes > 0
    S** Z;      ///< per layer: pre-activation tangents [D | ε], n + m·n columns
    S** A;      ///< per layer below the last: W_{l+1}ᵀ g_{l+1}, n columns
    S* scratch; ///< max width × all columns

    S* value;       ///< out of evaluate: s, n + b entries
    S* slope_u;     ///< out of evaluate: ∇_u s = (∇_x s, ∂s/∂t), (d+1)×n
    S* directional; ///< out of tangent: D s, n entries
    S* valueSeed;   ///< in: ∂loss/∂s, n + b entries
    S* probeScale;  ///< in: β, n entries
};

/// The three passes of one tile. Together they give the exact gradient in the weights of
///     Σ_interior [α s + V·∇_u s + β Σ_ε (ε·∇_u)² s] + Σ_boundary α s,    α = valueSeed, V and ε in `input`,
/// with α, V, β held fixed. With V = ∂loss/∂(∇_u s) that is the gradient of any loss of s, ∇_u s and Δs.
///
/// Derivation, per sample. g_l is the adjoint of the pre-activation of s itself (seed 1):
///     a_L = w,  g_l = φ'_l ∘ a_l,  a_{l−1} = W_lᵀ g_l,  ∇_u s = W_0ᵀ g_0.
/// Tangents: zD_l = W_l hD_{l−1}, hD_l = φ' zD + β φ'' Σ_ε zε²; zε_l = W_l hε_{l−1}, hε_l = φ' zε. D s = w·hD_L.
/// The adjoint of zD_l is g_l again, so only ε and the values need a second reverse pass:
///     adj zε = φ' adj hε + 2β φ'' zε a,
///     q = adj z = φ' adj h + a (φ'' zD + β φ''' Σ zε²) + φ'' Σ zε adj hε,   adj h_L = α w, adj hε_L = 0,
///     dW_l = g hDᵀ + Σ adj zε hεᵀ + q hᵀ,   db_l = q,   dw = hD_L + α h_L,   dc = α.
/// The input meets the weights in z_0 = W_0 u alone, so the gradient in u is W_0ᵀ q_0.
template <class S>
struct KernelTable {
    InstructionSet instructionSet;
    /// Entries the packed copies of all W_l and W_lᵀ need; writes the 2·layers offsets.
    std::ptrdiff_t (*packedSize)(int inputs, int layers, const int* widths, std::ptrdiff_t* packedOffsets);
    void (*pack)(const NetworkView<S>&, S* packed);
    /// Forward, and reverse for ∇_u s. `forGradient`: keep φ'' and φ''' for the later passes.
    void (*evaluate)(const NetworkView<S>&, TileBuffers<S>&, bool forGradient);
    /// Forward tangents along D. Needs evaluate(forGradient) before.
    void (*tangent)(const NetworkView<S>&, TileBuffers<S>&);
    /// Second reverse pass; adds to `gradient` (layout of the parameters). Needs tangent before.
    void (*accumulate)(const NetworkView<S>&, TileBuffers<S>&, S* gradient);
    /// The gradient of the same sum in u at the interior samples: inputs × n numbers. Needs accumulate before.
    void (*inputGradient)(const NetworkView<S>&, const TileBuffers<S>&, S* gradient);
    /// C = A B for column-major A (m×k, packed by this call), B (k×n): the matrix kernel alone, for measurements.
    void (*multiply)(int m, int n, int k, const S* A, const S* B, S* C, S* packedScratch);
};

/// The kernels for `set`. Defined for S = float and double.
template <class S>
const KernelTable<S>& kernelTable(InstructionSet set = instructionSet());

} // namespace engine
