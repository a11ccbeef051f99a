#include "ui/document/projection.h"

#include "engine/core/random.h"
#include "tests/support/test_registry.h"

#include <Eigen/QR>
#include <QTest>
#include <limits>

using ui::Projection;

namespace {

Projection randomProjection(int m, int d, std::uint64_t seed) {
    engine::Points g(d, m);
    engine::Rng(seed).fillNormal(g);
    const Eigen::MatrixXd q = Eigen::HouseholderQR<Eigen::MatrixXd>(g).householderQ() * Eigen::MatrixXd::Identity(d, m);
    return *Projection::fromMatrix(q.transpose());
}

bool isOrthonormal(const Projection& p) { return (p.matrix() * p.matrix().transpose()).isIdentity(1e-12); }

} // namespace

class ProjectionTest : public QObject {
    Q_OBJECT

private slots:
    void theFirstAxesUnlessChosen() {
        QCOMPARE(Projection::standard(2).axes(), (std::vector<int>{0, 1}));
        QCOMPARE(Projection::standard(5).axes(), (std::vector<int>{0, 1, 2}));
        QVERIFY(Projection::standard(5).isIdentity());
        const Projection p = Projection::ofAxes({4, 1}, 5);
        QVERIFY(!p.isIdentity() && p.pictureDimension() == 2 && p.dimension() == 5);
        const Eigen::VectorXd x = Eigen::VectorXd::LinSpaced(5, 10, 14);
        QVERIFY(p.matrix() * x == Eigen::Vector2d(14, 11));
    }

    void whatIsNoProjectionIsNone() {
        QVERIFY(Projection::fromMatrix(Eigen::MatrixXd::Identity(3, 7)));
        QVERIFY(!Projection::fromMatrix(Eigen::MatrixXd::Identity(4, 7)));
        QVERIFY(!Projection::fromMatrix(Eigen::MatrixXd::Identity(1, 7)));
        QVERIFY(!Projection::fromMatrix(Eigen::MatrixXd::Identity(3, 2)));
        QVERIFY(!Projection::fromMatrix(Eigen::MatrixXd(2, 0)));
        QVERIFY(!Projection::fromMatrix(Eigen::MatrixXd::Ones(2, 4)));
        QVERIFY(!Projection::fromMatrix(1.001 * Eigen::MatrixXd::Identity(2, 4)));
        QVERIFY(!Projection::fromMatrix(Eigen::MatrixXd::Constant(2, 4, std::numeric_limits<double>::quiet_NaN())));
    }

    void aTurnedAxisEndsWhereItWasDragged() {
        engine::Rng rng(5);
        for (int trial = 0; trial < 200; ++trial) {
            const int m = 2 + int(rng.below(2)), d = m + 1 + int(rng.below(6)), axis = int(rng.below(std::uint64_t(d)));
            const Projection before = trial % 3 == 0 ? Projection::standard(std::max(d, 4)).withPictureDimension(m)
                                                     : randomProjection(m, std::max(d, 4), rng());
            Eigen::VectorXd end(m);
            for (int k = 0; k < m; ++k)
                end[k] = rng.normal() * 0.6;
            const Projection after = before.turned(axis, end);
            QVERIFY(isOrthonormal(after));
            const Eigen::VectorXd expected = end / std::max(1.0, end.norm());
            QVERIFY((after.matrix().col(axis) - expected).norm() < 1e-12);
        }
    }

    void whereItIsAlreadyNothingTurns() {
        for (std::uint64_t seed = 0; seed < 20; ++seed) {
            const Projection p = randomProjection(2 + int(seed % 2), 5, seed);
            for (int axis = 0; axis < 5; ++axis)
                QVERIFY((p.turned(axis, p.matrix().col(axis)).matrix() - p.matrix()).norm() < 1e-10);
        }
    }

    void aSmallStepTurnsALittle() {
        const Projection p = randomProjection(2, 6, 9);
        const Projection q = p.turned(3, p.matrix().col(3) + Eigen::Vector2d(1e-4, -2e-4));
        QVERIFY((q.matrix() - p.matrix()).norm() < 2e-3);
        // There and back again.
        QVERIFY((q.turned(3, p.matrix().col(3)).matrix() - p.matrix()).norm() < 1e-6);
    }

    void anAxisTurnedOutLetsTheNextHiddenIn() {
        const Projection p = Projection::ofAxes({0, 1}, 4).turned(0, Eigen::Vector2d(0.6, 0));
        const Eigen::MatrixXd expected = (Eigen::MatrixXd(2, 4) << 0.6, 0, 0.8, 0, 0, 1, 0, 0).finished();
        QVERIFY((p.matrix() - expected).norm() < 1e-12);
        QVERIFY(p.axes().empty());
    }

    void axesAreChosenByName() {
        const Projection p = Projection::standard(5);
        QCOMPARE(p.withAxis(1, 4).axes(), (std::vector<int>{0, 4, 2}));
        QCOMPARE(p.withAxis(0, 2).axes(), (std::vector<int>{2, 1, 0})); // they change places
        const Projection askew = randomProjection(3, 6, 2), straightened = askew.withAxis(1, 4);
        QVERIFY(isOrthonormal(straightened));
        QVERIFY(straightened.matrix().row(1) == Eigen::RowVectorXd::Unit(6, 4));
        const Projection all = straightened.withAxis(0, 2).withAxis(2, 5);
        QVERIFY(isOrthonormal(all));
        QVERIFY((all.matrix().row(2) - Eigen::RowVectorXd::Unit(6, 5)).norm() < 1e-12);
    }

    void mapAndSpace() {
        const Projection p = Projection::ofAxes({3, 0, 4}, 5);
        QCOMPARE(p.withPictureDimension(2).axes(), (std::vector<int>{3, 0}));
        QCOMPARE(p.withPictureDimension(2).withPictureDimension(3).axes(), (std::vector<int>{3, 0, 1}));
        const Projection more = randomProjection(2, 5, 3).withPictureDimension(3);
        QVERIFY(isOrthonormal(more) && more.pictureDimension() == 3);
    }

    void namesSayWhatIsShown() {
        const std::vector<std::string> names = {"PC1", "PC2", "PC3", "PC4"};
        QCOMPARE(Projection::ofAxes({2, 0}, 4).axisNames(names), (std::vector<std::string>{"PC3", "PC1"}));
        const auto p = Projection::fromMatrix((Eigen::MatrixXd(2, 4) << 0.8, 0, -0.6, 0, 0, 1, 0, 0).finished());
        QCOMPARE(p->axisNames(names), (std::vector<std::string>{"0.80 PC1 − 0.60 PC3", "PC2"}));
        const auto even = Projection::fromMatrix((Eigen::MatrixXd(2, 4) << .5, .5, .5, .5, -.5, .5, -.5, .5).finished());
        QCOMPARE(even->axisNames(names).front(), std::string("0.50 PC1 + 0.50 PC2 + 0.50 PC3 …"));
        QVERIFY(QString::fromStdString(even->axisNames(names).back()).startsWith("−0.50 PC1 + "));
    }
};

KINETOSCOPE_TEST(ProjectionTest)

#include "projection_test.moc"
