#include "engine/metrics/kinetic_energy.h"

#include "tests/support/test_registry.h"

#include <QTest>
#include <cmath>

using namespace engine;

class KineticEnergyTest : public QObject {
    Q_OBJECT

private slots:
    void simpsonIsExactForALinearSpeed() {
        // v = (1 + t, 2), t in [1, 3]: ½ ∫ (1+t)² + 4 dt = ½ (64 − 8)/3 + 4.
        Trajectories t;
        t.times = Times::LinSpaced(5, 1, 3);
        for (int l = 0; l < 5; ++l) {
            t.positions.push_back(Eigen::MatrixXf::Zero(2, 3));
            t.velocities.push_back(Eigen::Vector2f(float(1 + t.times[l]), 2).replicate(1, 3));
        }
        QVERIFY(std::abs(simulatedKineticEnergy(t) - (28.0 / 3 + 4)) < 1e-5);
    }

    void heavyParticlesCountMore() {
        Trajectories t;
        t.times = Times::LinSpaced(3, 0, 1);
        for (int l = 0; l < 3; ++l) {
            t.positions.push_back(Eigen::MatrixXf::Zero(1, 2));
            t.velocities.push_back(Eigen::RowVector2f(0, 2));
        }
        QVERIFY(std::abs(simulatedKineticEnergy(t) - 1) < 1e-6);
        QVERIFY(std::abs(simulatedKineticEnergy(t, Eigen::RowVector2d(1, 3)) - 1.5) < 1e-6);
    }

    void theLeastEnergyOfAShift() {
        Dataset dataset;
        Rng rng(1);
        Points points(2, 200);
        rng.fillNormal(points);
        for (const Real time : {0.0, 0.5, 2.0}) {
            Snapshot snapshot;
            snapshot.time = time;
            Points moved = points;
            moved.row(1).array() += 2 * time; // speed 2 all the way: ½·4·2
            snapshot.points = PointSet(moved);
            dataset.snapshots.push_back(snapshot);
        }
        Rng subsets(3);
        QVERIFY(std::abs(leastKineticEnergy(dataset, subsets) - 4) < 1e-4);
        // A part of the points is another sample: near, never exactly the same.
        const Real part = leastKineticEnergy(dataset, subsets, 150);
        QVERIFY(part > 3.5 && part < 5.5 && part != 4);
    }
};

KINETOSCOPE_TEST(KineticEnergyTest)

#include "kinetic_energy_test.moc"
