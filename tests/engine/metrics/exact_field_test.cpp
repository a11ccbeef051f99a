// The fields against the equation they must solve, with the density by finite differences, and against being a
// gradient.
#include "engine/metrics/exact_field.h"

#include "engine/data/closed_forms.h"
#include "engine/training/training_settings.h"
#include "engine/verification/closed_form_case.h"
#include "tests/support/test_registry.h"

#include <QTest>
#include <cmath>

using namespace engine;

namespace {

constexpr double kStep = 2e-5, kWide = 2e-4;

Normalization unitsOf(const SyntheticProcess& process) {
    Normalization units;
    units.center = Vector::Constant(process.dimension(), 0.1);
    units.start = process.firstTime();
    units.duration = process.lastTime() - process.firstTime();
    return units;
}

Dynamics dynamicsOf(const QString& method, const QString& cost = {}) {
    Dynamics dynamics;
    dynamics.method = choiceNamed<Method>(method.toStdString());
    if (isNoisy(dynamics.method))
        dynamics.sigma = {0.3, 0.5};
    if (isWeighted(dynamics.method))
        dynamics.lambda = 2;
    if (!cost.isEmpty())
        dynamics.cost = costNamed(cost.toStdString());
    return dynamics;
}

/// ∇c(v), what the slope of the action must be for this velocity.
Vector slopeOf(const ConvexCost& cost, const Vector& v) {
    switch (cost.kind) {
    case ConvexCost::Kind::Power:
        return std::pow(v.norm(), cost.power - 2) * v;
    case ConvexCost::Kind::Relativistic:
        return v / std::sqrt(1 - v.squaredNorm());
    case ConvexCost::Kind::Cosh:
        return v.array().asinh();
    default:
        return cost.matrix.empty() ? v : Vector(Eigen::Map<const Eigen::Matrix2d>(cost.matrix.data()) * v);
    }
}

/// J_ij = ∂f_i/∂x_j by central differences.
template <class Field> Matrix jacobian(Field&& field, const Vector& x) {
    Matrix out(x.size(), x.size());
    for (Index j = 0; j < x.size(); ++j) {
        const Vector step = kStep * Vector::Unit(x.size(), j);
        out.col(j) = (field(x + step) - field(x - step)) / (2 * kStep);
    }
    return out;
}

} // namespace

class ExactFieldTest : public QObject {
    Q_OBJECT

    static void addRows(std::initializer_list<const char*> examples, std::initializer_list<const char*> methods) {
        for (const char* example : examples)
            for (const char* method : methods)
                QTest::addRow("%s %s", example, method) << QString(example) << QString(method);
    }

private slots:
    void theEquationHolds_data() {
        QTest::addColumn<QString>("example");
        QTest::addColumn<QString>("method");
        addRows({"two-clouds", "oscillator", "ornstein-uhlenbeck"},
                {"am", "eam", "uam", "euam", "cam power:3", "cam power:1.5", "cam quadratic:2,0.5,0.5,1", "cam cosh"});
        addRows({"rotating-ellipse"}, {"am", "eam", "uam", "euam", "cam quadratic:2,0.5,0.5,1"});
        addRows({"ring", "bubble"}, {"am", "eam", "cam power:3"});
        addRows({"three-fates", "split", "four-corners"}, {"am", "eam"});
    }
    // d log q/dt + div v + v·∇log q − g − (σ²/2)(Δ log q + ‖∇log q‖²) = 0; ∇c(v) = ∇s and, with growth, ∇g = λ∇s.
    void theEquationHolds() {
        QFETCH(QString, example);
        QFETCH(QString, method);
        const auto process = syntheticExample(example.toStdString()).process;
        const Normalization units = unitsOf(*process);
        const Dynamics dynamics = dynamicsOf(method.section(' ', 0, 0), method.section(' ', 1));
        const auto exact = exactField(process, dynamics, units);
        QVERIFY(exact.has_value());
        QCOMPARE(bool(exact->growth), isWeighted(dynamics.method));
        const int d = process->dimension(), n = 200;
        const auto density = [&](double t, const Vector& at) { return process->logDensity(t, at).value(); };
        Rng rng(3);
        Vector x(d), v(d), unused(d);
        double meanGrowth = 0, growthSize = 0;
        for (int i = 0; i < n; ++i) {
            const double t = units.timeToData(0.02 + 0.96 * (i + rng.uniform()) / n);
            process->sample(rng, t, x, unused);
            const auto velocity = [&](const Vector& at) {
                Vector out(d);
                exact->velocity(t, at, out);
                return out;
            };
            v = velocity(x);
            double laplacian = 0;
            Vector score(d);
            for (int k = 0; k < d; ++k) {
                const Vector step = kStep * Vector::Unit(d, k), far = kWide * Vector::Unit(d, k);
                score[k] = (density(t, x + step) - density(t, x - step)) / (2 * kStep);
                laplacian += (density(t, x + far) - 2 * density(t, x) + density(t, x - far)) / (kWide * kWide);
            }
            const double change = (density(t + kStep, x) - density(t - kStep, x)) / (2 * kStep);
            const double spread = jacobian(velocity, x).trace(), flow = v.dot(score);
            const double gain = exact->growth ? exact->growth(t, x) : 0;
            const double sigma = dynamics.sigma.at(units.toTraining(t));
            const double noise = sigma * sigma / 2 * (laplacian + score.squaredNorm());
            const double size = 1 + std::abs(change) + std::abs(spread) + std::abs(flow) + std::abs(gain) +
                                std::abs(noise) + sigma * sigma * score.squaredNorm();
            const double residual = change + spread + flow - gain - noise;
            QVERIFY2(std::abs(residual) < 5e-4 * size,
                     qPrintable(QString("t = %1: %2 of %3").arg(t).arg(residual).arg(size)));

            const Matrix curved = jacobian([&](const Vector& at) { return slopeOf(dynamics.cost, velocity(at)); }, x);
            QVERIFY((curved - curved.transpose()).norm() < 1e-4 * (1 + curved.norm()));
            if (exact->growth) {
                for (int k = 0; k < d; ++k) {
                    const Vector step = kStep * Vector::Unit(d, k);
                    const double slope = (exact->growth(t, x + step) - exact->growth(t, x - step)) / (2 * kStep);
                    QVERIFY(std::abs(slope - dynamics.lambda * v[k]) < 1e-5 * (1 + std::abs(slope)));
                }
                meanGrowth += gain / n;
                growthSize += gain * gain / n;
            }
        }
        // The mass is kept.
        QVERIFY(std::abs(meanGrowth) <= 4 * std::sqrt(growthSize / n));
    }

    void whatIsNotKnownIsNotClaimed() {
        const auto isKnown = [](const char* example, const Dynamics& dynamics) {
            const auto process = syntheticExample(example).process;
            return exactField(process, dynamics, unitsOf(*process)).has_value();
        };
        QVERIFY(isKnown("porous-medium", dynamicsOf("am")));
        QVERIFY(isKnown("porous-medium", dynamicsOf("cam", "power:3")));
        // At its edge the density is zero, and no noise would keep it there.
        QVERIFY(!isKnown("porous-medium", dynamicsOf("eam")));
        for (const char* example : {"hydrogen", "toggle-switch", "noise-to-moons", "swiss-roll"})
            for (const char* method : {"am", "eam", "uam", "euam"})
                QVERIFY(!isKnown(example, dynamicsOf(method)));
        for (const char* example : {"three-fates", "ring", "growing-mixture"})
            for (const char* method : {"uam", "euam"})
                QVERIFY(!isKnown(example, dynamicsOf(method)));
        for (const char* cost : {"power:3", "cosh"}) // ∇c(v*) is no gradient
            QVERIFY(!isKnown("rotating-ellipse", dynamicsOf("cam", cost)));
        QVERIFY(!isKnown("three-fates", dynamicsOf("cam", "power:3")));
        QVERIFY(!isKnown("ring", dynamicsOf("cam", "cosh")));
    }

    void fieldsAndEnergiesOfTheTable_data() {
        QTest::addColumn<QString>("id");
        for (const char* id : {"T1", "T2", "T2b", "T3", "T4", "T5", "T5-stationary", "T5b", "T6", "T6-eam", "T8", "T9",
                               "T10", "U2", "U3", "C1", "C2", "C3"})
            QTest::newRow(id) << QString(id);
    }
    void fieldsAndEnergiesOfTheTable() {
        QFETCH(QString, id);
        const ClosedFormCase& c = closedFormCase(id.toStdString());
        const Normalization units = unitsOf(*c.process);
        const auto exact = exactField(c.process, c.dynamics, units);
        const auto energy = exactEnergy(c.process, c.dynamics, units);
        QVERIFY(exact && energy);
        QVERIFY2(std::abs(*energy - c.energy) < 1e-9 + (id == "C2" ? 1e-3 : 1e-6) * c.energy,
                 qPrintable(QString("%1 of %2").arg(*energy, 0, 'g', 9).arg(c.energy, 0, 'g', 9)));
        Rng rng(5);
        Vector x(2), unused(2), v(2), wanted(2);
        for (int i = 0; i < 50; ++i) {
            const double t = units.timeToData(rng.uniform());
            c.process->sample(rng, t, x, unused);
            exact->velocity(t, x, v);
            c.velocity(t, x, wanted);
            QVERIFY((v - wanted).norm() < 1e-6 * (1 + wanted.norm()));
            if (c.growth)
                QVERIFY(std::abs(exact->growth(t, x) - c.growth(t, x)) < 1e-9);
        }
    }

    void energiesThatAreNotKnown() {
        const auto energyOf = [](const char* example, const Dynamics& dynamics) {
            const auto process = syntheticExample(example).process;
            return exactEnergy(process, dynamics, unitsOf(*process));
        };
        QVERIFY(energyOf("three-fates", dynamicsOf("am")) && !energyOf("three-fates", dynamicsOf("eam")));
        QVERIFY(!energyOf("ring", dynamicsOf("cam", "power:3")) && !energyOf("hydrogen", dynamicsOf("am")));
        // Faster than the speed limit there is no motion.
        QVERIFY(!energyOf("two-clouds", dynamicsOf("cam", "relativistic")));
    }

    void numbersOfTheTable() {
        // U2: v = D/(1 + λv) and g = λ D·(x − tD)/(1 + λv).
        const Vector way = Eigen::Vector2d(2, 0), x = Eigen::Vector2d(0.7, -0.4);
        const auto process = closed_forms::translation(way, 0.5);
        Dynamics dynamics = dynamicsOf("uam");
        dynamics.lambda = 1;
        const auto exact = exactField(process, dynamics, unitsOf(*process));
        Vector v(2);
        exact->velocity(0.25, x, v);
        QVERIFY((v - way / 1.25).norm() < 1e-12);
        QVERIFY(std::abs(exact->growth(0.25, x) - way.dot(x - 0.25 * way) / 1.25) < 1e-12);
        // T5: the noise of the process itself leaves its pull, whatever the time.
        const auto pulled =
            closed_forms::ornsteinUhlenbeck(Eigen::Vector2d(2, 0), 0.25, Eigen::Vector2d(0, 0), 1.5, 0.8);
        dynamics = dynamicsOf("eam");
        dynamics.sigma = {0.8, 0.8};
        for (const double t : {0.0, 0.4, 1.0}) {
            exactField(pulled, dynamics, unitsOf(*pulled))->velocity(t, x, v);
            QVERIFY((v + 1.5 * x).norm() < 1e-6);
        }
    }
};

KINETOSCOPE_TEST(ExactFieldTest)

#include "exact_field_test.moc"
