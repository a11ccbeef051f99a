// What the losses are in expectation: their values at the closed-form minimisers, the agreement of both forms, and the
// freedom of the gauge.
#include "engine/action/action_loss.h"
#include "engine/data/closed_forms.h"
#include "tests/support/test_registry.h"

#include <QTest>
#include <functional>

using namespace engine;

namespace {

/// Networks of one layer of softplus units that are polynomials: softplus(z) − softplus(−z) = z exactly, and
/// softplus(z) + softplus(−z) − 2 log 2 = z²/4 up to z⁴/96.
class Polynomial {
public:
    explicit Polynomial(int dimension) : m_dimension(dimension) {}

    /// + factor · (w·u + offset), u = (x, t).
    Polynomial& linear(const Vector& w, double factor = 1, double offset = 0) {
        add(w, offset, factor);
        add(-w, -offset, -factor);
        return *this;
    }
    /// + factor · (w·u + offset)².
    Polynomial& square(const Vector& w, double factor, double offset = 0) {
        const double scale = factor * 4 / (kSmall * kSmall);
        add(kSmall * w, kSmall * offset, scale);
        add(-kSmall * w, -kSmall * offset, scale);
        m_constant -= 2 * std::log(2.0) * scale;
        return *this;
    }
    Polynomial& constant(double value) {
        m_constant += value;
        return *this;
    }

    Mlp<double> network() const {
        const auto width = Index(m_heads.size());
        const MlpShape shape{m_dimension, {int(width)}, Activation::Softplus};
        Eigen::ArrayXd parameters(shape.parameterCount());
        for (Index i = 0; i < width; ++i) {
            for (int k = 0; k <= m_dimension; ++k)
                parameters[k * width + i] = m_weights[std::size_t(i)][k];
            parameters[(m_dimension + 1) * width + i] = m_biases[std::size_t(i)];
            parameters[(m_dimension + 2) * width + i] = m_heads[std::size_t(i)];
        }
        parameters[parameters.size() - 1] = m_constant;
        return {shape, parameters};
    }

private:
    static constexpr double kSmall = 1e-3;
    void add(const Vector& w, double bias, double head) {
        m_weights.push_back(w);
        m_biases.push_back(bias);
        m_heads.push_back(head);
    }

    int m_dimension;
    double m_constant = 0;
    std::vector<Vector> m_weights;
    std::vector<double> m_biases, m_heads;
};

struct Mean {
    double value, error;
    Eigen::ArrayXd gradient;
};

/// Mean loss of many samples of a process in its own units, in double precision.
Mean meanLoss(const LossTerms& terms, const Mlp<double>& net, const SyntheticProcess& process, int count,
              std::uint64_t seed = 1, const std::function<void(PathSamples<double>&)>& change = {}) {
    constexpr int kTile = 50;
    const int d = process.dimension();
    const ActionLoss<double> loss(terms, d);
    PathSamples<double> samples(d, kTile, 2 * kTile);
    TileWorkspace<double> workspace(net.shape(), loss.columnsFor(kTile), loss.probes(), loss.boundaryFor(kTile));
    Mean mean{0, 0, Eigen::ArrayXd::Zero(net.parameters().size())};
    Rng rng(seed);
    Vector x(d), v(d);
    const int tiles = count / kTile;
    double squares = 0;
    for (int tile = 0; tile < tiles; ++tile) {
        samples.interior = kTile;
        samples.boundary = loss.boundaryFor(kTile);
        for (int j = 0; j < kTile; ++j) {
            samples.t[j] = (j + rng.uniform()) / kTile;
            process.sample(rng, samples.t[j], x, v);
            samples.x.col(j) = x;
            samples.dx_dt.col(j) = v;
        }
        for (int j = 0; j < samples.boundary; ++j) {
            process.sample(rng, 2 * j < samples.boundary ? 0 : 1, x, v);
            samples.boundaryX.col(j) = x;
        }
        if (change)
            change(samples);
        const double value = loss.tile(net, workspace, samples, rng, mean.gradient.data()) / kTile;
        mean.value += value / tiles;
        squares += value * value / tiles;
    }
    mean.error = std::sqrt(std::max(0.0, squares - mean.value * mean.value) / tiles);
    mean.gradient /= count;
    return mean;
}

Vector vector3(double x, double y, double t) { return Eigen::Vector3d(x, y, t); }

LossTerms entropic(LossForm form, double sigma, LaplacianKind laplacian = LaplacianKind::Exact) {
    LossTerms terms;
    terms.form = form;
    terms.sigma = {sigma, sigma};
    terms.laplacian = laplacian;
    return terms;
}

LossTerms unbalanced(LossForm form, double lambda) {
    LossTerms terms;
    terms.form = form;
    terms.lambda = lambda;
    return terms;
}

LossTerms powerCost(LossForm form, double power) {
    LossTerms terms;
    terms.form = form;
    ConvexCost cost;
    cost.kind = ConvexCost::Kind::Power;
    cost.power = power;
    terms.cost = ConjugateCost(cost, 2);
    return terms;
}

struct ClosedForm {
    const char* name;
    std::shared_ptr<const SyntheticProcess> process;
    LossTerms terms;
    Polynomial minimiser;
    double minimum;
};

std::vector<ClosedForm> closedForms() {
    std::vector<ClosedForm> all;
    for (const LossForm form : {LossForm::Flow, LossForm::Action}) {
        // T5: s = −(θ/2)‖x‖², θ = σ = 1.
        Polynomial well(2);
        well.square(vector3(1, 0, 0), -0.5).square(vector3(0, 1, 0), -0.5);
        const auto resting = closed_forms::ornsteinUhlenbeck(Eigen::Vector2d(0, 0), 0.5, Eigen::Vector2d(0, 0), 1, 1);
        const auto falling = closed_forms::ornsteinUhlenbeck(Eigen::Vector2d(2, 0), 0.25, Eigen::Vector2d(0, 0), 1, 1);
        for (const LaplacianKind kind : {LaplacianKind::Exact, LaplacianKind::Hutchinson, LaplacianKind::Stein}) {
            all.push_back({"T5 stationary", resting, entropic(form, 1, kind), well, -0.5});
            all.push_back({"T5", falling, entropic(form, 1, kind), well, -1.256582});
        }
        // U2: s = D·(x − tD)/(1 + λv), D = (2, 0), v = 0.25, λ = 1.
        Polynomial push(2);
        push.linear(vector3(2, 0, -4), 1 / 1.25);
        all.push_back({"U2", closed_forms::translation(Eigen::Vector2d(2, 0), 0.5), unbalanced(form, 1), push, -1.6});
        // C1: s = ‖D‖^(p−2) D·x, p = 3, D = (2, 1).
        Polynomial march(2);
        march.linear(vector3(2, 1, 0), std::sqrt(5.0));
        all.push_back(
            {"C1", closed_forms::translation(Eigen::Vector2d(2, 1), 0.3), powerCost(form, 3), march, -3.7268});
    }
    return all;
}

} // namespace

class LossExpectationTest : public QObject {
    Q_OBJECT

private slots:
    void minimiserHasTheKnownLoss_data() {
        QTest::addColumn<int>("index");
        const auto all = closedForms();
        for (std::size_t i = 0; i < all.size(); ++i)
            QTest::addRow("%s %s #%zu", all[i].name, all[i].terms.form == LossForm::Flow ? "flow" : "action", i)
                << int(i);
    }

    /// The value of §4, and no slope in any weight.
    void minimiserHasTheKnownLoss() {
        QFETCH(int, index);
        const ClosedForm c = closedForms()[std::size_t(index)];
        const Mean mean = meanLoss(c.terms, c.minimiser.network(), *c.process, 100000);
        QVERIFY2(std::abs(mean.value - c.minimum) < 5 * mean.error + 1e-4 * std::abs(c.minimum),
                 qPrintable(QString("%1 ± %2, expected %3").arg(mean.value).arg(mean.error).arg(c.minimum)));
        QVERIFY2(mean.error < 0.02, qPrintable(QString("standard error %1").arg(mean.error)));
        // Half of it is worse: the bound −L falls.
        const Mlp<double> best = c.minimiser.network();
        Eigen::ArrayXd parameters = best.parameters();
        parameters.tail(best.shape().hidden.front() + 1) *= 0.5;
        QVERIFY(meanLoss(c.terms, {best.shape(), parameters}, *c.process, 20000).value > c.minimum + 10 * mean.error);
    }

    void bothFormsAgreeForEveryMethod_data() {
        QTest::addColumn<int>("index");
        QTest::addColumn<int>("weight");
        const char* names[] = {"eam", "eam hutchinson", "uam", "euam", "cam power 1.5", "cam power 3"};
        for (int weight = 0; weight < 3; ++weight)
            for (int i = 0; i < 6; ++i)
                QTest::addRow("%s weight %d", names[i], weight) << i << weight;
    }

    /// The two forms of a network that minimises nothing, on many samples of one path: value and gradient.
    void bothFormsAgreeForEveryMethod() {
        QFETCH(int, index);
        QFETCH(int, weight);
        const auto termsFor = [&](LossForm form) {
            LossTerms all[] = {entropic(form, 0.8),   entropic(form, 0.8, LaplacianKind::Hutchinson),
                               unbalanced(form, 1.5), entropic(form, 0.8),
                               powerCost(form, 1.5),  powerCost(form, 3)};
            all[3].lambda = 1.5;
            all[index].timeWeight = TimeWeight(weight);
            return all[index];
        };
        Rng rng(4);
        const Mlp<double> net({2, {16, 16}, Activation::SiLU}, rng);
        const auto process = closed_forms::split(1, 0.3);
        const Mean flow = meanLoss(termsFor(LossForm::Flow), net, *process, 100000, 1);
        const Mean action = meanLoss(termsFor(LossForm::Action), net, *process, 100000, 2);
        const double error = std::hypot(flow.error, action.error);
        QVERIFY2(std::abs(flow.value - action.value) < 4.5 * error,
                 qPrintable(QString("%1 against %2 ± %3").arg(flow.value).arg(action.value).arg(error)));
        QVERIFY(error < 0.005);
        QVERIFY((flow.gradient - action.gradient).abs().maxCoeff() < 0.06 * flow.gradient.abs().maxCoeff());
    }

    /// Means over random directions are the exact Laplacian (Stein: that of a slightly smoothed action).
    void randomDirectionsAreUnbiased() {
        Rng rng(6);
        const Mlp<double> net({2, {16, 16}, Activation::Tanh}, rng);
        const auto process = closed_forms::split(1, 0.3);
        // With one fixed set of points only the directions differ.
        const auto frozen = [](PathSamples<double>& samples) {
            Rng points(9);
            for (int j = 0; j < samples.interior; ++j) {
                samples.t[j] = (j + 0.5) / samples.interior;
                samples.x.col(j) << points.normal(), points.normal();
                samples.dx_dt.col(j).setZero();
            }
        };
        const Mean exact = meanLoss(entropic(LossForm::Flow, 2), net, *process, 50, 1, frozen);
        for (const LaplacianKind kind : {LaplacianKind::Hutchinson, LaplacianKind::Stein}) {
            const Mean random = meanLoss(entropic(LossForm::Flow, 2, kind), net, *process, 200000, 3, frozen);
            const double bias = kind == LaplacianKind::Stein ? 2e-3 * std::abs(exact.value) : 0;
            QVERIFY2(std::abs(random.value - exact.value) < 4 * random.error + bias,
                     qPrintable(QString("%1 ± %2 against %3").arg(random.value).arg(random.error).arg(exact.value)));
            QVERIFY((random.gradient - exact.gradient).matrix().norm() < 0.05 * exact.gradient.matrix().norm());
        }
    }

    /// c(t) added to the action changes nothing without growth, exactly in the flow form; with growth it does (§7).
    void gaugeIsFreeUnlessMassGrows() {
        const auto process = closed_forms::translation(Eigen::Vector2d(2, 0), 0.5);
        Polynomial plain(2), shifted(2);
        for (Polynomial* p : {&plain, &shifted})
            p->square(vector3(1, 0.5, 0.2), 0.4).linear(vector3(0.3, -1, 0.1), 1);
        shifted.linear(vector3(0, 0, 1.7), 1, 0.6);
        for (const TimeWeight weight : {TimeWeight::Constant, TimeWeight::OneMinusT}) {
            for (LossTerms terms : {LossTerms(), entropic(LossForm::Flow, 0.5), powerCost(LossForm::Flow, 3)}) {
                terms.timeWeight = weight;
                const double a = meanLoss(terms, plain.network(), *process, 5000).value;
                QVERIFY(std::abs(a - meanLoss(terms, shifted.network(), *process, 5000).value) < 1e-8);
                terms.form = LossForm::Action;
                const Mean c = meanLoss(terms, plain.network(), *process, 50000),
                           e = meanLoss(terms, shifted.network(), *process, 50000);
                QVERIFY(std::abs(c.value - e.value) < 1e-3); // the same samples; times are stratified
            }
            LossTerms terms = unbalanced(LossForm::Flow, 1);
            terms.timeWeight = weight;
            QVERIFY(std::abs(meanLoss(terms, plain.network(), *process, 5000).value -
                             meanLoss(terms, shifted.network(), *process, 5000).value) > 0.01);
        }
    }

    /// ω-weighted loss at the minimiser is −∫ ω · (local energy): here the energy is the same at all times.
    void timeWeightsScaleTheMinimum() {
        const auto process = closed_forms::translation(Eigen::Vector2d(2, 0), 0.5);
        Polynomial push(2);
        push.linear(vector3(2, 0, -4), 1 / 1.25);
        for (const LossForm form : {LossForm::Flow, LossForm::Action})
            for (const auto& [weight, integral] :
                 {std::pair(TimeWeight::OneMinusT, 0.5), std::pair(TimeWeight::TOneMinusT, 1 / 6.0)}) {
                LossTerms terms = unbalanced(form, 1);
                terms.timeWeight = weight;
                const Mean mean = meanLoss(terms, push.network(), *process, 100000);
                QVERIFY(std::abs(mean.value + 1.6 * integral) < 5 * mean.error);
            }
    }
};

KINETOSCOPE_TEST(LossExpectationTest)

#include "loss_expectation_test.moc"
