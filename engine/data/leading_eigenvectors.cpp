#include "engine/data/leading_eigenvectors.h"

#include "engine/core/error.h"
#include "engine/core/random.h"

#include <Eigen/Eigenvalues>
#include <Eigen/QR>

namespace engine {

namespace {

constexpr Index kSpare = 10;     ///< vectors of a block beyond the wanted ones
constexpr Index kMostBlocks = 5; ///< in memory, with their images
constexpr int kMostRounds = 100;
constexpr Real kSettled = 1e-3;             ///< residual, as a part of the eigenvalue
constexpr std::uint64_t kStream = 0x706361; ///< of the vectors the iteration begins with

Matrix orthonormal(const Matrix& vectors) {
    const Eigen::HouseholderQR<Matrix> qr(vectors);
    return qr.householderQ() * Matrix::Identity(vectors.rows(), vectors.cols());
}

/// Orthonormal ones for these, at right angles to a basis. The second time is for those that lay almost within it.
Matrix besides(const Matrix& basis, Matrix vectors) {
    for (int time = 0; time < 2; ++time) {
        vectors -= basis * (basis.transpose() * vectors);
        vectors = orthonormal(vectors);
    }
    return vectors;
}

void append(Matrix& matrix, const Matrix& columns) {
    matrix.conservativeResize(columns.rows(), matrix.cols() + columns.cols());
    matrix.rightCols(columns.cols()) = columns;
}

} // namespace

Eigenvectors eigenvectors(const Matrix& lower) {
    const Eigen::SelfAdjointEigenSolver<Matrix> solver(lower);
    if (solver.info() != Eigen::Success)
        throw Error(ErrorCode::WorkFailed, Sentence::of("The principal components did not converge."),
                    Sentence::of("Check that the coordinates are of reasonable size."));
    return {solver.eigenvectors().rowwise().reverse(), solver.eigenvalues().reverse()};
}

Eigenvectors leadingEigenvectors(Index rows, Index wanted, Real rounding,
                                 const std::function<Matrix(const Matrix&)>& multiply) {
    const Index width = wanted + kSpare;
    Matrix block(rows, width);
    Rng(0, kStream).fillNormal(block);
    block = orthonormal(block);
    Matrix basis(rows, 0), image(rows, 0); // V and A V
    for (int round = 0;; ++round) {
        const Matrix blockImage = multiply(block);
        append(basis, block);
        append(image, blockImage);
        const Eigenvectors within = eigenvectors(basis.transpose() * image);
        // Kept through a restart: the wanted pairs and as many more as help them along.
        const Index kept = std::min(2 * width, basis.cols());
        const Matrix turn = within.vectors.leftCols(kept);
        const Matrix vectors = basis * turn, images = image * turn;
        const auto values = within.values.head(kept);
        const Vector residuals =
            (images.leftCols(wanted) - vectors.leftCols(wanted) * values.head(wanted).asDiagonal()).colwise().norm();
        const bool isSettled =
            (residuals.array() <= kSettled * values.head(wanted).array() + rounding * values[0]).all();
        if (isSettled || round == kMostRounds)
            return {vectors.leftCols(wanted), values.head(wanted)};
        block = besides(basis, blockImage);
        if (basis.cols() + width > kMostBlocks * width) {
            basis = vectors;
            image = images;
        }
    }
}

} // namespace engine
