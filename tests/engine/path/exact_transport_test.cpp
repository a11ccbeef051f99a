#include "engine/core/random.h"
#include "engine/path/exact_transport.h"
#include "tests/support/expect_error.h"
#include "tests/support/test_registry.h"

#include <QTest>
#include <algorithm>
#include <limits>
#include <numeric>

using namespace engine;

namespace {

Points cloud(int d, Index n, std::uint64_t seed, double scale = 1, double shift = 0) {
    Rng rng(seed);
    Points x(d, n);
    rng.fillNormal(x);
    return (x.array() * scale + shift).matrix();
}

RowVector weights(Index n, std::uint64_t seed) {
    Rng rng(seed);
    RowVector w(n);
    for (Real& value : w)
        value = rng.uniform() + 0.1;
    return w;
}

double distance(const Points& a, Index i, const Points& b, Index j, GroundCost kind) {
    const double squared = (a.col(i) - b.col(j)).squaredNorm();
    return kind == GroundCost::Euclidean ? std::sqrt(squared) : squared;
}

/// The cheapest of all permutations.
double bruteForce(const Points& a, const Points& b, GroundCost kind) {
    std::vector<Index> order(std::size_t(a.cols()));
    std::iota(order.begin(), order.end(), Index(0));
    double best = std::numeric_limits<double>::infinity();
    do {
        double sum = 0;
        for (Index i = 0; i < a.cols(); ++i)
            sum += distance(a, i, b, order[std::size_t(i)], kind);
        best = std::min(best, sum / double(a.cols()));
    } while (std::next_permutation(order.begin(), order.end()));
    return best;
}

double marginalError(const TransportPlan& plan, const RowVector& a, const RowVector& b) {
    RowVector sourceMass = RowVector::Zero(a.size()), targetMass = RowVector::Zero(b.size());
    for (const auto& entry : plan.entries) {
        sourceMass[entry.source] += entry.mass;
        targetMass[entry.target] += entry.mass;
    }
    return std::max((sourceMass - a / a.sum()).cwiseAbs().maxCoeff(), (targetMass - b / b.sum()).cwiseAbs().maxCoeff());
}

} // namespace

class ExactTransportTest : public QObject {
    Q_OBJECT

private slots:
    void equalsTheBestPermutation() {
        for (const GroundCost kind : {GroundCost::Euclidean, GroundCost::SquaredEuclidean})
            for (std::uint64_t seed = 0; seed < 10; ++seed) {
                const Points a = cloud(2, 7, seed), b = cloud(2, 7, seed + 100, 2);
                const TransportPlan plan = exactTransport(a, b, {}, {}, kind);
                QVERIFY(std::abs(plan.cost - bruteForce(a, b, kind)) < 1e-9);
                QCOMPARE(plan.entries.size(), std::size_t(7));
            }
    }

    // Splitting every point into copies turns unequal numbers and integer weights into a permutation problem.
    void unequalNumbersAndWeightsEqualTheSplitProblem() {
        const Points a = cloud(2, 3, 1), b = cloud(2, 2, 2);
        Points aSix(2, 6), bSix(2, 6);
        for (Index i = 0; i < 6; ++i) {
            aSix.col(i) = a.col(i / 2);
            bSix.col(i) = b.col(i / 3);
        }
        const auto kind = GroundCost::SquaredEuclidean;
        QVERIFY(std::abs(exactTransport(a, b, {}, {}, kind).cost - bruteForce(aSix, bSix, kind)) < 1e-9);
        const RowVector fourTwo = (RowVector(2) << 4, 2).finished();
        for (Index i = 0; i < 6; ++i)
            bSix.col(i) = b.col(i < 4 ? 0 : 1);
        QVERIFY(std::abs(exactTransport(a, b, {}, fourTwo, kind).cost - bruteForce(aSix, bSix, kind)) < 1e-9);
    }

    // One dimension is solved by sorting; the same points in a plane by the simplex.
    void simplexEqualsSorting() {
        for (const bool weighted : {false, true}) {
            Points a = Points::Zero(2, 150), b = Points::Zero(2, 90);
            a.row(0) = cloud(1, 150, 5);
            b.row(0) = cloud(1, 90, 6, 3, 2);
            const RowVector wa = weighted ? weights(150, 7) : RowVector(), wb = weighted ? weights(90, 8) : RowVector();
            for (const GroundCost kind : {GroundCost::Euclidean, GroundCost::SquaredEuclidean}) {
                const double plane = exactTransport(a, b, wa, wb, kind).cost;
                const double line = exactTransport(a.row(0), b.row(0), wa, wb, kind).cost;
                QVERIFY2(std::abs(plane - line) < 1e-9 * line, qPrintable(QString::number(plane - line)));
            }
        }
    }

    void marginalsAreExact() {
        const Points a = cloud(3, 60, 9), b = cloud(3, 84, 10);
        const TransportPlan uniform = exactTransport(a, b, {}, {}, GroundCost::Euclidean);
        QVERIFY(marginalError(uniform, RowVector::Ones(60), RowVector::Ones(84)) < 1e-15);
        const RowVector wa = weights(60, 11), wb = weights(84, 12);
        const TransportPlan weighted = exactTransport(a, b, wa, wb, GroundCost::Euclidean);
        QVERIFY(marginalError(weighted, wa, wb) < 1e-11);
        QVERIFY(weighted.entries.size() <= 60 + 84 - 1);
    }

    void anyScaleGivesTheSamePlan() {
        const Points a = cloud(2, 40, 13), b = cloud(2, 50, 14);
        const auto kind = GroundCost::SquaredEuclidean;
        const double plain = exactTransport(a, b, {}, {}, kind).cost;
        for (const double scale : {1e-12, 1e-3, 1e6, 1e100}) {
            const double scaled = exactTransport(a * scale, b * scale, {}, {}, kind).cost / (scale * scale);
            QVERIFY(std::abs(scaled - plain) < 1e-9 * plain);
        }
        // Far apart, the shapes still decide: translation adds |D|² and 2 D·(mean difference) to every plan alike.
        const Vector far = Vector::Constant(2, 1e6);
        const Points moved = b.colwise() + far;
        const TransportPlan near = exactTransport(a, b, {}, {}, kind), distant = exactTransport(a, moved, {}, {}, kind);
        double cost = 0;
        for (const auto& entry : distant.entries)
            cost += entry.mass * distance(a, entry.source, b, entry.target, kind);
        QVERIFY(std::abs(cost - near.cost) < 1e-6);
    }

    void pointsWithoutWeightOrExtentAreFine() {
        RowVector w = RowVector::Ones(5);
        w[2] = 0;
        const TransportPlan plan = exactTransport(cloud(2, 5, 15), cloud(2, 4, 16), w, {}, GroundCost::Euclidean);
        QVERIFY(std::none_of(plan.entries.begin(), plan.entries.end(), [](const auto& e) { return e.source == 2; }));
        const Points same = Points::Constant(2, 6, 3);
        QCOMPARE(exactTransport(same, same, {}, {}, GroundCost::Euclidean).cost, 0.0);
        QVERIFY(std::abs(exactTransport(same, Points::Constant(2, 1, 4), {}, {}, GroundCost::SquaredEuclidean).cost -
                         2) < 1e-12);
    }

    void badWeightsAreRefused() {
        const Points a = cloud(2, 3, 17);
        const auto with = [&](Real weight) {
            RowVector w = RowVector::Ones(3);
            w[1] = weight;
            return exactTransport(a, a, w, {}, GroundCost::Euclidean);
        };
        EXPECT_ERROR(with(-1), ErrorCode::InvalidArgument, "first cloud has the weight -1");
        EXPECT_ERROR(with(std::numeric_limits<Real>::quiet_NaN()), ErrorCode::InvalidArgument, "weight nan");
        EXPECT_ERROR(exactTransport(a, a, {}, RowVector::Zero(3), GroundCost::Euclidean), ErrorCode::InvalidArgument,
                     "second cloud has only weights of zero");
        EXPECT_ERROR(exactTransport(a, Points(2, 0), {}, {}, GroundCost::Euclidean), ErrorCode::InvalidArgument,
                     "no points");
    }

    void tooLargeCloudsAreRefusedAtOnce() {
        const Points large = Points::Zero(2, 8000);
        EXPECT_ERROR(exactTransport(large, large, {}, {}, GroundCost::Euclidean), ErrorCode::InvalidArgument,
                     "8000 and 8000 points are too large");
        // On a line sorting does it, whatever the size.
        QCOMPARE(exactTransport(large.topRows(1), large.topRows(1), {}, {}, GroundCost::Euclidean).cost, 0.0);
    }

    void timeOfAThousandPoints() {
        const Points a = cloud(2, 1000, 18), b = cloud(2, 1000, 19, 0.5, 2);
        QElapsedTimer timer;
        timer.start();
        exactTransport(a, b, {}, {}, GroundCost::SquaredEuclidean);
        // Measured 0.1 s; a solver that cycles or degenerates takes minutes.
        QVERIFY2(timer.elapsed() < 5000, qPrintable(QString::number(timer.elapsed())));
    }
};

KINETOSCOPE_TEST(ExactTransportTest)

#include "exact_transport_test.moc"
