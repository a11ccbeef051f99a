#include "engine/core/error.h"
#include "engine/path/coupling.h"
#include "tests/support/expect_error.h"
#include "tests/support/test_registry.h"

#include <QTest>
#include <map>
#include <set>

using namespace engine;

namespace {

Points cloud(int d, Index n, std::uint64_t seed, double shift = 0) {
    Rng rng(seed);
    Points x(d, n);
    rng.fillNormal(x);
    return (x.array() + shift).matrix();
}

double massOf(const Coupling& coupling, std::size_t k) {
    return coupling.cumulative[k] - (k > 0 ? coupling.cumulative[k - 1] : 0);
}

RowVector sourceMasses(const Coupling& coupling, Index n) {
    RowVector mass = RowVector::Zero(n);
    for (std::size_t k = 0; k < coupling.pairs.size(); ++k)
        mass[coupling.pairs[k].source] += massOf(coupling, k);
    return mass;
}

} // namespace

class CouplingTest : public QObject {
    Q_OBJECT

private slots:
    void aShiftedCloudIsPairedPointByPoint() {
        const Points a = cloud(2, 300, 1), b = (a.array() + 5).matrix();
        const Coupling coupling = optimalCoupling(a, b);
        QVERIFY(coupling.exact);
        QCOMPARE(coupling.pairs.size(), std::size_t(300));
        for (const auto& pair : coupling.pairs)
            QCOMPARE(pair.source, pair.target);
        QVERIFY(std::abs(coupling.cost - 50) < 1e-9);
        QCOMPARE(coupling.cumulative.back(), 1.0);
    }

    void drawsFollowTheMasses() {
        const RowVector weights = (RowVector(3) << 1, 2, 5).finished();
        const Coupling coupling = optimalCoupling(cloud(2, 3, 2), cloud(2, 4, 3), weights);
        Rng rng(4);
        std::map<std::pair<int, int>, int> counts;
        constexpr int kDraws = 200'000;
        for (int i = 0; i < kDraws; ++i) {
            const auto pair = coupling.draw(rng);
            ++counts[{pair.source, pair.target}];
        }
        QCOMPARE(counts.size(), coupling.pairs.size());
        for (std::size_t k = 0; k < coupling.pairs.size(); ++k) {
            const double mass = massOf(coupling, k),
                         seen = counts[{coupling.pairs[k].source, coupling.pairs[k].target}];
            QVERIFY(std::abs(seen / kDraws - mass) < 5 * std::sqrt(mass / kDraws));
        }
    }

    void blocksCoverEveryPointAndCostMore() {
        const Points a = cloud(2, 500, 5), b = cloud(2, 730, 6, 3);
        Rng rng(7);
        const Coupling exact = optimalCoupling(a, b), blocks = blockCoupling(a, b, {}, {}, rng, 100);
        QVERIFY(!blocks.exact);
        QVERIFY(blocks.cost > exact.cost && blocks.cost < 1.2 * exact.cost);
        QVERIFY((sourceMasses(blocks, 500).array() * 500 - 1).abs().maxCoeff() < 0.05);
        std::set<std::int32_t> targets;
        for (const auto& pair : blocks.pairs)
            targets.insert(pair.target);
        QCOMPARE(targets.size(), std::size_t(730));
        QCOMPARE(blocks.cumulative.back(), 1.0);
    }

    void oneBlockIsExact() {
        const Points a = cloud(2, 80, 8), b = cloud(2, 90, 9);
        Rng rng(1);
        const Coupling blocks = blockCoupling(a, b, {}, {}, rng, 100);
        QVERIFY(blocks.exact);
        QVERIFY(std::abs(blocks.cost - optimalCoupling(a, b).cost) < 1e-12);
    }

    void fewBlocksTakeARandomPart() {
        Rng rng(2);
        const Coupling part = blockCoupling(cloud(2, 4000, 10), cloud(2, 4000, 11), {}, {}, rng, 200, 3);
        QCOMPARE(part.pairs.size(), std::size_t(600));
        QCOMPARE(part.cumulative.back(), 1.0);
    }

    void weightsCarryIntoBlocks() {
        RowVector weights = RowVector::Ones(400);
        weights.head(200).setConstant(3);
        Rng rng(3);
        const Coupling blocks = blockCoupling(cloud(2, 400, 12), cloud(2, 300, 13), weights, {}, rng, 100);
        const RowVector mass = sourceMasses(blocks, 400);
        QVERIFY(std::abs(mass.head(200).sum() - 0.75) < 0.03);
        // Only one point has weight: most blocks have nothing to carry.
        RowVector lonely = RowVector::Zero(400);
        lonely[17] = 1;
        const Coupling single = blockCoupling(cloud(2, 400, 12), cloud(2, 300, 13), lonely, {}, rng, 100, 2);
        QVERIFY(!single.pairs.empty());
        for (const auto& pair : single.pairs)
            QCOMPARE(pair.source, 17);
    }

    void verySmallSidesWork() {
        Rng rng(4);
        const Coupling coupling = blockCoupling(cloud(2, 2, 14), cloud(2, 1000, 15), {}, {}, rng, 10);
        QVERIFY((sourceMasses(coupling, 2).array() - 0.5).abs().maxCoeff() < 1e-9);
    }

    void equalSeedsGiveEqualBlocks() {
        Rng first(5), second(5), third(6);
        const Points a = cloud(2, 300, 16), b = cloud(2, 300, 17);
        const auto costWith = [&](Rng& rng) { return blockCoupling(a, b, {}, {}, rng, 50).cost; };
        const double cost = costWith(first);
        QCOMPARE(costWith(second), cost);
        QVERIFY(costWith(third) != cost);
    }

    void canBeCancelled() {
        std::stop_source stop;
        stop.request_stop();
        Rng rng(7);
        const Points a = cloud(2, 30, 18);
        EXPECT_ERROR(blockCoupling(a, a, {}, {}, rng, 10, 8, stop.get_token()), ErrorCode::Cancelled, "cancelled");
    }
};

KINETOSCOPE_TEST(CouplingTest)

#include "coupling_test.moc"
