// Entropic plans, balanced and unbalanced, against a dense reference and against what is known of them.
#include "engine/path/unbalanced_coupling.h"
#include "tests/support/expect_error.h"
#include "tests/support/test_registry.h"

#include <QTest>
#include <cmath>

using namespace engine;

namespace {

Points cloud(Index n, std::uint64_t seed, double shift = 0) {
    Rng rng(seed);
    Points x(2, n);
    rng.fillNormal(x);
    return (x.array() + shift).matrix();
}

Matrix dense(const EntropicPlan& plan, Index n, Index m) {
    Matrix mass = Matrix::Zero(n, m);
    for (const auto& entry : plan.entries)
        mass(entry.source, entry.target) += entry.mass;
    return mass;
}

/// Sinkhorn's iteration as printed, in double precision on the full matrix.
Matrix reference(const Points& x, const Points& y, const Vector& a, const Vector& b, double epsilon, double penalty) {
    Matrix cost(x.cols(), y.cols());
    for (Index i = 0; i < x.cols(); ++i)
        for (Index j = 0; j < y.cols(); ++j)
            cost(i, j) = (x.col(i) - y.col(j)).squaredNorm();
    const double damping = std::isinf(penalty) ? 1 : penalty / (penalty + epsilon);
    const Matrix kernel = (-cost / epsilon).array().exp();
    Vector u = Vector::Ones(x.cols()), v = Vector::Ones(y.cols());
    for (int sweep = 0; sweep < 3'000; ++sweep) {
        v = (kernel.transpose() * a.cwiseProduct(u)).array().pow(-damping);
        u = (kernel * b.cwiseProduct(v)).array().pow(-damping);
    }
    return a.cwiseProduct(u).asDiagonal() * kernel * b.cwiseProduct(v).asDiagonal();
}

SinkhornSettings precise(double epsilon) {
    SinkhornSettings settings;
    settings.epsilon = epsilon;
    settings.tolerance = 1e-6;
    settings.maximumSweeps = 5000;
    return settings;
}

/// The same measure of size as the settings are relative to.
double spreadOf(const Points& x) { return (x.colwise() - x.rowwise().mean()).colwise().squaredNorm().mean(); }

} // namespace

class EntropicPlanTest : public QObject {
    Q_OBJECT

private slots:
    void equalsTheDensePlan() {
        const Points x = cloud(30, 1), y = cloud(45, 2, 3);
        Vector a = Vector::Constant(30, 1.0 / 30), b = Vector::LinSpaced(45, 1, 3);
        b /= b.sum();
        SinkhornSettings settings = precise(0.1);
        settings.partners = 1'000'000'000; // keep all
        const double epsilon = 0.1 * (spreadOf(x) + spreadOf(y));
        for (const double penalty : {std::numeric_limits<double>::infinity(), 2.0}) {
            const auto plan = entropicPlan(x, y, {}, b.transpose(),
                                           std::isinf(penalty) ? std::nullopt : std::optional(penalty), settings);
            // The reference would underflow were the clouds not moved together; without a penalty it may.
            const Points near = std::isinf(penalty) ? Points(y.array() - 3) : y;
            const Matrix expected = reference(x, near, a, b, epsilon, penalty), got = dense(plan, 30, 45);
            QVERIFY2((got - expected).cwiseAbs().sum() < 2e-4 * expected.sum(),
                     qPrintable(QString::number((got - expected).cwiseAbs().sum() / expected.sum())));
        }
    }

    void thinningKeepsTheMarginals() {
        const Points x = cloud(700, 3), y = cloud(900, 4, 1);
        RowVector weights = RowVector::LinSpaced(700, 0, 1);
        SinkhornSettings settings;
        settings.epsilon = 0.05;
        settings.partners = 20;
        const auto plan = entropicPlan(x, y, weights, {}, {}, settings);
        QVERIFY(plan.change < settings.tolerance);
        const Matrix mass = dense(plan, 700, 900);
        QVERIFY((mass.rowwise().sum().transpose() - weights / weights.sum()).cwiseAbs().sum() < 3e-6);
        QVERIFY((mass.colwise().sum().array() - 1.0 / 900).abs().sum() < 3e-6);
        QVERIFY(mass.row(0).sum() == 0);
        QVERIFY(plan.entries.size() < std::size_t(20 * (700 + 900)));
        // Unbiased: a mean over the plan is that of the whole one.
        settings.partners = 1'000'000'000;
        const Matrix whole = dense(entropicPlan(x, y, weights, {}, {}, settings), 700, 900);
        double thin = 0, full = 0;
        for (Index i = 0; i < 700; ++i)
            for (Index j = 0; j < 900; ++j) {
                const double cost = (x.col(i) - y.col(j)).squaredNorm();
                thin += mass(i, j) * cost;
                full += whole(i, j) * cost;
            }
        QVERIFY2(std::abs(thin / full - 1) < 0.01, qPrintable(QString::number(thin / full)));
    }

    void costTendsToTheOptimalOne() {
        const Points x = cloud(1100, 5), y = cloud(500, 6, 2);
        const double best = optimalCoupling(x, y).cost;
        double before = 1e9;
        for (const double epsilon : {0.2, 0.02, 0.004}) {
            SinkhornSettings settings;
            settings.epsilon = epsilon;
            const Coupling coupling = sinkhornCoupling(x, y, {}, {}, settings);
            QVERIFY(!coupling.exact && coupling.cost > best * (1 - 1e-3) && coupling.cost < before);
            QVERIFY2(coupling.cost - best < 2 * epsilon * 4, qPrintable(QString::number(coupling.cost - best)));
            QCOMPARE(coupling.cumulative.back(), 1.0);
            before = coupling.cost;
        }
    }

    void farCloudsLoseNoDigits() {
        const Points x = cloud(200, 7), y = cloud(200, 8);
        const auto near = entropicPlan(x, y, {}, {}, {}), far = entropicPlan(x, (y.array() + 1e6).matrix(), {}, {}, {});
        QVERIFY((dense(near, 200, 200) - dense(far, 200, 200)).cwiseAbs().sum() < 0.02);
    }

    void isRepeatableReportsAndCanBeCancelled() {
        const Points x = cloud(1500, 9), y = cloud(1200, 10);
        double last = 0;
        bool ascending = true;
        SinkhornSettings settings;
        settings.epsilon = 0.02;
        const auto first = entropicPlan(x, y, {}, {}, {}, settings, {}, [&](double part) {
            ascending = ascending && part >= 0 && part <= 1;
            last = part;
        });
        QVERIFY(ascending && first.sweeps < 100);
        const auto second = entropicPlan(x, y, {}, {}, {}, settings);
        QCOMPARE(first.entries.size(), second.entries.size());
        QVERIFY(first.entries[77].mass == second.entries[77].mass);
        std::stop_source stop;
        stop.request_stop();
        EXPECT_ERROR(entropicPlan(x, y, {}, {}, {}, settings, stop.get_token()), ErrorCode::Cancelled, "cancelled");
    }

    void refusesWhatCannotBePaired() {
        EXPECT_ERROR(entropicPlan(Points(2, 0), cloud(3, 1), {}, {}, {}), ErrorCode::InvalidArgument, "first cloud");
        EXPECT_ERROR(entropicPlan(cloud(3, 1), cloud(3, 1), {}, RowVector::Zero(3), {}), ErrorCode::InvalidArgument,
                     "second cloud");
        SinkhornSettings settings;
        settings.epsilon = 0;
        EXPECT_ERROR(entropicPlan(cloud(3, 1), cloud(3, 1), {}, {}, {}, settings), ErrorCode::InvalidArgument, "blur");
        EXPECT_ERROR(entropicPlan(cloud(3, 1), cloud(3, 1), {}, {}, -1.0), ErrorCode::InvalidArgument, "growth");
    }

    void coincidingPointsAreHarmless() {
        const auto plan = entropicPlan(Points::Zero(2, 20), Points::Zero(2, 30), {}, {}, {});
        QVERIFY(std::abs(dense(plan, 20, 30).sum() - 1) < 1e-5);
    }
};

KINETOSCOPE_TEST(EntropicPlanTest)

class UnbalancedCouplingTest : public QObject {
    Q_OBJECT

    struct Sums {
        RowVector source, target;
    };
    static Sums sumsOf(const UnbalancedCoupling& coupling, Index n, Index m) {
        Sums sums{RowVector::Zero(n), RowVector::Zero(m)};
        double before = 0;
        for (std::size_t k = 0; k < coupling.logGain.size(); ++k) {
            const double both = 2 * (coupling.pairs.cumulative[k] - before), gain = std::exp(coupling.logGain[k]);
            sums.source[coupling.pairs.pairs[k].source] += both / (1 + gain);
            sums.target[coupling.pairs.pairs[k].target] += both * gain / (1 + gain);
            before = coupling.pairs.cumulative[k];
        }
        return sums;
    }

private slots:
    void bothMarginalsAreTheSnapshots() {
        const Points x = cloud(300, 1), y = cloud(400, 2, 1.5);
        RowVector weights = RowVector::LinSpaced(400, 1, 4);
        for (const double penalty : {0.1, 1.0, 20.0}) {
            const Sums sums = sumsOf(unbalancedCoupling(x, y, {}, weights, penalty), 300, 400);
            QVERIFY((sums.source.array() - 1.0 / 300).abs().sum() < 1e-6);
            QVERIFY((sums.target - weights / weights.sum()).cwiseAbs().sum() < 1e-6);
        }
    }

    void identicalCloudsNeedNoGrowth() {
        // A grid of points farther apart than the blur: the plan is the identity.
        Points grid(2, 100);
        for (Index i = 0; i < 100; ++i)
            grid.col(i) = Eigen::Vector2d(double(i % 10), double(i / 10));
        SinkhornSettings settings;
        settings.epsilon = 0.002;
        const auto same = unbalancedCoupling(grid, grid, {}, {}, 4, settings);
        double largest = 0;
        for (std::size_t k = 0; k < same.logGain.size(); ++k) {
            largest = std::max(largest, double(std::abs(same.logGain[k])));
            QCOMPARE(same.pairs.pairs[k].source, same.pairs.pairs[k].target);
        }
        QVERIFY2(largest < 1e-5, qPrintable(QString::number(largest)));
        // A cloud without gaps: the blur leaves traces of its own order at the rim.
        const Points x = cloud(500, 3);
        const auto cloudy = unbalancedCoupling(x, x, {}, {}, 4);
        double square = 0, before = 0;
        for (std::size_t k = 0; k < cloudy.logGain.size(); ++k) {
            square += (cloudy.pairs.cumulative[k] - before) * std::pow(cloudy.logGain[k], 2);
            before = cloudy.pairs.cumulative[k];
        }
        QVERIFY2(std::sqrt(square) < 0.02, qPrintable(QString::number(std::sqrt(square))));
    }

    // U5: modes too far apart to exchange mass change their weights by p_1/p_0 and (1−p_1)/(1−p_0).
    void distantModesAreReweighted() {
        Points x = 0.3 * cloud(400, 4), y = 0.3 * cloud(400, 5);
        for (Index j = 0; j < 400; ++j) {
            x(0, j) += j < 80 ? 6 : -6;
            y(0, j) += j < 320 ? 6 : -6;
        }
        const auto coupling = unbalancedCoupling(x, y, {}, {}, growthPenalty(1));
        double right = 0, left = 0, rightMass = 0, leftMass = 0, before = 0;
        for (std::size_t k = 0; k < coupling.logGain.size(); ++k) {
            const auto& pair = coupling.pairs.pairs[k];
            const double mass = coupling.pairs.cumulative[k] - before;
            before = coupling.pairs.cumulative[k];
            const bool isRight = x(0, pair.source) > 0;
            QCOMPARE(isRight, y(0, pair.target) > 0);
            (isRight ? right : left) += mass * coupling.logGain[k];
            (isRight ? rightMass : leftMass) += mass;
        }
        QVERIFY(std::abs(right / rightMass - std::log(4)) < 0.02 && std::abs(left / leftMass + std::log(4)) < 0.02);
    }

    void aGreatPenaltyGivesBalancedPairs() {
        const auto coupling = unbalancedCoupling(cloud(200, 6), cloud(200, 7, 1), {}, {}, 1e5);
        double mean = 0, before = 0;
        for (std::size_t k = 0; k < coupling.logGain.size(); ++k) {
            mean += (coupling.pairs.cumulative[k] - before) * std::abs(coupling.logGain[k]);
            before = coupling.pairs.cumulative[k];
        }
        QVERIFY2(mean < 2e-3, qPrintable(QString::number(mean)));
    }

    void aPointTooFarFromAllIsBornAndDies() {
        Points x = cloud(50, 8), y = cloud(60, 9);
        x.col(7) = Eigen::Vector2d(40, 0);
        y.col(9) = Eigen::Vector2d(0, -50);
        const auto coupling = unbalancedCoupling(x, y, {}, {}, 4);
        const Sums sums = sumsOf(coupling, 50, 60);
        QVERIFY((sums.source.array() - 1.0 / 50).abs().sum() < 1e-6);
        QVERIFY((sums.target.array() - 1.0 / 60).abs().sum() < 1e-6);
        for (std::size_t k = 0; k < coupling.logGain.size(); ++k) {
            const auto& pair = coupling.pairs.pairs[k];
            if (pair.source == 7 && pair.target != 9)
                QVERIFY(coupling.logGain[k] < -50);
            if (pair.target == 9 && pair.source != 7)
                QVERIFY(coupling.logGain[k] > 50);
        }
    }
};

KINETOSCOPE_TEST(UnbalancedCouplingTest)

#include "entropic_plan_test.moc"
