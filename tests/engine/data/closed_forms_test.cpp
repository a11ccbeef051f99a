// The known populations against the numbers of the table in §4, and against themselves: sample velocities are the
// derivatives of sample paths, optimal velocities satisfy the continuity equation, are gradients, and have energy K.
#include "engine/data/closed_forms.h"
#include "engine/data/examples/gallery_processes.h"
#include "tests/support/test_registry.h"

#include <QTest>
#include <array>
#include <cmath>
#include <numbers>

using namespace engine;
using namespace engine::closed_forms;

namespace {

using std::numbers::pi;
constexpr double kUnknown = -1;

Vector v2(double x, double y) { return Eigen::Vector2d(x, y); }

/// Test functions f and their gradients: enough to tell velocity fields apart.
constexpr int kFunctions = 6;
void gradients(const Vector& x, Matrix& out) {
    const double y = x[1], wave = std::cos(2 * x[0] + y), bump = std::exp(-x.squaredNorm());
    out.setZero(x.size(), kFunctions);
    out(0, 0) = 1;
    out(1, 1) = 1;
    out(0, 2) = 2 * x[0];
    out(0, 3) = y;
    out(1, 3) = x[0];
    out(0, 4) = 2 * wave;
    out(1, 4) = wave;
    out.col(5) = -2 * bump * x;
}
double value(int function, const Vector& x) {
    const std::array<double, kFunctions> values = {
        x[0], x[1], x[0] * x[0], x[0] * x[1], std::sin(2 * x[0] + x[1]), std::exp(-x.squaredNorm())};
    return values[std::size_t(function)];
}

/// Mean and its standard error.
struct Estimate {
    double sum = 0, squares = 0;
    int n = 0;
    void add(double x) {
        sum += x;
        squares += x * x;
        ++n;
    }
    double mean() const { return sum / n; }
    double error() const { return std::sqrt(std::max(0.0, squares / n - mean() * mean()) / n); }
    bool isZero(double slack = 1e-9) const { return std::abs(mean()) < 4.5 * error() + slack; }
};

} // namespace

class ClosedFormsTest : public QObject {
    Q_OBJECT

    struct Row {
        const char* name;
        Process process;
        double energy;
        double tolerance;
    };

    static std::vector<Row> rows() {
        const double alpha = pi * 0.75 / 1.25;
        return {
            {"T1", translation(v2(2, 1)), 2.5, 1e-9},
            {"T1 3-D", translation(Eigen::Vector3d(1, 2, -2)), 4.5, 1e-9},
            {"T2", scaling(2, 0.5, 1, 2), 0.25, 1e-9},
            {"T2 3-D", scaling(3, 0.5, 1, 2), 0.375, 1e-9},
            {"T2b", anisotropicScaling(v2(0.5, 1), v2(1.5, 0.4)), 0.5 * (1 + 0.36), 1e-12},
            {"T3", randomPairs(v2(2, 1), 0.5), 2.60730, 1e-5},
            {"T4", rotatingEllipse(1, 0.5, pi), alpha * alpha * 1.25 / 2, 1e-9},
            {"T5b", ornsteinUhlenbeck(v2(2, 0), 0.25, v2(0, 0), 1, 1), 0.912352, 1e-6},
            {"T6", heatFlow(2, 0.25, 0.8), 0.203162, 1e-6},
            {"T8", split(1, 0.3), 0.347412, 1e-5},
            {"T9", fourCorners(0.1), 0.204200, 1e-5},
            {"T9 root", fourCornersRoot(0.1), 0.224130, 1e-5},
            {"circle", opening(2, 0.75, 0.16, 0.05), kUnknown, 0},
            {"sphere", opening(3, 1, 0.2, 0.1), kUnknown, 0},
            {"exchange", exchange(0.4, 0.25, 0.2, 0.8), kUnknown, 0},
            {"exchange on the way", exchange(0.4, 0.25, 0.2, 0.8, 1.5), kUnknown, 0},
            {"three fates", gallery::threeFates(), kUnknown, 0},
            {"drifting split", gallery::driftingSplit(), kUnknown, 0},
        };
    }

private slots:
    void kineticEnergyIsThatOfTheTable() {
        QVERIFY(std::abs(rows()[6].energy - 2.2207) < 1e-4);
        for (const Row& row : rows())
            if (row.energy != kUnknown)
                QVERIFY2(std::abs(*row.process->kineticEnergy() - row.energy) < row.tolerance * 1.01,
                         qPrintable(QString("%1: %2").arg(row.name).arg(*row.process->kineticEnergy(), 0, 'g', 9)));
        const double pinched = 2.5 + 0.25 * (2 - pi / 2);
        QVERIFY(std::abs(*randomPairs(v2(2, 1), 0.5)->kineticEnergy() - pinched) < 1e-9);
    }

    void kineticEnergyIsThatOfTheVelocity() {
        for (const Row& row : rows()) {
            Rng rng(7);
            const int d = row.process->dimension(), n = 60'000;
            Vector x(d), v(d), dx_dt(d);
            Estimate power;
            for (int i = 0; i < n; ++i) {
                const double t = row.process->lastTime() * (i + rng.uniform()) / n;
                row.process->sample(rng, t, x, dx_dt);
                QVERIFY(row.process->optimalVelocity(t, x, v));
                power.add(row.process->lastTime() * v.squaredNorm() / 2 - *row.process->kineticEnergy());
            }
            QVERIFY2(power.isZero(), qPrintable(QString("%1: %2 ± %3, K %4")
                                                    .arg(row.name)
                                                    .arg(power.mean())
                                                    .arg(power.error())
                                                    .arg(*row.process->kineticEnergy())));
            QVERIFY(power.error() < 0.02 * *row.process->kineticEnergy());
        }
    }

    // d/dt E[f] = E[∇f·v*]. Where samples have a path of their own, d/dt E[f] = E[∇f·ẋ] too, of the same samples;
    // otherwise a difference quotient of E[f].
    void theContinuityEquationHolds() {
        for (const Row& row : rows()) {
            const int d = row.process->dimension();
            Vector x(d), v(d), dx_dt(d), before(d), after(d);
            Matrix gradient;
            for (const double part : {0.05, 0.4, 0.9}) {
                const double t = part * row.process->lastTime();
                std::array<Estimate, kFunctions> balance, wrong;
                Rng rng(11);
                for (int i = 0; i < 40'000; ++i) {
                    const Rng same = rng;
                    row.process->sample(rng, t, x, dx_dt);
                    row.process->optimalVelocity(t, x, v);
                    gradients(x, gradient);
                    const Vector flow = gradient.transpose() * v;
                    Vector change = gradient.transpose() * dx_dt;
                    if (!row.process->hasVelocity()) {
                        // The same random numbers at both times: little noise.
                        const double h = 0.02;
                        Rng first = same, second = same;
                        row.process->sample(first, t - h, before, dx_dt);
                        row.process->sample(second, t + h, after, dx_dt);
                        for (int f = 0; f < kFunctions; ++f)
                            change[f] = (value(f, after) - value(f, before)) / (2 * h);
                    }
                    for (int f = 0; f < kFunctions; ++f) {
                        balance[std::size_t(f)].add(change[f] - flow[f]);
                        wrong[std::size_t(f)].add(change[f] - flow[f] - 0.2 * gradient.col(f).dot(x));
                    }
                }
                // A difference quotient is off by h².
                const double slack = row.process->hasVelocity() ? 1e-9 : 4e-4;
                bool noticed = false;
                for (int f = 0; f < kFunctions; ++f) {
                    const Estimate& e = balance[std::size_t(f)];
                    QVERIFY2(e.isZero(slack), qPrintable(QString("%1, t = %2, f%3: %4 ± %5")
                                                             .arg(row.name)
                                                             .arg(t)
                                                             .arg(f)
                                                             .arg(e.mean())
                                                             .arg(e.error())));
                    noticed |= !wrong[std::size_t(f)].isZero(slack);
                }
                QVERIFY2(noticed, qPrintable(QString("%1, t = %2: a wrong velocity passes").arg(row.name).arg(t)));
            }
        }
    }

    void sampleVelocitiesAreDerivativesOfSamplePaths() {
        std::vector<Row> all = rows();
        for (const SyntheticExample& example : syntheticExamples())
            all.push_back({example.name.c_str(), example.process, kUnknown, 0});
        for (const Row& row : all) {
            if (!row.process->hasVelocity())
                continue;
            const int d = row.process->dimension();
            Vector x(d), before(d), after(d), dx_dt(d), unused(d);
            Rng rng(3);
            for (int i = 0; i < 200; ++i) {
                const double end = row.process->lastTime(), t = end * (0.01 + 0.98 * rng.uniform()), h = 1e-5 * end;
                Rng first = rng, second = rng;
                row.process->sample(rng, t, x, dx_dt);
                row.process->sample(first, t - h, before, unused);
                row.process->sample(second, t + h, after, unused);
                const Vector quotient = (after - before) / (2 * h);
                QVERIFY2((quotient - dx_dt).norm() < 1e-5 * (1 + dx_dt.norm()), row.name);
            }
        }
    }

    void optimalVelocitiesAreGradients() {
        for (const Row& row : rows()) {
            const int d = row.process->dimension();
            Vector x(d), dx_dt(d), plus(d), minus(d);
            Rng rng(5);
            for (int i = 0; i < 100; ++i) {
                const double t = row.process->lastTime() * rng.uniform(), h = 1e-5;
                row.process->sample(rng, t, x, dx_dt);
                Matrix jacobian(d, d);
                for (int k = 0; k < d; ++k) {
                    row.process->optimalVelocity(t, x + h * Vector::Unit(d, k), plus);
                    row.process->optimalVelocity(t, x - h * Vector::Unit(d, k), minus);
                    jacobian.col(k) = (plus - minus) / (2 * h);
                }
                QVERIFY2((jacobian - jacobian.transpose()).norm() < 1e-5 * (1 + jacobian.norm()), row.name);
            }
        }
    }

    void velocitiesAreFiniteEverywhere() {
        for (const Row& row : rows()) {
            const int d = row.process->dimension();
            Vector v(d);
            for (const double t : {0.0, 1e-12, 1e-6, 0.5, 1.0})
                for (const double far : {0.0, 1e-9, 1.0, 30.0, 1e3})
                    for (const double sign : {-1.0, 1.0}) {
                        row.process->optimalVelocity(t * row.process->lastTime(), Vector::Constant(d, sign * far), v);
                        QVERIFY2(v.allFinite(), row.name);
                    }
        }
    }

    void splitIsStableNearTheStart() {
        const auto process = split(1, 0.3);
        Vector v(2);
        for (const double t : {0.0, 1e-14, 1e-9, 1e-5}) {
            process->optimalVelocity(t, v2(0.2, 5), v);
            QVERIFY(std::abs(v[0] - std::tanh(t * 0.2 / 0.09)) < 1e-14 && v[1] == 0);
        }
        // T9 per axis: v = r x + (1 − t r) ½ tanh(t x/2S), S = s0²((1−t)²+t²), r = S'/2S.
        const auto corners = fourCorners(0.1);
        for (const double t : {0.0, 1e-9, 0.3, 1.0}) {
            const double s = 0.01 * ((1 - t) * (1 - t) + t * t), r = 0.01 * (2 * t - 1) / s;
            corners->optimalVelocity(t, v2(0.13, -0.4), v);
            for (const auto& [x, got] : {std::pair(0.13, v[0]), std::pair(-0.4, v[1])})
                QVERIFY(std::abs(got - (r * x + (1 - t * r) / 2 * std::tanh(t * x / (2 * s)))) < 1e-12);
        }
    }

    // x_t is N(t·corner, S I): the mean absolute coordinate at t = 1 and the pinched variance at t = ½ are known.
    void samplesHaveTheRightMoments() {
        const auto pairs = randomPairs(v2(2, 1), 0.5);
        Rng rng(9);
        Vector x(2), dx_dt(2);
        Estimate first, variance;
        for (int i = 0; i < 100'000; ++i) {
            pairs->sample(rng, 0.5, x, dx_dt);
            first.add(x[0] - 1);
            variance.add((x - v2(1, 0.5)).squaredNorm() / 2 - 0.125);
        }
        QVERIFY(first.isZero() && variance.isZero());
        QVERIFY(variance.error() < 0.001);
    }
};

KINETOSCOPE_TEST(ClosedFormsTest)

#include "closed_forms_test.moc"
