#include "engine/action/convex_cost.h"

#include "engine/core/error.h"
#include "engine/core/text.h"

#include <Eigen/Cholesky>
#include <Eigen/LU>
#include <charconv>
#include <cmath>
#include <limits>

namespace engine {

using Kind = ConvexCost::Kind;

namespace {

int sideOf(const std::vector<Real>& matrix) { return int(std::lround(std::sqrt(double(matrix.size())))); }

Matrix matrixOf(const ConvexCost& cost) {
    const int d = sideOf(cost.matrix);
    return Eigen::Map<const Eigen::Matrix<Real, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>>(cost.matrix.data(), d,
                                                                                                  d);
}

[[noreturn]] void fail(const Sentence& what) {
    throw Error(ErrorCode::InvalidArgument, what,
                Sentence::of("Use power:P with P above 1, relativistic, cosh, or quadratic:m11,m12,... with a "
                             "symmetric, positive definite matrix by rows."));
}

Real numberIn(std::string_view text) {
    Real value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value))
        fail(Sentence::of("The cost has \"%1\" where a number is needed.", text));
    return value;
}

} // namespace

void ConvexCost::validate() const {
    if (kind == Kind::Power && !(std::isfinite(power) && power > 1))
        fail(Sentence::of("The power of the cost is %1.", shortNumber(power)));
    if (matrix.empty())
        return;
    const int d = sideOf(matrix);
    if (std::size_t(d) * std::size_t(d) != matrix.size())
        fail(Sentence::of("The matrix of the cost has %1 entries, which is no square.", matrix.size()));
    const Matrix m = matrixOf(*this);
    if (!m.allFinite() || (m - m.transpose()).cwiseAbs().maxCoeff() > 1e-9 * m.cwiseAbs().maxCoeff() ||
        m.llt().info() != Eigen::Success)
        fail(Sentence::of("The matrix of the cost is not symmetric and positive definite."));
}

std::string name(const ConvexCost& cost) {
    switch (cost.kind) {
    case Kind::Power:
        return "power:" + shortNumber(cost.power);
    case Kind::Relativistic:
        return "relativistic";
    case Kind::Cosh:
        return "cosh";
    default:
        break;
    }
    std::string text = "quadratic";
    for (std::size_t i = 0; i < cost.matrix.size(); ++i)
        text += (i ? "," : ":") + exactNumber(cost.matrix[i]);
    return text;
}

ConvexCost costNamed(std::string_view text) {
    const auto colon = text.find(':');
    const std::string_view kind = text.substr(0, colon);
    std::string_view rest = colon == std::string_view::npos ? std::string_view() : text.substr(colon + 1);
    ConvexCost cost;
    if (kind == "power" && !rest.empty()) {
        cost.kind = Kind::Power;
        cost.power = numberIn(rest);
    } else if (kind == "relativistic" && rest.empty()) {
        cost.kind = Kind::Relativistic;
    } else if (kind == "cosh" && rest.empty()) {
        cost.kind = Kind::Cosh;
    } else if (kind == "quadratic") {
        while (!rest.empty()) {
            const auto comma = rest.find(',');
            cost.matrix.push_back(numberIn(rest.substr(0, comma)));
            rest = comma == std::string_view::npos ? std::string_view() : rest.substr(comma + 1);
        }
    } else {
        fail(Sentence::of("Unknown cost \"%1\".", text));
    }
    cost.validate();
    return cost;
}

ConjugateCost::ConjugateCost(const ConvexCost& cost, int dimension, Real velocityUnit, Real smoothing)
    : m_cost(cost), m_dimension(dimension), m_unit(velocityUnit), m_smoothing(0), m_isPlain(cost.isPlain()) {
    cost.validate();
    if (cost.kind == Kind::Power) {
        m_dualPower = cost.power / (cost.power - 1);
        if (cost.power > 2)
            m_smoothing = smoothing;
    }
    if (!cost.matrix.empty()) {
        m_matrix = matrixOf(cost);
        if (m_matrix.rows() != dimension)
            fail(Sentence::of("The matrix of the cost is %1 × %2, but the data have %3 coordinates.", m_matrix.rows(),
                              m_matrix.rows(), dimension));
        m_inverse = m_matrix.inverse();
        m_inverseRoot = m_inverse.llt().matrixL();
    }
}

Real ConjugateCost::energyUnit() const {
    return m_cost.kind == Kind::Power ? std::pow(m_unit, m_cost.power) : m_unit * m_unit;
}

template <class S> S ConjugateCost::evaluate(const S* slope, S* out) const {
    using Array = Eigen::Array<S, Eigen::Dynamic, 1>;
    const Eigen::Map<const Array> y(slope, m_dimension);
    Eigen::Map<Array> v(out, out ? m_dimension : 0);
    const S k = S(m_unit), square = y.square().sum();
    switch (m_cost.kind) {
    case Kind::Power: {
        const S smooth = square + S(m_smoothing * m_smoothing);
        const S factor = smooth > 0 ? std::pow(smooth, S(m_dualPower / 2 - 1)) : S(0);
        if (out)
            v = factor * y;
        return smooth * factor / S(m_dualPower);
    }
    case Kind::Relativistic: {
        const S root = std::sqrt(1 + k * k * square);
        if (out)
            v = y / root;
        return square / (1 + root);
    }
    case Kind::Cosh: // cosh u − 1 = 2 sinh²(u/2)
        if (out)
            v = (k * y).sinh() / k;
        return 2 * (k / 2 * y).sinh().square().sum() / (k * k);
    default:
        break;
    }
    if (m_isPlain) {
        if (out)
            v = y;
        return S(0.5) * square;
    }
    S value = 0;
    for (int i = 0; i < m_dimension; ++i) {
        S sum = 0;
        for (int j = 0; j < m_dimension; ++j)
            sum += S(m_inverse(i, j)) * y[j];
        value += S(0.5) * sum * y[i];
        if (out)
            v[i] = sum;
    }
    return value;
}

template float ConjugateCost::evaluate(const float*, float*) const;
template double ConjugateCost::evaluate(const double*, double*) const;

void ConjugateCost::hessianRoot(const Eigen::Ref<const Vector>& y, Eigen::Ref<Matrix> root) const {
    const Real k = m_unit;
    switch (m_cost.kind) {
    case Kind::Power: {
        // r^(q/2−1) [I + (q−2) y yᵀ/r], r = ‖y‖² + ε²: along y the factor is 1 + (q−2)‖y‖²/r.
        const Real length = y.squaredNorm(), square = length + m_smoothing * m_smoothing;
        root.setIdentity();
        if (square <= 0) {
            root.setZero();
            break;
        }
        if (length > 0) {
            const Real along = std::sqrt(1 + (m_dualPower - 2) * length / square);
            root += ((along - 1) / length) * y.lazyProduct(y.transpose());
        }
        root *= std::sqrt(std::pow(square, m_dualPower / 2 - 1));
        break;
    }
    case Kind::Relativistic: {
        // (I − κ² y yᵀ/r)/√r, r = 1 + κ²‖y‖²: along y the factor is 1/r.
        const Real length = y.squaredNorm(), r = 1 + k * k * length;
        root.setIdentity();
        if (length > 0)
            root += ((1 / std::sqrt(r) - 1) / length) * y.lazyProduct(y.transpose());
        root *= std::pow(r, -0.25);
        break;
    }
    case Kind::Cosh:
        root.setZero();
        for (int i = 0; i < m_dimension; ++i)
            root(i, i) = std::sqrt(std::cosh(k * y[i]));
        break;
    default:
        if (m_isPlain)
            root.setIdentity();
        else
            root = m_inverseRoot;
    }
}

Real ConjugateCost::cost(const Eigen::Ref<const Vector>& v) const {
    const Real k = m_unit;
    switch (m_cost.kind) {
    case Kind::Power:
        return std::pow(v.norm(), m_cost.power) / m_cost.power;
    case Kind::Relativistic: {
        const Real square = k * k * v.squaredNorm();
        return square <= 1 ? (1 - std::sqrt(1 - square)) / (k * k) : std::numeric_limits<Real>::infinity();
    }
    case Kind::Cosh: {
        Real sum = 0;
        for (int i = 0; i < m_dimension; ++i) {
            const Real u = k * v[i];
            sum += u * std::asinh(u) - std::sqrt(1 + u * u) + 1;
        }
        return sum / (k * k);
    }
    default:
        return m_isPlain ? 0.5 * v.squaredNorm() : 0.5 * v.dot(m_matrix.lazyProduct(v));
    }
}

} // namespace engine
