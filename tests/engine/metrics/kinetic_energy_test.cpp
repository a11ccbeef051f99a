#include "engine/metrics/kinetic_energy.h"

#include "engine/trajectory/integrator.h"
#include "tests/engine/support/closed_form_model.h"
#include "tests/support/test_registry.h"

#include <QTest>
#include <cmath>

using namespace engine;

class KineticEnergyTest : public QObject {
    Q_OBJECT

    /// Nothing but an equation of motion.
    static ActionModel modelWith(const Dynamics& dynamics) { return {nullptr, tests::oddUnits(2), dynamics}; }

private slots:
    void simpsonIsExactForALinearSpeed() {
        // v = (1 + t, 2), t in [1, 3]: ½ ∫ (1+t)² + 4 dt = ½ (64 − 8)/3 + 4.
        Trajectories t;
        t.times = Times::LinSpaced(5, 1, 3);
        for (int l = 0; l < 5; ++l) {
            t.positions.push_back(Eigen::MatrixXf::Zero(2, 3));
            t.velocities.push_back(Eigen::Vector2f(float(1 + t.times[l]), 2).replicate(1, 3));
        }
        QVERIFY(std::abs(simulatedEnergies(t, modelWith({})).kinetic - (28.0 / 3 + 4)) < 1e-5);
        QCOMPARE(simulatedEnergies(t, modelWith({})).growth, 0.0);
        QCOMPARE(meanGrowth(t, modelWith({})).size(), 0);
    }

    void heavyParticlesCountMore() {
        Trajectories t;
        t.times = Times::LinSpaced(3, 0, 1);
        for (int l = 0; l < 3; ++l) {
            t.positions.push_back(Eigen::MatrixXf::Zero(1, 2));
            t.velocities.push_back(Eigen::RowVector2f(0, 2));
        }
        QVERIFY(std::abs(simulatedEnergies(t, modelWith({})).kinetic - 1) < 1e-6);
        t.logWeights.assign(3, Eigen::RowVector2f(1, 3).array().log());
        QVERIFY(std::abs(simulatedEnergies(t, modelWith({})).kinetic - 1.5) < 1e-6);
        // Mass that all gain alike changes nothing.
        t.logWeights[2].array() += std::log(2.f);
        QVERIFY(std::abs(simulatedEnergies(t, modelWith({})).kinetic - 1.5) < 1e-6);
    }

    void otherCostsOfMoving() {
        // C1: ‖D‖³/3 a particle, C3: ½ DᵀMD; D = (2, 1) in half the time.
        Trajectories t;
        t.times = Times::LinSpaced(3, 0, 0.5);
        t.positions.assign(3, Eigen::MatrixXf::Zero(2, 4));
        t.velocities.assign(3, Eigen::Vector2f(4, 2).replicate(1, 4));
        const auto energy = [&](const ConvexCost& cost) {
            return simulatedEnergies(t, modelWith({Method::ConvexCost, {}, 0, cost})).kinetic;
        };
        QVERIFY(std::abs(energy({ConvexCost::Kind::Power, 3, {}}) - 0.5 * std::pow(20, 1.5) / 3) < 1e-5);
        QVERIFY(std::abs(energy({ConvexCost::Kind::Quadratic, 2, {2, 1, 1, 3}}) - 0.25 * (32 + 16 + 12)) < 1e-5);
    }

    void theEnergiesOfAWeightedTranslation() {
        // U2 with D = (2, 0), v = ¼, λ = 1 over a duration of 2: K = 1.28/2 and G = 0.32/2, and E_w[g] = 0 always.
        const double duration = 2;
        const Vector b = Eigen::Vector2d(2, 0) / 1.25 / duration;
        const auto form = tests::quadratic([](double) { return 0.0; },
                                           [=](double t) { return Vector(t / duration * Eigen::Vector2d(2, 0)); },
                                           [=](double) { return b; });
        const Dynamics dynamics{Method::Unbalanced, {}, 1, {}};
        WorkerPool pool(2);
        ActionModel model = tests::modelOf(form, tests::oddUnits(2, 0, duration), dynamics);
        const auto moved = integrate(model, pool, tests::gaussianCloud(Vector::Zero(2), 0.25, 20'000),
                                     evenTimes(0, duration, 5), {Solver::Rk4, 0.1});
        const SimulatedEnergies energies = simulatedEnergies(moved, model);
        QVERIFY2(std::abs(energies.kinetic - 0.64) < 0.02, qPrintable(QString::number(energies.kinetic)));
        QVERIFY2(std::abs(energies.growth - 0.16) < 0.01, qPrintable(QString::number(energies.growth)));
        const RowVector balance = meanGrowth(moved, model);
        QVERIFY(balance.size() == 5 && balance.cwiseAbs().maxCoeff() < 0.03);
        // Mass of all, known apart, changes the weights but neither energies nor the balance.
        model.masses = MassCurve({0, duration}, {1, 3});
        const auto grown = integrate(model, pool, tests::gaussianCloud(Vector::Zero(2), 0.25, 20'000),
                                     evenTimes(0, duration, 5), {Solver::Rk4, 0.1});
        QVERIFY(std::abs(simulatedEnergies(grown, model).growth - energies.growth) < 1e-5);
        QVERIFY((meanGrowth(grown, model) - balance).cwiseAbs().maxCoeff() < 1e-5);
        QVERIFY(std::abs(grown.weightsAt(4).sum() / moved.weightsAt(4).sum() - 3) < 1e-4);
        // The rate is that of the weights.
        const RowVector change = (moved.logWeights[3] - moved.logWeights[1]).cast<double>();
        QVERIFY((change - moved.growth[2].cast<double>()).cwiseAbs().maxCoeff() < 1e-4);
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
