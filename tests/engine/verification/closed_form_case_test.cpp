// The table of closed forms against itself: its numbers, its equation, and the loss at its minimisers.
#include "engine/verification/closed_form_case.h"
#include "tests/support/expect_error.h"
#include "tests/support/test_registry.h"

#include <QTest>
#include <cmath>
#include <map>
#include <numbers>

using namespace engine;

namespace {

bool isFourCorners(const ClosedFormCase& c) { return c.id.starts_with("T9"); }

/// Divergence of a case's velocity or slope by central differences.
template <class Field> double divergence(Field&& field, double t, const Vector& x, double h) {
    Vector plus(x.size()), minus(x.size());
    double sum = 0;
    for (Index i = 0; i < x.size(); ++i) {
        field(t, x + h * Vector::Unit(x.size(), i), plus);
        field(t, x - h * Vector::Unit(x.size(), i), minus);
        sum += (plus[i] - minus[i]) / (2 * h);
    }
    return sum;
}

} // namespace

class ClosedFormCaseTest : public QObject {
    Q_OBJECT

private slots:
    void theNumbersAreThoseOfTheTable() {
        const std::map<std::string, std::pair<double, double>> losses = {
            {"T1", {-2.5, 1e-9}},
            {"T2", {-0.25, 1e-9}},
            {"T2b", {-0.5 * (1 + 0.36), 1e-9}},
            {"T3", {-2.60730, 1e-5}},
            {"T4", {-2.2207, 1e-4}},
            {"T5", {-1.256582, 1e-6}},
            {"T5-stationary", {-0.5, 1e-9}},
            {"T5b", {-0.912352, 1e-6}},
            {"T5b-stationary", {0, 1e-9}},
            {"T6", {-0.203162, 1e-6}},
            {"T6-eam", {0, 0}},
            {"T7-am", {0, 0}},
            {"T8", {-0.347412, 1e-5}},
            {"T9", {-0.204200, 1e-5}},
            {"T9-root", {-0.224130, 1e-5}},
            {"U1", {-0.5 * 0.8 * (std::exp(0.8) - 1), 1e-9}},
            {"U2", {-1.6, 1e-9}},
            {"U5", {-0.83178, 1e-5}},
            {"C1", {-3.7268, 1e-4}},
            {"C3", {-5.5, 1e-9}},
        };
        for (const auto& [id, expected] : losses) {
            const double loss = closedFormCase(id).minimalLoss();
            QVERIFY2(std::abs(loss - expected.first) <= expected.second,
                     qPrintable(QString("%1: %2").arg(id.c_str()).arg(loss, 0, 'g', 9)));
        }
        QVERIFY(std::abs(*closedFormCase("T4").orbitRate + 0.8 * std::numbers::pi) < 1e-12);
    }

    void everyRowIsThere() {
        std::map<std::string, int> rows;
        for (const ClosedFormCase& c : closedFormCases()) {
            ++rows[c.id];
            QVERIFY2(!c.what.empty() && c.process && c.slope, c.id.c_str());
            QCOMPARE(bool(c.growth), isWeighted(c.dynamics.method));
            QCOMPARE(c.dynamics.sigma.start > 0, isNoisy(c.dynamics.method));
            QVERIFY2(c.process->hasFlow() || c.id == "T9-root", c.id.c_str());
        }
        for (const char* id : {"T1", "T2",      "T2b", "T3", "T4", "T5", "T5b", "T6", "T6-eam", "T7", "T8",
                               "T9", "T9-root", "T10", "U1", "U2", "U3", "U4",  "U5", "C1",     "C2", "C3"})
            QCOMPARE(rows[id], 1);
        EXPECT_ERROR(closedFormCase("T11"), ErrorCode::InvalidArgument, "T9-root");
    }

    // d log q/dt + div v + v·∇log q − g − (σ²/2)(Δ log q + ‖∇log q‖²) = 0 by finite differences.
    void theEquationHolds() {
        for (const ClosedFormCase& c : closedFormCases()) {
            const int d = c.process->dimension();
            Rng rng(3);
            Vector x(d), dx_dt(d), v(d);
            const double h = isFourCorners(c) ? 2e-5 : 2e-4;
            const auto density = [&](double t, const Vector& at) { return c.process->logDensity(t, at).value(); };
            for (int i = 0; i < 300; ++i) {
                const double t = c.process->lastTime() * (0.02 + 0.96 * rng.uniform());
                c.process->sample(rng, t, x, dx_dt);
                c.velocity(t, x, v);
                const double change = (density(t + h, x) - density(t - h, x)) / (2 * h);
                const double spread =
                    divergence([&](double s, const Vector& at, Vector& out) { c.velocity(s, at, out); }, t, x, h);
                Vector slope(d);
                double laplacian = 0;
                const double wide = 2e-3;
                for (int k = 0; k < d; ++k) {
                    const Vector step = h * Vector::Unit(d, k), far = wide * Vector::Unit(d, k);
                    slope[k] = (density(t, x + step) - density(t, x - step)) / (2 * h);
                    laplacian += (density(t, x + far) - 2 * density(t, x) + density(t, x - far)) / (wide * wide);
                }
                const double noise = std::pow(c.dynamics.sigma.at(t), 2) / 2 * (laplacian + slope.squaredNorm());
                const double flow = v.dot(slope), gain = c.growth ? c.growth(t, x) : 0;
                const double residual = change + spread + flow - gain - noise;
                const double size =
                    1 + std::abs(change) + std::abs(spread) + std::abs(flow) + std::abs(gain) + std::abs(noise);
                QVERIFY2(
                    std::abs(residual) < 2e-4 * size,
                    qPrintable(QString("%1 at t = %2: %3 of %4").arg(c.id.c_str()).arg(t).arg(residual).arg(size)));
            }
        }
    }

    // E[w (c*(∇s) + λs²/2 + (σ²/2) Δs − ∇s·ẋ − s r)] over fresh samples, t uniform.
    void theLossAtTheMinimiserIsMinimal() {
        for (const ClosedFormCase& c : closedFormCases()) {
            const int d = c.process->dimension(), n = 40'000;
            const ConjugateCost cost(c.dynamics.cost, d);
            const auto slopeOf = [&](double t, const Vector& at, Vector& out) { c.slope(t, at, out); };
            Rng rng(5);
            Vector x(d), dx_dt(d), slope(d);
            double sum = 0, squares = 0, wrong = 0;
            for (int i = 0; i < n; ++i) {
                const double t = c.process->lastTime() * (i + rng.uniform()) / n;
                double rate = c.process->sampleFlow(rng, t, x, dx_dt);
                if (!c.withMass)
                    rate -= c.process->logMassRate(t);
                c.slope(t, x, slope);
                const double half = std::pow(c.dynamics.sigma.at(t), 2) / 2;
                const auto lossOf = [&](double part) {
                    double loss = cost.value(part * slope) - part * slope.dot(dx_dt);
                    if (half > 0)
                        loss += part * half * divergence(slopeOf, t, x, 1e-4);
                    if (c.growth) {
                        const double s = part * c.growth(t, x) / c.dynamics.lambda;
                        loss += c.dynamics.lambda * s * s / 2 - s * rate;
                    }
                    return loss * (c.withMass ? c.process->mass(t) : 1) * c.process->lastTime();
                };
                const double loss = lossOf(1);
                sum += loss;
                squares += loss * loss;
                wrong += lossOf(1.2);
            }
            const double mean = sum / n, error = std::sqrt(std::max(0.0, squares / n - mean * mean) / n);
            QVERIFY2(
                std::abs(mean - c.minimalLoss()) < 4.5 * error + 1e-6,
                qPrintable(
                    QString("%1: %2 ± %3 instead of %4").arg(c.id.c_str()).arg(mean).arg(error).arg(c.minimalLoss())));
            QVERIFY2(error < 0.02 * std::max(1.0, std::abs(mean)), c.id.c_str());
            if (c.energy > 0)
                QVERIFY2(wrong / n > mean + 0.01 * c.energy, c.id.c_str());
        }
    }

    void growthIsTheActionWhoseSlopeMoves() {
        for (const ClosedFormCase& c : closedFormCases()) {
            if (!c.growth)
                continue;
            const int d = c.process->dimension();
            Rng rng(7);
            Vector x(d), dx_dt(d), slope(d);
            for (int i = 0; i < 100; ++i) {
                const double t = rng.uniform(), h = 1e-5;
                c.process->sample(rng, t, x, dx_dt);
                c.slope(t, x, slope);
                for (int k = 0; k < d; ++k) {
                    const Vector step = h * Vector::Unit(d, k);
                    const double difference = (c.growth(t, x + step) - c.growth(t, x - step)) / (2 * h);
                    QVERIFY2(std::abs(difference - c.dynamics.lambda * slope[k]) < 1e-6 * (1 + slope.norm()),
                             c.id.c_str());
                }
            }
        }
    }

    // T4b: from (1, 0), after a full turn of the ellipse, (cos 1.6π, −½ sin 1.6π) = (.3090, .4755).
    void particlesOfTheEllipseRunBackwards() {
        const ClosedFormCase& c = closedFormCase("T4");
        Vector x = Eigen::Vector2d(1, 0), k1(2), k2(2), k3(2), k4(2);
        constexpr int kSteps = 2000;
        const double h = 2.0 / kSteps; // a full turn takes 2 units of time at the rate π
        for (int i = 0; i < kSteps; ++i) {
            const double t = i * h;
            c.velocity(t, x, k1);
            c.velocity(t + h / 2, x + h / 2 * k1, k2);
            c.velocity(t + h / 2, x + h / 2 * k2, k3);
            c.velocity(t + h, x + h * k3, k4);
            x += h / 6 * (k1 + 2 * k2 + 2 * k3 + k4);
        }
        const double angle = *c.orbitRate * 2;
        QVERIFY(std::abs(x[0] - 0.3090) < 1e-4 && std::abs(x[1] - 0.4755) < 1e-4);
        QVERIFY((x - Eigen::Vector2d(std::cos(angle), std::sin(angle) / 2)).norm() < 1e-9);
    }
};

KINETOSCOPE_TEST(ClosedFormCaseTest)

#include "closed_form_case_test.moc"
