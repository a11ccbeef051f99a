// The hand-written second-order pass against nested dual numbers and central differences.
#include "engine/action/action_loss.h"
#include "tests/support/reference_network.h"
#include "tests/support/test_registry.h"

#include <Eigen/LU>
#include <QTest>

using namespace engine;
using tests::Dual;

namespace {

constexpr std::uint64_t kDirections = 77; ///< seed of the random directions

/// The loss with the same random directions in every call.
template <class S>
double lossOf(const ActionLoss<S>& loss, const Mlp<S>& net, TileWorkspace<S>& workspace, const PathSamples<S>& samples,
              S* gradient = nullptr, TileFindings* findings = nullptr) {
    Rng rng(kDirections);
    return loss.tile(net, workspace, samples, rng, gradient, findings);
}

template <class S>
PathSamples<S> randomSamples(int d, int n, bool boundary, Rng& rng) {
    PathSamples<S> samples(d, n, boundary ? 2 * n : 0);
    samples.interior = n;
    samples.boundary = boundary ? 2 * n : 0;
    for (int j = 0; j < n; ++j) {
        samples.t[j] = S(rng.uniform());
        samples.weight[j] = S(0.5 + rng.uniform());
        samples.logWeightRate[j] = S(rng.normal());
        for (int k = 0; k < d; ++k) {
            samples.x(k, j) = S(rng.normal());
            samples.dx_dt(k, j) = S(rng.normal());
        }
    }
    for (Index j = 0; j < samples.boundaryX.cols(); ++j)
        for (int k = 0; k < d; ++k)
            samples.boundaryX(k, j) = S(rng.normal());
    return samples;
}

/// Random directions as the loss draws them: d numbers a sample in turn.
Eigen::MatrixXd directions(LaplacianKind kind, int d, int n) {
    Rng rng(kDirections);
    Eigen::MatrixXd result(d, n);
    for (int j = 0; j < n; ++j)
        for (int i = 0; i < d; ++i)
            result(i, j) = kind == LaplacianKind::Stein ? rng.normal() : rng.sign();
    return result;
}

template <class T> T power(const T& x, double exponent) { return exponential(T(exponent) * logarithm(x)); }

/// c*, from its definition (§1.7), for the unit κ.
template <class T> T conjugate(const ConvexCost& cost, double unit, double smoothing, const std::vector<T>& y) {
    const T one(1.0), k(unit);
    T square(0.0), sum(0.0);
    for (const T& part : y)
        square = square + part * part;
    switch (cost.kind) {
    case ConvexCost::Kind::Power: {
        const double dual = cost.power / (cost.power - 1);
        return T(1 / dual) * power(square + T(smoothing * smoothing), dual / 2);
    }
    case ConvexCost::Kind::Relativistic:
        return (power(one + k * k * square, 0.5) - one) / (k * k);
    case ConvexCost::Kind::Cosh:
        for (const T& part : y)
            sum = sum + T(0.5) * (exponential(k * part) + exponential(T(0.0) - k * part)) - one;
        return sum / (k * k);
    default:
        break;
    }
    if (cost.matrix.empty())
        return T(0.5) * square;
    const Eigen::Map<const Eigen::Matrix2d> m(cost.matrix.data());
    const Eigen::Matrix2d inverse = m.inverse();
    for (int i = 0; i < 2; ++i)
        for (int j = 0; j < 2; ++j)
            sum = sum + T(0.5 * inverse(i, j)) * y[std::size_t(i)] * y[std::size_t(j)];
    return sum;
}

struct Case {
    int d;
    Activation activation;
    LossTerms terms;
    ConvexCost cost = {};
    static constexpr double kUnit = 0.7, kSmoothing = 0.1;

    Case(int d, Activation activation, LossTerms terms, const char* costName = "quadratic")
        : d(d), activation(activation), terms(std::move(terms)), cost(costNamed(costName)) {
        this->terms.cost = ConjugateCost(cost, d, kUnit, kSmoothing);
    }
};

/// The loss of the same samples, from the definition, with parameters of any number type.
template <class T>
T referenceLoss(const Case& c, const MlpShape& shape, const std::vector<T>& parameters,
                const PathSamples<double>& samples) {
    using First = Dual<T>;
    using Second = Dual<First>;
    const LossTerms& terms = c.terms;
    const int d = shape.dimension, n = samples.interior;
    std::vector<Second> lifted;
    std::vector<First> liftedOnce;
    for (const T& p : parameters) {
        lifted.push_back(Second(First(p, T(0.0)), First(0.0)));
        liftedOnce.push_back(First(p, T(0.0)));
    }
    const auto value = [&](const auto& x, double t) {
        std::vector<T> u;
        for (int k = 0; k < d; ++k)
            u.push_back(T(x[k]));
        u.push_back(T(t));
        return referenceNetwork<T>(shape, parameters, u);
    };
    /// s, its derivative along r, and the second one.
    const auto along = [&](const Eigen::VectorXd& u, const Eigen::VectorXd& r) {
        std::vector<Second> at;
        for (int i = 0; i <= d; ++i)
            at.push_back(Second(First(T(u[i]), T(r[i])), First(T(r[i]), T(0.0))));
        return referenceNetwork<Second>(shape, lifted, at);
    };
    /// r·∇s alone.
    const auto slopeAlong = [&](const Eigen::VectorXd& u, const Eigen::VectorXd& r) {
        std::vector<First> at;
        for (int i = 0; i <= d; ++i)
            at.push_back(First(T(u[i]), T(r[i])));
        return referenceNetwork<First>(shape, liftedOnce, at).b;
    };
    const LaplacianKind kind = resolved(terms.laplacian, d);
    const Eigen::MatrixXd random = directions(kind, d, n);

    T loss(0.0);
    for (int j = 0; j < n; ++j) {
        Eigen::VectorXd u(d + 1), r = Eigen::VectorXd::Zero(d + 1);
        u << samples.x.col(j), samples.t[j];
        r.head(d) = random.col(j);
        const double t = samples.t[j], p = samples.weight[j], sigma = terms.sigma.at(t);
        const auto omega = timeWeightAt(terms.timeWeight, t);
        T s(0.0), laplacian(0.0), slope_t(0.0);
        std::vector<T> slope;
        for (int k = 0; k <= d; ++k) {
            const Second result = along(u, Eigen::VectorXd::Unit(d + 1, k));
            s = result.a.a;
            if (k < d) {
                slope.push_back(result.b.a);
                laplacian = laplacian + result.b.b;
            } else {
                slope_t = result.b.a;
            }
        }
        if (kind == LaplacianKind::Hutchinson)
            laplacian = along(u, r).b.b;
        if (kind == LaplacianKind::Stein) {
            const double length = ActionLoss<double>::kSteinLength;
            laplacian = (slopeAlong(u + length * r, r) - slopeAlong(u, r)) / T(length);
        }
        T f = T(0.5 * terms.lambda) * s * s + T(0.5 * sigma * sigma) * laplacian +
              conjugate(c.cost, Case::kUnit, c.cost.power > 2 ? Case::kSmoothing : 0, slope);
        if (terms.form == LossForm::Action) {
            loss = loss + T(p * omega.value) * (f + slope_t) + T(p * omega.slope) * s;
        } else {
            f = f - s * T(samples.logWeightRate[j]);
            for (int k = 0; k < d; ++k)
                f = f - slope[std::size_t(k)] * T(samples.dx_dt(k, j));
            loss = loss + T(p * omega.value) * f;
        }
    }
    const int b = samples.boundary;
    for (int j = 0; j < b; ++j) {
        const bool start = j < b / 2;
        const double omega = timeWeightAt(terms.timeWeight, start ? 0 : 1).value * 2 * n / b;
        loss = loss + T(start ? omega : -omega) * value(samples.boundaryX.col(j), start ? 0 : 1);
    }
    return loss;
}

std::vector<Case> cases() {
    constexpr auto kFlow = LossForm::Flow, kAction = LossForm::Action;
    const NoiseSchedule still, steady{0.7, 0.7}, rising{0.2, 0.9};
    std::vector<Case> all;
    for (int d : {1, 2, 3, 5})
        for (Activation activation : {Activation::SiLU, Activation::Softplus, Activation::Tanh})
            for (LossForm form : {kFlow, kAction})
                for (const NoiseSchedule& sigma : {still, steady})
                    all.push_back({d, activation, {form, TimeWeight::Constant, 0.0, sigma}});
    all.push_back({2, Activation::SiLU, {kFlow, TimeWeight::OneMinusT, 0.7, still}});
    all.push_back({2, Activation::SiLU, {kAction, TimeWeight::TOneMinusT, 0.7, rising}});
    all.push_back({3, Activation::Tanh, {kAction, TimeWeight::OneMinusT, 1.3, still}});
    for (LossForm form : {kFlow, kAction}) {
        for (LaplacianKind laplacian : {LaplacianKind::Exact, LaplacianKind::Hutchinson, LaplacianKind::Stein})
            for (int d : {1, 3, 6})
                all.push_back({d, Activation::SiLU, {form, TimeWeight::OneMinusT, 0.4, rising, laplacian}});
        for (const char* cost : {"power:1.5", "power:3", "relativistic", "cosh", "quadratic:2,0.5,0.5,1"}) {
            all.push_back({2, Activation::SiLU, {form, TimeWeight::Constant, 0.0, still}, cost});
            all.push_back({2, Activation::Softplus, {form, TimeWeight::TOneMinusT, 0.3, rising}, cost});
        }
    }
    return all;
}

const std::vector<int> kHidden = {9, 16, 5}; // odd widths: every remainder of the matrix kernel

} // namespace

class ActionLossTest : public QObject {
    Q_OBJECT

private slots:
    void gradientEqualsNestedDualNumbers_data() {
        QTest::addColumn<int>("index");
        QTest::addColumn<int>("set");
        const auto all = cases();
        for (InstructionSet set : {InstructionSet::Baseline, InstructionSet::Avx2, InstructionSet::Avx512}) {
            if (!isAvailable(set))
                continue;
            for (std::size_t i = 0; i < all.size(); ++i)
                QTest::addRow("%s d=%d %s %s noise=%s lambda=%g cost=%s #%zu", name(set).data(), all[i].d,
                              name(all[i].activation).data(), all[i].terms.form == LossForm::Flow ? "flow" : "action",
                              name(all[i].terms.sigma).c_str(), all[i].terms.lambda, name(all[i].cost).c_str(), i)
                    << int(i) << int(set);
        }
    }

    void gradientEqualsNestedDualNumbers() {
        QFETCH(int, index);
        QFETCH(int, set);
        const Case c = cases()[std::size_t(index)];
        Rng rng(5, std::uint64_t(index));
        const Mlp<double> net({c.d, kHidden, c.activation}, rng, InstructionSet(set));
        const int n = 4;
        const auto samples = randomSamples<double>(c.d, n, c.terms.form == LossForm::Action, rng);
        const ActionLoss<double> loss(c.terms, c.d);
        TileWorkspace<double> workspace(net.shape(), loss.columnsFor(n + 3), loss.probes(), loss.boundaryFor(n + 3));
        Eigen::ArrayXd gradient = Eigen::ArrayXd::Zero(net.parameters().size());
        TileFindings findings(n);
        const double value = lossOf(loss, net, workspace, samples, gradient.data(), &findings);
        if (samples.boundary == 0)
            QVERIFY(std::abs(findings.contribution.sum() - value) < 1e-10 * (1 + std::abs(value)));

        using Parameter = Dual<double>;
        std::vector<Parameter> parameters(net.parameters().begin(), net.parameters().end());
        double largest = 0;
        // Every seventh parameter of the long list, beginning anywhere: all layers, weights and biases are met.
        for (std::size_t i = rng.below(7); i < parameters.size(); i += 7) {
            parameters[i].b = 1;
            const Parameter expected = referenceLoss(c, net.shape(), parameters, samples);
            parameters[i].b = 0;
            QVERIFY2(std::abs(expected.a - value) < 1e-10 * (1 + std::abs(value)), "the value of the loss");
            largest = std::max(largest, std::abs(expected.b - gradient[Index(i)]));
        }
        QVERIFY2(largest < 1e-10, qPrintable(QString("largest difference %1").arg(largest)));

        // The same in single precision.
        Rng again(5, std::uint64_t(index));
        const Mlp<float> small({c.d, kHidden, c.activation}, again, InstructionSet(set));
        const auto floats = randomSamples<float>(c.d, n, c.terms.form == LossForm::Action, again);
        const ActionLoss<float> lossF(c.terms, c.d);
        TileWorkspace<float> workspaceF(small.shape(), lossF.columnsFor(n), lossF.probes(), lossF.boundaryFor(n));
        Eigen::ArrayXf gradientF = Eigen::ArrayXf::Zero(gradient.size());
        lossOf(lossF, small, workspaceF, floats, gradientF.data());
        const double difference = (gradientF.cast<double>() - gradient).abs().maxCoeff();
        const double limit = c.terms.laplacian == LaplacianKind::Stein ? 1e-3 : 1e-4; // a difference over γ
        QVERIFY2(difference < limit, qPrintable(QString("single precision differs by %1").arg(difference)));
    }

    void gradientEqualsCentralDifferences() {
        for (const Case& c : cases()) {
            Rng rng(11);
            Mlp<double> net({c.d, {12, 8}, c.activation}, rng);
            const int n = 5;
            const auto samples = randomSamples<double>(c.d, n, c.terms.form == LossForm::Action, rng);
            const ActionLoss<double> loss(c.terms, c.d);
            TileWorkspace<double> workspace(net.shape(), loss.columnsFor(n), loss.probes(), loss.boundaryFor(n));
            Eigen::ArrayXd gradient = Eigen::ArrayXd::Zero(net.parameters().size());
            lossOf(loss, net, workspace, samples, gradient.data());
            const double step = 1e-5;
            for (Index i = 0; i < gradient.size(); i += 3) {
                const double old = net.parameters()[i];
                net.update([&](auto& p) { p[i] = old + step; });
                const double up = lossOf(loss, net, workspace, samples);
                net.update([&](auto& p) { p[i] = old - step; });
                const double down = lossOf(loss, net, workspace, samples);
                net.update([&](auto& p) { p[i] = old; });
                QVERIFY(std::abs((up - down) / (2 * step) - gradient[i]) < 1e-6);
            }
        }
    }

    void aWrongGradientIsCaught() {
        // The check above must be able to fail: leaving out the φ'' part of one layer is far outside its tolerance.
        Rng rng(3);
        const Mlp<double> net({2, kHidden, Activation::SiLU}, rng);
        auto samples = randomSamples<double>(2, 4, false, rng);
        const ActionLoss<double> loss(LossTerms(), 2);
        TileWorkspace<double> workspace(net.shape(), 4);
        Eigen::ArrayXd right = Eigen::ArrayXd::Zero(net.parameters().size()), wrong = right;
        lossOf(loss, net, workspace, samples, right.data());
        samples.dx_dt *= 1 + 1e-6; // a relative error of a millionth in one term
        lossOf(loss, net, workspace, samples, wrong.data());
        QVERIFY((right - wrong).abs().maxCoeff() > 1e-8);
    }

    void tilesAddUp() {
        // A batch cut into tiles of other sizes gives the same loss and gradient.
        Rng rng(7);
        const Mlp<double> net({2, {24, 24}, Activation::SiLU}, rng);
        const auto whole = randomSamples<double>(2, 10, true, rng);
        const LossTerms terms{LossForm::Action, TimeWeight::Constant, 0.4, {0.5, 0.5}};
        const ActionLoss<double> loss(terms, 2);
        TileWorkspace<double> workspace(net.shape(), 10, 2, 20);
        Eigen::ArrayXd all = Eigen::ArrayXd::Zero(net.parameters().size()), parts = all;
        const double value = lossOf(loss, net, workspace, whole, all.data());
        double sum = 0;
        for (int begin : {0, 4}) {
            const int n = begin ? 6 : 4;
            PathSamples<double> part(2, n, 2 * n);
            part.interior = n;
            part.boundary = 2 * n;
            part.t = whole.t.middleCols(begin, n);
            part.x = whole.x.middleCols(begin, n);
            part.weight = whole.weight.middleCols(begin, n);
            part.boundaryX.leftCols(n) = whole.boundaryX.middleCols(begin, n);
            part.boundaryX.rightCols(n) = whole.boundaryX.middleCols(10 + begin, n);
            sum += lossOf(loss, net, workspace, part, parts.data());
        }
        QVERIFY(std::abs(sum - value) < 1e-10);
        QVERIFY((all - parts).abs().maxCoeff() < 1e-10);
    }
};

KINETOSCOPE_TEST(ActionLossTest)

#include "action_loss_test.moc"
