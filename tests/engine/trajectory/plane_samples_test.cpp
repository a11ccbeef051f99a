#include "engine/trajectory/plane_samples.h"

#include "tests/support/test_registry.h"

#include <QTest>

using namespace engine;

class PlaneSamplesTest : public QObject {
    Q_OBJECT

    /// Two times, three by two points: the speed at point i is i, then 10 i; the growth its negative.
    static PlaneSamples sample() {
        PlaneSamples plane;
        plane.times = Times::LinSpaced(2, 0, 4);
        plane.lower = {0, -1};
        plane.upper = {4, 1};
        plane.nx = 3;
        plane.ny = 2;
        plane.reach = Eigen::RowVectorXf::Ones(6);
        for (const float factor : {1.0F, 10.0F}) {
            const Eigen::RowVectorXf ramp = factor * Eigen::RowVectorXf::LinSpaced(6, 0, 5);
            plane.of(PlaneQuantity::Speed).push_back(ramp);
            plane.of(PlaneQuantity::Growth).push_back(-ramp);
        }
        return plane;
    }

private slots:
    void betweenTheTimes() {
        const PlaneSamples plane = sample();
        Eigen::RowVectorXf out;
        plane.at(PlaneQuantity::Speed, 1, out);
        QCOMPARE(out[2], 2 + 0.25F * 18);
        plane.at(PlaneQuantity::Speed, 9, out);
        QCOMPARE(out[5], 50.0F);
        QVERIFY(plane.has(PlaneQuantity::Growth) && !plane.has(PlaneQuantity::Action));
        QVERIFY(plane.position(5) == Eigen::Vector2d(4, 1) && plane.position(1) == Eigen::Vector2d(2, -1));
    }

    void rangesLeaveOutWhatIsNotReached() {
        PlaneSamples plane = sample();
        QCOMPARE(plane.typicalRange(PlaneQuantity::Speed).low, 0.0F); // a length begins at zero
        QVERIFY(plane.typicalRange(PlaneQuantity::Speed).high > 30);
        const auto growth = plane.typicalRange(PlaneQuantity::Growth); // zero stays in the middle
        QCOMPARE(growth.low, -growth.high);
        plane.reach.tail(5).setZero();
        QCOMPARE(plane.typicalRange(PlaneQuantity::Speed).high, 0.0F);
        plane.reach.setZero(); // nothing to go by
        QCOMPARE(plane.typicalRange(PlaneQuantity::Growth).low, -1.0F);
    }

    void namesComeBack() {
        for (const PlaneQuantity quantity : kPlaneQuantities)
            QVERIFY(planeQuantityNamed(name(quantity)) == quantity);
        QVERIFY(!planeQuantityNamed("heat"));
    }
};

KINETOSCOPE_TEST(PlaneSamplesTest)

#include "plane_samples_test.moc"
