#include "engine/path/entropic_plan.h"

#include "engine/core/error.h"
#include "engine/core/random.h"
#include "engine/path/exact_transport.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

namespace engine {

namespace {

using Row = Eigen::Array<float, 1, Eigen::Dynamic>;
constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr std::uint64_t kFirstGuess = 0x51c0, kKeptEntries = 0x51c1;
constexpr Index kGuessPoints = 1000;
constexpr double kLargestLoss = 60;
constexpr float kSmallest = -80; ///< exponent below which nothing counts: smaller numbers would be denormal, and slow

/// One side of the problem: coordinates by rows, so that one instruction takes many points.
struct Side {
    Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor> x;
    Row squares, logWeight;
    Eigen::ArrayXd weight;
    Eigen::ArrayXd potential;

    Index size() const { return x.cols(); }
};

Side sideOf(const Points& points, const RowVector& weights) {
    Side side;
    side.x = points.cast<float>();
    side.squares = points.colwise().squaredNorm().cast<float>();
    side.weight = weights.size() > 0 ? Eigen::ArrayXd(weights.transpose() / weights.sum())
                                     : Eigen::ArrayXd::Constant(points.cols(), 1.0 / double(points.cols()));
    side.logWeight = side.weight.log().cast<float>().transpose(); // −∞ for a point without weight
    side.potential.setZero(points.cols());
    return side;
}

/// At most `count` points drawn without replacement among those with weight.
std::vector<Index> someOf(const Side& side, Index count, Rng& rng) {
    std::vector<Index> chosen;
    for (Index i = 0; i < side.size(); ++i)
        if (side.weight[i] > 0)
            chosen.push_back(i);
    const Index most = Index(chosen.size()), kept = std::min(count, most);
    for (Index i = 0; i < kept && kept < most; ++i)
        std::swap(chosen[std::size_t(i)], chosen[std::size_t(i) + rng.below(std::uint64_t(most - i))]);
    chosen.resize(std::size_t(kept));
    return chosen;
}

Side partOf(const Side& side, const std::vector<Index>& chosen) {
    Side part;
    part.x = side.x(Eigen::all, chosen);
    part.squares = side.squares(chosen);
    part.weight = side.weight(chosen);
    part.weight /= part.weight.sum();
    part.logWeight = part.weight.log().cast<float>().transpose();
    part.potential = side.potential(chosen);
    return part;
}

class Iteration {
public:
    Iteration(std::optional<double> penalty, std::stop_token stop)
        : m_penalty(penalty.value_or(kInfinity)), m_stop(std::move(stop)) {}

    double epsilon = 1;

    /// Soft minimum: f_i = −κ ε log Σ_j b_j exp((g_j − ‖x_i − y_j‖²)/ε), κ = ρ/(ρ + ε) (1 without a penalty). Returns
    /// the part of the mass of `own` by which the plan had missed its rows.
    double update(Side& own, const Side& other) {
        const double damping = std::isinf(m_penalty) ? 1 : m_penalty / (m_penalty + epsilon);
        prepare(other);
        double change = 0;
        for (Index i = 0; i < own.size(); ++i) {
            if (i % 256 == 0 && m_stop.stop_requested())
                throw Error(ErrorCode::Cancelled, "Pairing was cancelled.");
            exponents(own, i);
            const float largest = m_row.maxCoeff();
            const double soft = double(largest) + std::log(double((m_row - largest).max(kSmallest).exp().sum()));
            const double potential = -damping * epsilon * (soft - double(own.squares[i]) / epsilon);
            change += own.weight[i] * std::abs(std::expm1(std::min(50.0, (own.potential[i] - potential) / epsilon)));
            own.potential[i] = potential;
        }
        return change;
    }

    /// One update of each side. With a penalty, moving a constant from one potential to the other changes the total
    /// mass alone, and the iteration would settle it at the slow rate κ²: the best constant is known.
    double sweep(Side& a, Side& b) {
        update(b, a);
        const double change = update(a, b);
        if (!std::isinf(m_penalty)) {
            const double left = (a.weight * (-a.potential / m_penalty).exp()).sum(),
                         right = (b.weight * (-b.potential / m_penalty).exp()).sum();
            const double constant = m_penalty / 2 * std::log(left / right);
            a.potential += constant;
            b.potential -= constant;
        }
        return change;
    }

    /// log π_ij of row i, but for log a_i + (f_i − ‖x_i‖²)/ε; `prepare` first.
    const Row& exponents(const Side& own, Index i) {
        m_row = m_offset;
        for (Index k = 0; k < own.x.rows(); ++k)
            m_row += (2 * own.x(k, i) / float(epsilon)) * m_other->x.row(k).array();
        return m_row;
    }
    void prepare(const Side& other) {
        m_other = &other;
        m_offset = other.logWeight + (other.potential.transpose().cast<float>() - other.squares) / float(epsilon);
        m_row.resize(other.size());
    }

private:
    double m_penalty;
    std::stop_token m_stop;
    const Side* m_other = nullptr;
    Row m_offset, m_row;
};

/// Rows of the dense plan, thinned out.
std::vector<EntropicPlan::Entry> keptEntries(Iteration& iteration, const Side& source, const Side& target,
                                             const Eigen::ArrayXd& logRows, const Eigen::ArrayXd& logColumns,
                                             const SinkhornSettings& settings) {
    std::vector<EntropicPlan::Entry> entries;
    iteration.prepare(target);
    const Row columns = logColumns.transpose().cast<float>();
    Row logMass, share;
    for (Index i = 0; i < source.size(); ++i) {
        if (source.weight[i] == 0)
            continue;
        const double own =
            std::log(source.weight[i]) + (source.potential[i] - double(source.squares[i])) / iteration.epsilon;
        logMass = iteration.exponents(source, i) + float(own);
        // Mass over the threshold min(row, column)/partners. Entries below it are drawn with this probability, by one
        // systematic sweep along the row, and count as the threshold.
        share = (logMass - columns.min(float(logRows[i]))).max(kSmallest).exp() * float(settings.partners);
        double carry = Rng(settings.seed, kKeptEntries, std::uint64_t(i)).uniform();
        for (Index j = 0; j < target.size(); ++j) {
            const double part = share[j];
            if (target.weight[j] == 0)
                continue;
            if (part >= 1) {
                entries.push_back({std::int32_t(i), std::int32_t(j), std::exp(double(logMass[j]))});
            } else if ((carry += part) >= 1) {
                carry -= 1;
                const double threshold = std::exp(std::min(logRows[i], logColumns[j])) / settings.partners;
                entries.push_back({std::int32_t(i), std::int32_t(j), threshold});
            }
        }
    }
    return entries;
}

/// Scales rows and columns in turn until both have the wanted sums.
void scaleTo(std::vector<EntropicPlan::Entry>& entries, const Eigen::ArrayXd& rows, const Eigen::ArrayXd& columns) {
    Eigen::ArrayXd rowSums(rows.size()), columnSums(columns.size());
    const auto sums = [&] {
        rowSums.setZero();
        columnSums.setZero();
        for (const auto& e : entries) {
            rowSums[e.source] += e.mass;
            columnSums[e.target] += e.mass;
        }
    };
    for (int sweep = 0; sweep < 100; ++sweep) {
        sums();
        if ((rowSums - rows).abs().sum() < 1e-6 * rows.sum() && (columnSums - columns).abs().sum() < 1e-6 * rows.sum())
            return;
        for (auto& e : entries)
            e.mass *= columns[e.target] / columnSums[e.target];
        sums();
        for (auto& e : entries)
            e.mass *= rows[e.source] / rowSums[e.source];
    }
}

void requireInRange(bool holds, const char* what) {
    if (!holds)
        throw Error(ErrorCode::InvalidArgument, std::string("The ") + what + " must be a positive number.");
}

} // namespace

EntropicPlan entropicPlan(const Points& source, const Points& target, const RowVector& sourceWeights,
                          const RowVector& targetWeights, std::optional<double> penalty,
                          const SinkhornSettings& settings, std::stop_token stop,
                          const std::function<void(double)>& progress) {
    requireUsableCloud(source, sourceWeights, "first");
    requireUsableCloud(target, targetWeights, "second");
    requireInRange(settings.epsilon > 0 && std::isfinite(settings.epsilon), "blur of the pairs");
    requireInRange(!penalty || (*penalty > 0 && std::isfinite(*penalty)), "penalty of growth");
    assert(source.rows() == target.rows());

    // With both clouds about their own centres the plan of squared distances stays the same, and single precision
    // resolves the shapes; when mass may also be left behind the distance counts.
    const Vector sourceCenter = source.rowwise().mean(), targetCenter = target.rowwise().mean();
    const Vector shift = penalty ? Vector((sourceCenter + targetCenter) / 2) : sourceCenter;
    Side a = sideOf(source.colwise() - shift, sourceWeights),
         b = sideOf(target.colwise() - (penalty ? shift : targetCenter), targetWeights);
    const double spread = (source.colwise() - sourceCenter).colwise().squaredNorm().mean() +
                          (target.colwise() - targetCenter).colwise().squaredNorm().mean();
    const double epsilon = settings.epsilon * (spread > 0 ? spread : 1);

    Iteration iteration(penalty, stop);
    {
        // From as blurred as the clouds are large down to ε, on a part of the points.
        Rng rng(settings.seed, kFirstGuess);
        const auto sources = someOf(a, kGuessPoints, rng), targets = someOf(b, kGuessPoints, rng);
        Side someA = partOf(a, sources), someB = partOf(b, targets);
        for (double level = std::max(epsilon, spread);; level = std::max(epsilon, level / 2)) {
            iteration.epsilon = level;
            const int most = level > epsilon ? 4 : 100;
            for (int sweep = 0; sweep < most; ++sweep)
                if (iteration.sweep(someA, someB) < settings.tolerance)
                    break;
            if (level == epsilon)
                break;
        }
        iteration.update(b, someA);
        iteration.update(a, someB);
    }

    EntropicPlan plan;
    double first = 0;
    while (plan.sweeps < settings.maximumSweeps) {
        plan.change = iteration.sweep(a, b);
        if (plan.sweeps++ == 0)
            first = plan.change;
        if (plan.change < settings.tolerance)
            break;
        if (progress && plan.sweeps > 1)
            progress(std::clamp(std::log(plan.change / first) / std::log(settings.tolerance / first), 0.0, 1.0));
    }

    // At the fixed point the dense plan has the rows a_i e^{−f_i/ρ} and the columns b_j e^{−g_j/ρ}; without a penalty a
    // and b. Rows and columns that keep less than e^{−60} of their weight are lifted to that: still nothing to their
    // partners, but a number.
    const double inverse = penalty ? 1 / *penalty : 0;
    const Eigen::ArrayXd rowLift = (a.potential * inverse - kLargestLoss).max(0),
                         columnLift = (b.potential * inverse - kLargestLoss).max(0);
    const Eigen::ArrayXd logRows = a.weight.log() - a.potential * inverse + rowLift,
                         logColumns = b.weight.log() - b.potential * inverse + columnLift;
    a.potential += iteration.epsilon * rowLift;
    b.potential += iteration.epsilon * columnLift;
    plan.entries = keptEntries(iteration, a, b, logRows, logColumns, settings);
    scaleTo(plan.entries, logRows.exp(), logColumns.exp());
    return plan;
}

} // namespace engine
