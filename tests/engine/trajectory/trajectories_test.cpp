#include "engine/trajectory/trajectories.h"
#include "tests/support/test_registry.h"

#include <QTest>
#include <cmath>

using namespace engine;

namespace {

Eigen::RowVectorXf radii() { return Eigen::RowVectorXf::LinSpaced(3, 1, 3); }

/// Particles on circles x = r (cos t, sin t), at uneven levels.
Trajectories circles(int levels) {
    Trajectories out;
    out.times.resize(levels);
    for (int l = 0; l < levels; ++l) {
        const double u = double(l) / (levels - 1), t = 2 + u * (1 + u) / 2;
        out.times[l] = t;
        Eigen::MatrixXf x(2, 3), v(2, 3);
        x.row(0) = float(std::cos(t)) * radii();
        x.row(1) = float(std::sin(t)) * radii();
        v.row(0) = -x.row(1);
        v.row(1) = x.row(0);
        out.positions.push_back(x);
        out.velocities.push_back(v);
    }
    return out;
}

double error(const Trajectories& trajectories, double t) {
    Eigen::MatrixXf x;
    trajectories.positionsAt(t, x);
    return std::hypot(x(0, 2) - 3 * std::cos(t), x(1, 2) - 3 * std::sin(t));
}

} // namespace

class TrajectoriesTest : public QObject {
    Q_OBJECT

private slots:
    void levelsAreMetExactly() {
        const Trajectories trajectories = circles(5);
        Eigen::MatrixXf x;
        for (int l = 0; l < 5; ++l) {
            trajectories.positionsAt(trajectories.times[l], x);
            QVERIFY(x == trajectories.positions[std::size_t(l)]);
        }
    }

    void smoothPathsAreFourthOrder() {
        double worst[2] = {0, 0};
        for (int i = 0; i < 2; ++i) {
            const Trajectories trajectories = circles(i == 0 ? 3 : 5);
            for (double t = 2; t < 3; t += 0.01)
                worst[i] = std::max(worst[i], error(trajectories, t));
        }
        QVERIFY(worst[0] < 3e-3);
        QVERIFY2(worst[0] / worst[1] > 10, qPrintable(QString::number(worst[0] / worst[1])));
    }

    void roughPathsAreStraight() {
        Trajectories trajectories = circles(3);
        trajectories.smooth = false;
        Eigen::MatrixXf x;
        trajectories.positionsAt((trajectories.times[0] + trajectories.times[1]) / 2, x);
        QVERIFY((x - (trajectories.positions[0] + trajectories.positions[1]) / 2).norm() < 1e-6f);
    }

    void timesOutsideTakeTheNearestLevel() {
        const Trajectories trajectories = circles(4);
        Eigen::MatrixXf x;
        trajectories.positionsAt(-1e9, x);
        QVERIFY(x == trajectories.positions.front());
        trajectories.positionsAt(1e9, x);
        QVERIFY(x == trajectories.positions.back());
        trajectories.positionsAt(std::nan(""), x);
        QVERIFY(x.allFinite());
    }

    void outputKeepsItsMemory() {
        const Trajectories trajectories = circles(4);
        Eigen::MatrixXf x;
        trajectories.positionsAt(2.1, x);
        const float* before = x.data();
        for (double t = 1.9; t < 3.2; t += 0.003)
            trajectories.positionsAt(t, x);
        QVERIFY(x.data() == before);
    }

    void speeds() {
        const Trajectories trajectories = circles(9);
        Eigen::RowVectorXf speed;
        for (const double t : {2.0, 2.37, 3.0}) {
            trajectories.speedsAt(t, speed);
            for (int k = 0; k < 3; ++k)
                QVERIFY(std::abs(speed[k] - float(k + 1)) < 0.02f);
        }
        QVERIFY(std::abs(trajectories.typicalTopSpeed() - 3) < 1e-5f);
    }

    void typicalTopSpeedIgnoresFewFastOnes() {
        Trajectories trajectories;
        trajectories.times = Times::Constant(1, 0.0);
        trajectories.positions.push_back(Eigen::MatrixXf::Zero(2, 1000));
        Eigen::MatrixXf v = Eigen::MatrixXf::Zero(2, 1000);
        v.row(0).setConstant(2);
        v(0, 17) = v(0, 500) = 1e6f;
        trajectories.velocities.push_back(v);
        QCOMPARE(trajectories.typicalTopSpeed(), 2.f);
        QCOMPARE(Trajectories().typicalTopSpeed(), 0.f);
    }

    void byteSizeCountsEverything() {
        Trajectories trajectories = circles(4);
        QCOMPARE(trajectories.byteSize(), std::size_t(4 * 8 + 2 * 4 * 6 * 4));
        trajectories.logWeights.assign(4, Eigen::RowVectorXf::Zero(3));
        QCOMPARE(trajectories.byteSize(), std::size_t(4 * 8 + 2 * 4 * 6 * 4 + 4 * 3 * 4));
        trajectories.growth.assign(4, Eigen::RowVectorXf::Zero(3));
        QCOMPARE(trajectories.byteSize(), std::size_t(4 * 8 + 2 * 4 * 6 * 4 + 2 * 4 * 3 * 4));
    }

    void weightsAreInUnitsOfTheirMeanAtTheStart() {
        Trajectories t = circles(3);
        const Eigen::Index n = t.particles();
        Eigen::RowVectorXf weights, growth;
        t.weightsAt(t.times[1], weights);
        QCOMPARE(weights.size(), Eigen::Index(0));
        // log w = log w_0 + 2 (t − t_0), from uneven starting weights of any size.
        for (int l = 0; l < 3; ++l) {
            t.logWeights.push_back(Eigen::RowVectorXf::LinSpaced(n, 80, 81));
            t.logWeights.back().array() += float(2 * (t.times[l] - t.times[0]));
        }
        t.weightsAt(t.times[0], weights);
        QVERIFY(std::abs(weights.mean() - 1) < 1e-5F);
        QVERIFY(std::abs(weights[n - 1] / weights[0] - std::exp(1.0F)) < 1e-4F);
        const double middle = (t.times[1] + t.times[2]) / 2;
        t.weightsAt(middle, weights);
        QVERIFY(std::abs(weights.mean() - std::exp(2 * (middle - t.times[0]))) < 1e-3);
        t.growthAt(middle, growth);
        QVERIFY((growth.array() - 2).abs().maxCoeff() < 1e-3F);
        t.growthAt(t.times[2], growth);
        QVERIFY((growth.array() - 2).abs().maxCoeff() < 1e-3F);
        QVERIFY(std::abs(t.typicalTopGrowth() - 2) < 1e-3F);
    }
};

KINETOSCOPE_TEST(TrajectoriesTest)

#include "trajectories_test.moc"
