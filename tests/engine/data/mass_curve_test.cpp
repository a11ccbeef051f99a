#include "engine/core/quadrature.h"
#include "engine/data/mass_curve.h"
#include "tests/support/test_registry.h"

#include <QTest>
#include <cmath>

using namespace engine;

class MassCurveTest : public QObject {
    Q_OBJECT

    static Dataset growing() {
        Dataset dataset;
        for (const int n : {10, 20, 30, 80}) {
            Snapshot snapshot;
            snapshot.time = double(dataset.snapshots.size());
            snapshot.heldOut = n == 30;
            snapshot.points = PointSet(Points::Random(2, n));
            dataset.snapshots.push_back(snapshot);
        }
        return dataset;
    }

private slots:
    void withoutMassesNothingGrows() {
        QCOMPARE(MassCurve().mass(3), 1.0);
        QCOMPARE(MassCurve().logRate(3), 0.0);
    }

    void countsLeaveOutWhatIsHeldOut() {
        const MassCurve curve = MassCurve::byCounts(growing());
        QVERIFY(std::abs(curve.mass(0) - 10) < 1e-12 && std::abs(curve.mass(1) - 20) < 1e-12);
        QVERIFY(std::abs(curve.mass(2) - 40) < 1e-12); // log-linear from 20 to 80
        QVERIFY(std::abs(curve.logRate(1) - std::log(2)) < 1e-12);
        QVERIFY(std::abs(curve.mass(-1) - 10) < 1e-12 && std::abs(curve.mass(9) - 80) < 1e-12);
        QCOMPARE(curve.logRate(-1), 0.0);
        QCOMPARE(curve.logRate(3), 0.0);
    }

    void weightsAddUpAndMassesPrevail() {
        Dataset dataset = growing();
        dataset.snapshots[0].mass = 5;
        dataset.snapshots[1].points = PointSet(Points::Random(2, 3), (RowVector(3) << 1, 2, 4.5).finished());
        const MassCurve curve = MassCurve::byWeights(dataset);
        QVERIFY(std::abs(curve.mass(0) - 5) < 1e-12 && std::abs(curve.mass(1) - 7.5) < 1e-12);
        QVERIFY(std::abs(curve.mass(3) - 80) < 1e-12);
    }

    void ratesAreDerivatives() {
        const MassCurve curve({0, 0.3, 2}, {1, 4, 0.5});
        for (const double t : {0.1, 0.2, 0.5, 1.9})
            QVERIFY(std::abs((std::log(curve.mass(t + 1e-4)) - std::log(curve.mass(t - 1e-4))) / 2e-4 -
                             curve.logRate(t)) < 1e-8);
    }

    // U1: a fixed shape of mass e^{rt}. Normalised, nothing happens and s[p] = 0; the curve puts s = m'/(λm) back, with
    // the loss of the table, and anything else costs more.
    void globalGrowthIsPutBackExactly() {
        const double r = 0.8;
        const MassCurve curve({0, 1}, {1, std::exp(r)});
        const Quadrature time = gaussLegendre(16);
        const auto loss = [&](double shift) {
            double sum = 0;
            for (Index k = 0; k < time.nodes.size(); ++k) {
                const double t = time.nodes[k], s = curve.logRate(t) + shift;
                sum += time.weights[k] * curve.mass(t) * (s * s / 2 - s * r);
            }
            return sum;
        };
        QVERIFY(std::abs(loss(0) + 0.5 * r * (std::exp(r) - 1)) < 1e-9);
        QVERIFY(loss(0.1) > loss(0) && loss(-0.1) > loss(0));
    }
};

KINETOSCOPE_TEST(MassCurveTest)

#include "mass_curve_test.moc"
