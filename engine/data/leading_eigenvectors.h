#pragma once

#include "engine/core/types.h"

#include <functional>

namespace engine {

/// Orthonormal eigenvectors in columns with their eigenvalues, largest first.
struct Eigenvectors {
    Matrix vectors;
    Vector values;
};

/// All of a symmetric matrix whose lower half is given.
/// Errors: Error{WorkFailed} for numbers beyond all bounds.
Eigenvectors eigenvectors(const Matrix& lower);

/// The `wanted` leading ones of a positive semidefinite matrix of `rows` rows that is known by what it makes of
/// vectors: the block Lanczos iteration with full orthogonalisation and thick restarts (Wu and Simon 2000). Ends when
/// for each pair (θ, u) ‖A u − θ u‖ is at most θ/1000, or `rounding` of the largest θ; the error of θ is then at most
/// that, and about its square where the spectrum falls off: a tail of equal eigenvalues costs rounds, not digits. After
/// 100 rounds what there is is taken. Precondition: wanted is far below rows.
Eigenvectors leadingEigenvectors(Index rows, Index wanted, Real rounding,
                                 const std::function<Matrix(const Matrix&)>& multiply);

} // namespace engine
