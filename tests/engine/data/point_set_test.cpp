#include "engine/core/random.h"
#include "engine/data/point_set.h"
#include "tests/support/test_registry.h"

#include <QTest>
#include <cmath>
#include <limits>

using namespace engine;

namespace {

Points randomPoints(int d, Index n, std::uint64_t seed) {
    Rng rng(seed);
    Points points(d, n);
    rng.fillNormal(points);
    return points;
}

} // namespace

class PointSetTest : public QObject {
    Q_OBJECT

private slots:
    void holdsWhatItWasGiven() {
        const Index n = 2 * PointSet::kChunkColumns + 5;
        const Points x = randomPoints(3, n, 1);
        const RowVector w = randomPoints(1, n, 2).cwiseAbs();
        const Matrix a = randomPoints(2, n, 3);
        const PointSet set(x, w, a);
        QCOMPARE(set.size(), n);
        QCOMPARE(set.dimension(), 3);
        QCOMPARE(set.attributeCount(), 2);
        QVERIFY(set.hasWeights());
        QCOMPARE(set.chunks().size(), std::size_t(3));
        QVERIFY(set.points() == x && set.weights() == w && set.attributes() == a);
        QVERIFY(set.point(n - 1) == x.col(n - 1));
        QVERIFY(set.point(PointSet::kChunkColumns) == x.col(PointSet::kChunkColumns));
    }

    void emptyIsEmpty() {
        const PointSet set(Points(2, 0));
        QVERIFY(set.isEmpty() && set == PointSet());
        QCOMPARE(set.points().cols(), 0);
        QCOMPARE(set.appended(PointSet(Points::Ones(2, 1))).size(), 1);
        QCOMPARE(PointSet(Points::Ones(2, 1)).appended(set).size(), 1);
    }

    void selectKeepsTheOrderAskedFor() {
        const Points x = randomPoints(2, 5000, 4);
        const PointSet set(x, RowVector::LinSpaced(5000, 0, 4999));
        const PointSet chosen = set.select({4998, 3, 3});
        QCOMPARE(chosen.size(), 3);
        QVERIFY(chosen.point(0) == x.col(4998) && chosen.point(1) == x.col(3) && chosen.point(2) == x.col(3));
        QCOMPARE(chosen.weights()[0], 4998.0);
    }

    void appendingSharesAndFills() {
        const PointSet first(randomPoints(2, PointSet::kChunkColumns + 10, 5));
        PointSet grown = first;
        for (int stroke = 0; stroke < 1000; ++stroke)
            grown = grown.appended(PointSet(randomPoints(2, 3, std::uint64_t(stroke))));
        QCOMPARE(grown.size(), first.size() + 3000);
        QVERIFY(grown.chunks().front() == first.chunks().front());
        QCOMPARE(grown.chunks().size(), std::size_t(2));
        QVERIFY(grown.points().leftCols(first.size()) == first.points());
        QVERIFY(grown.point(grown.size() - 1) == randomPoints(2, 3, 999).col(2));
    }

    void appendingCompletesWeightsAndAttributes() {
        const PointSet plain(Points::Zero(2, 2));
        const PointSet rich(Points::Ones(2, 1), RowVector::Constant(1, 7), Matrix::Constant(1, 1, 3));
        const PointSet richLast = plain.appended(rich), richFirst = rich.appended(plain);
        QVERIFY(richLast.weights() == (RowVector(3) << 1, 1, 7).finished());
        QVERIFY(richFirst.weights() == (RowVector(3) << 7, 1, 1).finished());
        QVERIFY(std::isnan(richLast.attributes()(0, 0)) && richLast.attributes()(0, 2) == 3);
        QVERIFY(richFirst.attributes()(0, 0) == 3 && std::isnan(richFirst.attributes()(0, 1)));
    }

    void removingSharesUntouchedChunks() {
        Points x = Points::Zero(2, 3 * PointSet::kChunkColumns);
        x.row(0).setLinSpaced(0, double(x.cols() - 1));
        const PointSet set(x, RowVector::Ones(x.cols()));
        const Index one = PointSet::kChunkColumns + 7;
        const PointSet smaller = set.without([&](const auto& p) { return p[0] == double(one); });
        QCOMPARE(smaller.size(), set.size() - 1);
        QVERIFY(smaller.chunks()[0] == set.chunks()[0] && smaller.chunks()[2] == set.chunks()[2]);
        QVERIFY(smaller.chunks()[1] != set.chunks()[1]);
        QCOMPARE(smaller.point(one)[0], double(one + 1));
        QCOMPARE(smaller.weights().size(), smaller.size());
        QVERIFY(set.without([](const auto&) { return true; }).isEmpty());
    }

    void changingCopiesOnlyTouchedChunks() {
        const PointSet set(randomPoints(2, 3 * PointSet::kChunkColumns, 6));
        const Index last = set.size() - 1;
        const PointSet moved = set.changed([&](Index i, Eigen::Ref<Vector> p) {
            p[1] = 42; // a refused change leaves no trace
            return i == last;
        });
        QVERIFY(moved.chunks()[0] == set.chunks()[0] && moved.chunks()[1] == set.chunks()[1]);
        QVERIFY(moved.chunks()[2] != set.chunks()[2]);
        QCOMPARE(moved.point(last)[1], 42.0);
        QVERIFY(moved.point(last - 1) == set.point(last - 1));
        QVERIFY(!(moved == set));
    }

    void equalityIsAboutContents() {
        const Points x = randomPoints(2, 6000, 7);
        const PointSet set(x), same(x);
        QVERIFY(set == same);
        // Cut differently, the same contents.
        Points marked(2, x.cols() + 1);
        marked << x.leftCols(100), Vector::Constant(2, 99), x.rightCols(x.cols() - 100);
        const PointSet cut = PointSet(marked).without([](const auto& p) { return p[0] == 99; });
        QVERIFY(cut.chunks().front()->points.cols() != set.chunks().front()->points.cols());
        QVERIFY(cut == set && set == cut);
        Points other = x;
        other(1, 5999) += 1e-12;
        QVERIFY(!(PointSet(other) == cut));
        QVERIFY(!(PointSet(x, RowVector::Ones(6000)) == set));
        const Matrix missing = Matrix::Constant(1, 6000, std::numeric_limits<Real>::quiet_NaN());
        QVERIFY(PointSet(x, {}, missing) == PointSet(x, {}, missing));
        QVERIFY(!(PointSet(x, {}, missing) == PointSet(x, {}, Matrix::Zero(1, 6000))));
    }
};

KINETOSCOPE_TEST(PointSetTest)

#include "point_set_test.moc"
