#include "ui/document/projection.h"

#include <Eigen/Eigenvalues>
#include <Eigen/SVD>
#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstdio>

namespace ui {

namespace {

constexpr double kOrthonormal = 1e-6;
constexpr double kHidden = 1e-9; ///< a singular value below: nothing of that direction is there
constexpr double kNamed = 0.15;  ///< least share of an axis that is named
constexpr std::size_t kMostNamed = 3;

/// The nearest matrix with orthonormal rows. Directions that are missing are taken from the axes that are hidden most.
Eigen::MatrixXd nearestOrthonormal(const Eigen::MatrixXd& rows) {
    const Eigen::JacobiSVD<Eigen::MatrixXd> svd(rows, Eigen::ComputeThinU | Eigen::ComputeThinV);
    Eigen::MatrixXd right = svd.matrixV(); // d×m
    const auto present = Eigen::Index((svd.singularValues().array() > kHidden).count());
    for (Eigen::Index k = present; k < right.cols(); ++k) {
        const auto known = right.leftCols(k);
        Eigen::Index hidden = 0;
        (known.rowwise().squaredNorm().array() * 1e6).round().minCoeff(&hidden); // the first of equals
        Eigen::VectorXd direction = Eigen::VectorXd::Unit(right.rows(), hidden);
        direction -= known * (known.transpose() * direction);
        Eigen::Index largest = 0;
        svd.matrixU().col(k).cwiseAbs().maxCoeff(&largest);
        right.col(k) = direction.normalized() * (svd.matrixU()(largest, k) < 0 ? -1 : 1); // it comes in upright
    }
    return svd.matrixU() * right.transpose();
}

/// Of a symmetric matrix without negative eigenvalues.
Eigen::MatrixXd squareRoot(const Eigen::MatrixXd& matrix) {
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(matrix);
    return solver.eigenvectors() * solver.eigenvalues().cwiseMax(0).cwiseSqrt().asDiagonal() *
           solver.eigenvectors().transpose();
}

Eigen::MatrixXd without(const Eigen::MatrixXd& matrix, int column) {
    Eigen::MatrixXd result(matrix.rows(), matrix.cols() - 1);
    result << matrix.leftCols(column), matrix.rightCols(matrix.cols() - 1 - column);
    return result;
}

} // namespace

Projection Projection::ofAxes(const std::vector<int>& axes, int dimension) {
    Eigen::MatrixXd rows = Eigen::MatrixXd::Zero(Eigen::Index(axes.size()), dimension);
    for (std::size_t k = 0; k < axes.size(); ++k)
        rows(Eigen::Index(k), axes[k]) = 1;
    return Projection(std::move(rows));
}

Projection Projection::standard(int dimension) {
    return Projection(Eigen::MatrixXd::Identity(std::min(dimension, 3), dimension));
}

std::optional<Projection> Projection::fromMatrix(const Eigen::MatrixXd& rows) {
    if (rows.rows() < 2 || rows.rows() > 3 || rows.cols() < rows.rows() || !rows.allFinite())
        return {};
    const Eigen::MatrixXd products = rows * rows.transpose();
    if (!products.isIdentity(kOrthonormal))
        return {};
    return Projection(rows);
}

std::vector<int> Projection::axes() const {
    std::vector<int> axes;
    for (Eigen::Index k = 0; k < m_rows.rows(); ++k) {
        Eigen::Index axis = 0;
        if (m_rows.row(k).maxCoeff(&axis) != 1)
            return {};
        axes.push_back(int(axis));
    }
    return axes;
}

Projection Projection::withAxis(int pictureAxis, int axis) const {
    if (std::vector<int> axes = this->axes(); !axes.empty()) {
        if (const auto other = std::find(axes.begin(), axes.end(), axis); other != axes.end())
            *other = axes[std::size_t(pictureAxis)];
        axes[std::size_t(pictureAxis)] = axis;
        return ofAxes(axes, dimension());
    }
    // The others keep what they show of the space across the new axis.
    Eigen::MatrixXd others(m_rows.rows() - 1, m_rows.cols());
    others << m_rows.topRows(pictureAxis), m_rows.bottomRows(m_rows.rows() - 1 - pictureAxis);
    const Eigen::MatrixXd across = nearestOrthonormal(without(others, axis));
    Eigen::MatrixXd rows = Eigen::MatrixXd::Zero(m_rows.rows(), m_rows.cols());
    rows(pictureAxis, axis) = 1;
    for (Eigen::Index k = 0; k < across.rows(); ++k) {
        const Eigen::Index row = k < pictureAxis ? k : k + 1;
        rows.row(row) << across.row(k).head(axis), 0, across.row(k).tail(across.cols() - axis);
    }
    return Projection(std::move(rows));
}

Projection Projection::withPictureDimension(int dimension) const {
    if (dimension <= pictureDimension())
        return Projection(m_rows.topRows(dimension));
    Eigen::MatrixXd rows = Eigen::MatrixXd::Zero(dimension, m_rows.cols());
    rows.topRows(m_rows.rows()) = m_rows;
    for (Eigen::Index k = m_rows.rows(); k < dimension; ++k) {
        const auto known = rows.topRows(k);
        Eigen::VectorXd direction = Eigen::VectorXd::Unit(rows.cols(), mostHidden(known));
        direction -= known.transpose() * (known * direction);
        rows.row(k) = direction.normalized().transpose();
    }
    return Projection(std::move(rows));
}

Projection Projection::turned(int axis, const Eigen::VectorXd& end) const {
    assert(dimension() > pictureDimension());
    const Eigen::VectorXd arrow = end / std::max(1.0, end.norm());
    // The axis has the column `arrow`; the others Q share what is left: Q·Qᵀ = 1 − arrow·arrowᵀ, nearest to before.
    const Eigen::Index m = m_rows.rows();
    const Eigen::MatrixXd rest =
        squareRoot(Eigen::MatrixXd::Identity(m, m) - arrow * arrow.transpose()) * nearestOrthonormal(without(m_rows, axis));
    Eigen::MatrixXd rows(m, m_rows.cols());
    rows << rest.leftCols(axis), arrow, rest.rightCols(rest.cols() - axis);
    return Projection(std::move(rows));
}

int Projection::mostHidden(const Eigen::MatrixXd& rows) {
    Eigen::Index hidden = 0;
    (rows.colwise().squaredNorm().array() * 1e6).round().minCoeff(&hidden);
    return int(hidden);
}

std::vector<std::string> Projection::axisNames(const std::vector<std::string>& names) const {
    std::vector<std::string> result;
    for (Eigen::Index k = 0; k < m_rows.rows(); ++k) {
        Eigen::Index axis = 0;
        if (m_rows.row(k).maxCoeff(&axis) == 1) {
            result.push_back(names[std::size_t(axis)]);
            continue;
        }
        std::vector<Eigen::Index> order(std::size_t(m_rows.cols()));
        for (std::size_t j = 0; j < order.size(); ++j)
            order[j] = Eigen::Index(j);
        const auto share = [&](Eigen::Index j) { return std::abs(m_rows(k, j)); };
        std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return share(a) > share(b); });
        std::string name;
        std::size_t named = 0;
        for (const Eigen::Index j : order) {
            if (named > 0 && (share(j) < kNamed || named == kMostNamed)) {
                name += share(j) < 0.005 ? "" : " …";
                break;
            }
            char number[16];
            std::snprintf(number, sizeof number, "%.2f ", share(j));
            const bool isNegative = m_rows(k, j) < 0;
            name += named++ == 0 ? (isNegative ? "−" : "") : (isNegative ? " − " : " + ");
            name += number + names[std::size_t(j)];
        }
        result.push_back(name);
    }
    return result;
}

} // namespace ui
