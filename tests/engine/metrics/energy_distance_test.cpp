#include "engine/metrics/energy_distance.h"

#include "engine/core/random.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace engine;

namespace {

struct Clouds {
    Eigen::MatrixXf x{2, 7}, y{2, 11};
    Eigen::RowVectorXf p{7}, q{11};
};

Clouds clouds() {
    Rng rng(3);
    Clouds c;
    for (Eigen::MatrixXf* points : {&c.x, &c.y})
        for (Index j = 0; j < points->cols(); ++j)
            for (Index i = 0; i < points->rows(); ++i)
                (*points)(i, j) = float(rng.normal());
    for (Eigen::RowVectorXf* shares : {&c.p, &c.q}) {
        for (float& share : *shares)
            share = float(0.2 + rng.uniform());
        *shares /= shares->sum();
    }
    return c;
}

} // namespace

class EnergyDistanceTest : public QObject {
    Q_OBJECT

private slots:
    void valueIsTheDefinition() {
        const Clouds c = clouds();
        const auto mean = [](const Eigen::MatrixXf& a, const Eigen::RowVectorXf& u, const Eigen::MatrixXf& b,
                             const Eigen::RowVectorXf& v) {
            double sum = 0;
            for (Index i = 0; i < a.cols(); ++i)
                for (Index j = 0; j < b.cols(); ++j)
                    sum += double(u[i]) * v[j] * (a.col(i) - b.col(j)).norm();
            return sum;
        };
        EnergyDistance distance(2, 20, 20);
        Eigen::MatrixXf dD_dx(2, 7);
        Eigen::RowVectorXf dD_dp(7);
        const double value = distance(c.x, c.p, c.y, c.q, dD_dx, dD_dp) - distance.spread(c.y, c.q);
        const double expected = 2 * mean(c.x, c.p, c.y, c.q) - mean(c.x, c.p, c.x, c.p) - mean(c.y, c.q, c.y, c.q);
        QVERIFY(std::abs(value - expected) < 1e-3); // a point's distance to itself is not quite 0
        QVERIFY(value > 0.01);
        Eigen::MatrixXf unused(2, 11);
        Eigen::RowVectorXf alsoUnused(11);
        QVERIFY(std::abs(distance(c.y, c.q, c.y, c.q, unused, alsoUnused) - distance.spread(c.y, c.q)) < 1e-5);
    }

    void slopesAreThoseOfTheValue() {
        const Clouds c = clouds();
        EnergyDistance distance(2, 7, 11);
        Eigen::MatrixXf dD_dx(2, 7), unused(2, 7);
        Eigen::RowVectorXf dD_dp(7), alsoUnused(7);
        distance(c.x, c.p, c.y, c.q, dD_dx, dD_dp);
        const float h = 1e-2f;
        for (Index j = 0; j < 7; ++j) {
            for (Index i = 0; i < 2; ++i) {
                Clouds up = c, down = c;
                up.x(i, j) += h;
                down.x(i, j) -= h;
                const double slope = (distance(up.x, up.p, c.y, c.q, unused, alsoUnused) -
                                      distance(down.x, down.p, c.y, c.q, unused, alsoUnused)) /
                                     (2 * h);
                QVERIFY(std::abs(slope - dD_dx(i, j)) < 2e-3);
            }
            Clouds up = c, down = c;
            up.p[j] += h;
            down.p[j] -= h;
            const double slope = (distance(up.x, up.p, c.y, c.q, unused, alsoUnused) -
                                  distance(down.x, down.p, c.y, c.q, unused, alsoUnused)) /
                                 (2 * h);
            QVERIFY(std::abs(slope - dD_dp[j]) < 2e-3);
        }
    }
};

KINETOSCOPE_TEST(EnergyDistanceTest)

#include "energy_distance_test.moc"
