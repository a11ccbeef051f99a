#include "engine/data/chunk_facts.h"

#include "engine/data/dataset.h"
#include "tests/support/expect_error.h"
#include "tests/support/test_registry.h"

#include <QTest>
#include <limits>

using namespace engine;

class ChunkFactsTest : public QObject {
    Q_OBJECT

    static std::shared_ptr<const PointChunk> chunk(const Points& points, const RowVector& weights = {}) {
        return PointSet(points, weights).chunks().front();
    }

private slots:
    void boxAndWeights() {
        const Points points = (Points(2, 3) << 1, -2, 3, 7, 9, 8).finished();
        const auto facts = factsOf(chunk(points, (RowVector(3) << 1, 2, 0.5).finished()));
        QVERIFY(facts->lower == Eigen::Vector2d(-2, 7) && facts->upper == Eigen::Vector2d(3, 9));
        QVERIFY(facts->isFinite && facts->isWeighable);
        QCOMPARE(facts->weight, 3.5);
    }

    void whatIsNotFiniteIsToldAndLeftOut() {
        const Real nan = std::numeric_limits<Real>::quiet_NaN();
        const auto facts = factsOf(chunk((Points(2, 3) << 1, nan, 3, nan, nan, nan).finished()));
        QVERIFY(!facts->isFinite);
        QVERIFY(facts->lower[0] == 1 && facts->upper[0] == 3 && facts->lower[1] > facts->upper[1]);
        QVERIFY(!factsOf(chunk(Points::Ones(1, 2), (RowVector(2) << 1, -1).finished()))->isWeighable);
        QVERIFY(!factsOf(chunk(Points::Ones(1, 2), (RowVector(2) << 1, nan).finished()))->isWeighable);
    }

    void theyAreRememberedAsLongAsTheChunkLives() {
        const auto one = chunk(Points::Constant(2, 5, 4));
        QCOMPARE(factsOf(one).get(), factsOf(one).get());
        // Chunks come and go at the same addresses, and each has facts of its own.
        for (int i = 0; i < 5000; ++i) {
            const auto next = chunk(Points::Constant(2, 5, i));
            QCOMPARE(factsOf(next)->upper[0], Real(i));
        }
        QCOMPARE(factsOf(one)->upper[0], 4.0);
    }

    void theFirstBadPointIsNamed() {
        Points points = Points::Zero(2, 9000); // three chunks
        points(1, 8500) = std::numeric_limits<Real>::infinity();
        Dataset dataset;
        for (const Real time : {0, 1}) {
            dataset.snapshots.emplace_back().time = time;
            dataset.snapshots.back().points = PointSet(points);
        }
        EXPECT_ERROR(dataset.requireTrainable(), ErrorCode::UnusableInput, "in point 8501");
    }
};

KINETOSCOPE_TEST(ChunkFactsTest)

#include "chunk_facts_test.moc"
