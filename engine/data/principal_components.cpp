#include "engine/data/principal_components.h"

#include "engine/core/error.h"
#include "engine/data/leading_eigenvectors.h"

#include <algorithm>

namespace engine {

namespace {

constexpr Index kDirectSide = 600;  ///< up to so many rows a matrix is decomposed as it is
constexpr Index kMatrixSide = 2000; ///< up to so many it is made, and its leading vectors are found
constexpr Real kRounding = 1e-12;   ///< of the largest variance: below is no spread

class Computation {
public:
    Computation(const PointStream& points, std::stop_token stop) : m_points(points), m_stop(std::move(stop)) {}

    PrincipalComponents run() {
        if (m_points.count < 2)
            throw Error(ErrorCode::UnusableInput, Sentence::of("Principal components need at least two points."));
        measure();
        if (!(m_total > 0))
            throw Error(ErrorCode::UnusableInput,
                        Sentence::of("All points lie in one place: they have no principal components."),
                        Sentence::of("Train on the coordinates as they are."));
        const Index d = m_points.dimension, n = m_points.count;
        const Eigenvectors spectrum = d <= std::min(n, kMatrixSide) ? byCovariance()
                                      : n <= kMatrixSide            ? byGram()
                                                                    : byPasses();
        const Index spread = (spectrum.values.array() > kRounding * spectrum.values[0]).count();
        const Index count = std::min({spread, d, n - 1, Index(PrincipalComponents::kMost)});
        PrincipalComponents result{m_points.names, m_mean, spectrum.vectors.leftCols(count),
                                   spectrum.values.head(count), m_total};
        for (auto direction : result.directions.colwise()) {
            Index largest = 0;
            direction.cwiseAbs().maxCoeff(&largest);
            if (direction[largest] < 0)
                direction *= -1;
        }
        return result;
    }

private:
    void forEachCentred(const std::function<void(const Points&)>& work) const {
        m_points.forEach([&](const Points& piece) {
            requireTime();
            work(piece.colwise() - m_mean);
        });
    }

    Real freedoms() const { return Real(m_points.count - 1); }

    void measure() {
        m_mean = Vector::Zero(m_points.dimension);
        m_points.forEach([&](const Points& piece) { m_mean += piece.rowwise().sum(); });
        m_mean /= Real(m_points.count);
        forEachCentred([&](const Points& piece) { m_total += piece.squaredNorm(); });
        m_total /= freedoms();
    }

    /// Widest first, all or the leading kMost, of a matrix whose lower half is given.
    Eigenvectors decomposed(const Matrix& lower) const {
        if (lower.rows() <= kDirectSide)
            return eigenvectors(lower);
        return leadingEigenvectors(lower.rows(), PrincipalComponents::kMost, kRounding, [&](const Matrix& vectors) {
            requireTime();
            return Matrix(lower.selfadjointView<Eigen::Lower>() * vectors);
        });
    }

    Eigenvectors byCovariance() const {
        Matrix covariance = Matrix::Zero(m_points.dimension, m_points.dimension);
        forEachCentred([&](const Points& piece) {
            covariance.selfadjointView<Eigen::Lower>().rankUpdate(piece, 1 / freedoms());
        });
        return decomposed(covariance);
    }

    /// With fewer points than coordinates: XᵀX has the same variances, and X turns its vectors into directions.
    Eigenvectors byGram() const {
        Matrix all(m_points.dimension, m_points.count);
        Index at = 0;
        forEachCentred([&](const Points& piece) {
            all.middleCols(at, piece.cols()) = piece;
            at += piece.cols();
        });
        Matrix gram = Matrix::Zero(m_points.count, m_points.count);
        gram.selfadjointView<Eigen::Lower>().rankUpdate(all.transpose(), 1 / freedoms());
        Eigenvectors spectrum = decomposed(gram);
        const Index wanted = std::min<Index>(m_points.count - 1, PrincipalComponents::kMost);
        spectrum.vectors = (all * spectrum.vectors.leftCols(wanted)).eval();
        spectrum.vectors.colwise().normalize();
        spectrum.values.conservativeResize(wanted);
        return spectrum;
    }

    /// Both sides are long: the covariance is never made, but multiplied by in passes over the points.
    Eigenvectors byPasses() const {
        const auto covariance = [&](const Matrix& vectors) {
            Matrix image = Matrix::Zero(vectors.rows(), vectors.cols());
            forEachCentred([&](const Points& piece) {
                const Matrix along = piece.transpose() * vectors;
                image.noalias() += piece * along / freedoms();
            });
            return image;
        };
        return leadingEigenvectors(m_points.dimension, PrincipalComponents::kMost, kRounding, covariance);
    }

    void requireTime() const {
        if (m_stop.stop_requested())
            throw Error(ErrorCode::Cancelled, Sentence::of("The principal components were not computed to the end."));
    }

    const PointStream& m_points;
    std::stop_token m_stop;
    Vector m_mean;
    Real m_total = 0;
};

} // namespace

PrincipalComponents PrincipalComponents::leading(int components) const {
    return {names, mean, directions.leftCols(components), variances.head(components), totalVariance};
}

std::vector<std::string> PrincipalComponents::componentNames() const {
    std::vector<std::string> result;
    for (int k = 1; k <= count(); ++k)
        result.push_back("PC" + std::to_string(k));
    return result;
}

PrincipalComponents principalComponents(const PointStream& points, std::stop_token stop) {
    return Computation(points, std::move(stop)).run();
}

} // namespace engine
