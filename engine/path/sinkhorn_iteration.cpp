#include "engine/path/sinkhorn_iteration.h"

#include "engine/core/error.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace engine::sinkhorn {

namespace {
constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr float kSmallest = -80; ///< exponent below which nothing counts: smaller numbers would be denormal, and slow
constexpr float kCounts = 12;    ///< entries below e^{−12} of both their row and their column do not count
constexpr double kLargestGrowth = 4; ///< exponent
constexpr double kMostEntries = 3e7;

/// The entries that count, as parts of their row's mass, row by row.
struct Entries {
    std::vector<std::size_t> begin;
    std::vector<std::int32_t> column;
    std::vector<float> share;
};
} // namespace

Side::Side(const Points& points, const RowVector& weights)
    : x(points.cast<float>()),
      squares(points.colwise().squaredNorm().cast<float>()),
      weight(weights.size() > 0 ? Eigen::ArrayXd(weights.transpose() / weights.sum())
                                : Eigen::ArrayXd::Constant(points.cols(), 1.0 / double(points.cols()))),
      potential(Eigen::ArrayXd::Zero(points.cols())) {
    logWeight = weight.log().cast<float>().transpose(); // −∞ for a point without weight
}

Side::Side(const Side& side, const std::vector<Index>& chosen)
    : x(side.x(Eigen::all, chosen)),
      squares(side.squares(chosen)),
      weight(side.weight(chosen)),
      potential(side.potential(chosen)) {
    weight /= weight.sum();
    logWeight = weight.log().cast<float>().transpose();
}

Iteration::Iteration(std::optional<double> penalty, std::stop_token stop)
    : m_penalty(penalty.value_or(kInfinity)), m_stop(std::move(stop)) {}

double Iteration::damping() const { return std::isinf(m_penalty) ? 1 : m_penalty / (m_penalty + epsilon); }

void Iteration::stopIfAsked() const {
    if (m_stop.stop_requested())
        throw Error(ErrorCode::Cancelled, Sentence::of("Pairing was cancelled."));
}

Eigen::ArrayXd Iteration::logMarginal(const Side& side) const {
    return std::isinf(m_penalty) ? Eigen::ArrayXd(side.weight.log())
                                 : Eigen::ArrayXd(side.weight.log() - side.potential / m_penalty);
}

void Iteration::prepare(const Side& other) {
    m_other = &other;
    m_offset = other.logWeight + (other.potential.transpose().cast<float>() - other.squares) / float(epsilon);
    m_row.resize(other.size());
}

/// (g_j − ‖x_i − y_j‖²)/ε + log b_j, but for −‖x_i‖²/ε.
const Row& Iteration::exponents(const Side& own, Index i) {
    m_row = m_offset;
    for (Index k = 0; k < own.x.rows(); ++k)
        m_row += (2 * own.x(k, i) / float(epsilon)) * m_other->x.row(k).array();
    return m_row;
}

const Row& Iteration::logPlan(const Side& own, Index i) {
    exponents(own, i);
    m_row += float(std::log(own.weight[i]) + (own.potential[i] - double(own.squares[i])) / epsilon);
    return m_row;
}

double Iteration::update(Side& own, const Side& other) {
    prepare(other);
    double change = 0;
    for (Index i = 0; i < own.size(); ++i) {
        if (i % 256 == 0)
            stopIfAsked();
        exponents(own, i);
        const float largest = m_row.maxCoeff();
        const double soft = double(largest) + std::log(double((m_row - largest).max(kSmallest).exp().sum()));
        const double potential = -damping() * (epsilon * soft - double(own.squares[i]));
        change += own.weight[i] * std::abs(std::expm1(std::min(50.0, (own.potential[i] - potential) / epsilon)));
        own.potential[i] = potential;
    }
    return change;
}

/// With a penalty, moving a constant from one potential to the other changes the total mass alone, and the iteration
/// would settle it at the slow rate κ²: the best constant is known.
void Iteration::shiftMass(Side& a, Side& b) const {
    if (std::isinf(m_penalty))
        return;
    const double left = (a.weight * (-a.potential / m_penalty).exp()).sum(),
                 right = (b.weight * (-b.potential / m_penalty).exp()).sum();
    const double constant = m_penalty / 2 * std::log(left / right);
    a.potential += constant;
    b.potential -= constant;
}

double Iteration::sweep(Side& a, Side& b) {
    update(b, a);
    const double change = update(a, b);
    shiftMass(a, b);
    return change;
}

int Iteration::sweepWhereItCounts(Side& a, Side& b, double tolerance, int most) {
    const Eigen::ArrayXd logRows = logMarginal(a), logColumns = logMarginal(b);
    const Row columns = logColumns.transpose().cast<float>();
    Entries entries;
    prepare(b);
    for (Index i = 0; i < a.size(); ++i) {
        if (i % 256 == 0)
            stopIfAsked();
        entries.begin.push_back(entries.column.size());
        if (a.weight[i] == 0)
            continue;
        const float row = float(logRows[i]);
        logPlan(a, i);
        for (Index j = 0; j < b.size(); ++j)
            if (m_row[j] > std::min(row, columns[j]) - kCounts) {
                entries.column.push_back(std::int32_t(j));
                entries.share.push_back(std::exp(std::max(m_row[j] - row, kSmallest)));
            }
        if (double(entries.column.size()) > kMostEntries)
            return 0;
    }
    entries.begin.push_back(entries.column.size());

    // With f₀ and g₀ the potentials the entries K were computed with: Σ_i e^{(f_i−f₀_i)/ε} K_ij = C_j gives
    // g_j = −κ (ε log(C_j/b_j) − g₀_j), and rows alike.
    const Eigen::ArrayXd firstA = a.potential, firstB = b.potential;
    Eigen::ArrayXd factor(a.size()), sums(b.size()), other(b.size());
    for (int done = 0; done < most;) {
        stopIfAsked();
        factor = ((a.potential - firstA) / epsilon + logRows).exp();
        sums.setZero();
        for (Index i = 0; i < a.size(); ++i)
            for (std::size_t k = entries.begin[std::size_t(i)]; k < entries.begin[std::size_t(i) + 1]; ++k)
                sums[entries.column[k]] += factor[i] * double(entries.share[k]);
        for (Index j = 0; j < b.size(); ++j)
            if (sums[j] > 0 && b.weight[j] > 0)
                b.potential[j] = -damping() * (epsilon * std::log(sums[j] / b.weight[j]) - firstB[j]);
        other = ((b.potential - firstB) / epsilon).exp();
        double change = 0;
        for (Index i = 0; i < a.size(); ++i) {
            double sum = 0;
            for (std::size_t k = entries.begin[std::size_t(i)]; k < entries.begin[std::size_t(i) + 1]; ++k)
                sum += double(entries.share[k]) * other[entries.column[k]];
            if (!(sum > 0))
                continue;
            const double logSum = std::log(sum) + logRows[i] - std::log(a.weight[i]);
            const double potential = -damping() * (epsilon * logSum - firstA[i]);
            change += a.weight[i] * std::abs(std::expm1(std::min(50.0, (a.potential[i] - potential) / epsilon)));
            a.potential[i] = potential;
        }
        shiftMass(a, b);
        ++done;
        // An entry grows by at most this factor: those left out may begin to count.
        const double growth = ((a.potential - firstA).maxCoeff() + (b.potential - firstB).maxCoeff()) / epsilon;
        if (change < tolerance || done == most || growth > kLargestGrowth)
            return done;
    }
    return 0;
}

} // namespace engine::sinkhorn
