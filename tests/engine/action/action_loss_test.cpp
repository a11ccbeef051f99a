// The hand-written second-order pass against nested dual numbers and central differences.
#include "engine/action/action_loss.h"
#include "tests/support/reference_network.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace engine;
using tests::Dual;

namespace {

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

/// The loss of the same samples, from the definition, with parameters of any number type.
template <class T>
T referenceLoss(const LossTerms& terms, const MlpShape& shape, const std::vector<T>& parameters,
                const PathSamples<double>& samples) {
    using First = Dual<T>;
    using Second = Dual<First>;
    const int d = shape.dimension, n = samples.interior;
    std::vector<Second> lifted;
    for (const T& p : parameters)
        lifted.push_back(Second(First(p, T(0.0)), First(0.0)));
    const auto value = [&](const auto& x, double t) {
        std::vector<T> u;
        for (int k = 0; k < d; ++k)
            u.push_back(T(x[k]));
        u.push_back(T(t));
        return referenceNetwork<T>(shape, parameters, u);
    };

    T loss(0.0);
    for (int j = 0; j < n; ++j) {
        const double t = samples.t[j], p = samples.weight[j];
        const auto omega = timeWeightAt(terms.timeWeight, t);
        T s(0.0), laplacian(0.0), slope_t(0.0);
        std::vector<T> slope;
        for (int k = 0; k <= d; ++k) {
            std::vector<Second> u;
            for (int i = 0; i <= d; ++i) {
                const double at = i < d ? samples.x(i, j) : t;
                u.push_back(i == k ? Second(First(T(at), T(1.0)), First(T(1.0), T(0.0))) : Second(at));
            }
            const Second result = referenceNetwork<Second>(shape, lifted, u);
            s = result.a.a;
            if (k < d) {
                slope.push_back(result.b.a);
                laplacian = laplacian + result.b.b;
            } else {
                slope_t = result.b.a;
            }
        }
        T f = T(0.5 * terms.growth) * s * s + T(terms.halfNoiseSquared) * laplacian;
        for (int k = 0; k < d; ++k)
            f = f + T(0.5) * slope[k] * slope[k];
        if (terms.form == LossForm::Action) {
            loss = loss + T(p * omega.value) * (f + slope_t) + T(p * omega.slope) * s;
        } else {
            f = f - s * T(samples.logWeightRate[j]);
            for (int k = 0; k < d; ++k)
                f = f - slope[k] * T(samples.dx_dt(k, j));
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

struct Case {
    int d;
    Activation activation;
    LossTerms terms;
};

std::vector<Case> cases() {
    std::vector<Case> all;
    for (int d : {1, 2, 3, 5})
        for (Activation activation : {Activation::SiLU, Activation::Softplus, Activation::Tanh})
            for (LossForm form : {LossForm::Flow, LossForm::Action})
                for (double noise : {0.0, 0.3})
                    all.push_back({d, activation, {form, TimeWeight::Constant, 0.0, noise}});
    all.push_back({2, Activation::SiLU, {LossForm::Flow, TimeWeight::OneMinusT, 0.7, 0.0}});
    all.push_back({2, Activation::SiLU, {LossForm::Action, TimeWeight::TOneMinusT, 0.7, 0.2}});
    all.push_back({3, Activation::Tanh, {LossForm::Action, TimeWeight::OneMinusT, 1.3, 0.0}});
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
                QTest::addRow("%s d=%d %s %s noise=%g #%zu", name(set).data(), all[i].d, name(all[i].activation).data(),
                              all[i].terms.form == LossForm::Flow ? "flow" : "action", all[i].terms.halfNoiseSquared, i)
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
        TileWorkspace<double> workspace(net.shape(), n + 3, loss.probes(), loss.boundaryFor(n + 3));
        Eigen::ArrayXd gradient = Eigen::ArrayXd::Zero(net.parameters().size());
        const double value = loss.tile(net, workspace, samples, gradient.data());

        using Parameter = Dual<double>;
        std::vector<Parameter> parameters(net.parameters().begin(), net.parameters().end());
        double largest = 0;
        // Every seventh parameter of the long list, beginning anywhere: all layers, weights and biases are met.
        for (std::size_t i = rng.below(7); i < parameters.size(); i += 7) {
            parameters[i].b = 1;
            const Parameter expected = referenceLoss(c.terms, net.shape(), parameters, samples);
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
        TileWorkspace<float> workspaceF(small.shape(), n, lossF.probes(), lossF.boundaryFor(n));
        Eigen::ArrayXf gradientF = Eigen::ArrayXf::Zero(gradient.size());
        lossF.tile(small, workspaceF, floats, gradientF.data());
        const double difference = (gradientF.cast<double>() - gradient).abs().maxCoeff();
        QVERIFY2(difference < 1e-4, qPrintable(QString("single precision differs by %1").arg(difference)));
    }

    void gradientEqualsCentralDifferences() {
        for (const Case& c : cases()) {
            Rng rng(11);
            Mlp<double> net({c.d, {12, 8}, c.activation}, rng);
            const int n = 5;
            const auto samples = randomSamples<double>(c.d, n, c.terms.form == LossForm::Action, rng);
            const ActionLoss<double> loss(c.terms, c.d);
            TileWorkspace<double> workspace(net.shape(), n, loss.probes(), loss.boundaryFor(n));
            Eigen::ArrayXd gradient = Eigen::ArrayXd::Zero(net.parameters().size());
            loss.tile(net, workspace, samples, gradient.data());
            const double step = 1e-5;
            for (Index i = 0; i < gradient.size(); i += 3) {
                const double old = net.parameters()[i];
                net.update([&](auto& p) { p[i] = old + step; });
                const double up = loss.tile(net, workspace, samples, nullptr);
                net.update([&](auto& p) { p[i] = old - step; });
                const double down = loss.tile(net, workspace, samples, nullptr);
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
        const ActionLoss<double> loss({}, 2);
        TileWorkspace<double> workspace(net.shape(), 4);
        Eigen::ArrayXd right = Eigen::ArrayXd::Zero(net.parameters().size()), wrong = right;
        loss.tile(net, workspace, samples, right.data());
        samples.dx_dt *= 1 + 1e-6; // a relative error of a millionth in one term
        loss.tile(net, workspace, samples, wrong.data());
        QVERIFY((right - wrong).abs().maxCoeff() > 1e-8);
    }

    void tilesAddUp() {
        // A batch cut into tiles of other sizes gives the same loss and gradient.
        Rng rng(7);
        const Mlp<double> net({2, {24, 24}, Activation::SiLU}, rng);
        const auto whole = randomSamples<double>(2, 10, true, rng);
        const LossTerms terms{LossForm::Action, TimeWeight::Constant, 0.4, 0.1};
        const ActionLoss<double> loss(terms, 2);
        TileWorkspace<double> workspace(net.shape(), 10, 2, 20);
        Eigen::ArrayXd all = Eigen::ArrayXd::Zero(net.parameters().size()), parts = all;
        const double value = loss.tile(net, workspace, whole, all.data());
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
            sum += loss.tile(net, workspace, part, parts.data());
        }
        QVERIFY(std::abs(sum - value) < 1e-10);
        QVERIFY((all - parts).abs().maxCoeff() < 1e-10);
    }
};

KINETOSCOPE_TEST(ActionLossTest)

#include "action_loss_test.moc"
