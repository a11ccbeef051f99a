// The matrix kernel and the network passes on every instruction set this machine has.
#include "engine/nn/kernels/tile_kernel.h"
#include "engine/nn/mlp.h"
#include "engine/nn/tile_workspace.h"
#include "tests/support/reference_network.h"
#include "tests/support/test_registry.h"

#include <QProcess>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace engine;

namespace {
std::vector<InstructionSet> availableSets() {
    std::vector<InstructionSet> sets;
    for (InstructionSet set : {InstructionSet::Baseline, InstructionSet::Avx2, InstructionSet::Avx512})
        if (isAvailable(set))
            sets.push_back(set);
    return sets;
}

template <class S> double productError(InstructionSet set, int m, int n, int k) {
    using M = Eigen::Matrix<S, Eigen::Dynamic, Eigen::Dynamic>;
    const M A = M::Random(m, k), B = M::Random(k, n);
    M C(m, n), scratch(m, k);
    kernelTable<S>(set).multiply(m, n, k, A.data(), B.data(), C.data(), scratch.data());
    const Eigen::MatrixXd expected = A.template cast<double>() * B.template cast<double>();
    return (C.template cast<double>() - expected).cwiseAbs().maxCoeff();
}
} // namespace

class KernelTest : public QObject {
    Q_OBJECT

private slots:
    void productsAreRightForEverySize() {
        for (InstructionSet set : availableSets())
            for (int m : {1, 3, 8, 15, 16, 17, 48, 64, 100, 129})
                for (int n : {1, 2, 5, 6, 7, 49, 100})
                    for (int k : {1, 3, 16, 70}) {
                        QVERIFY(productError<float>(set, m, n, k) < 2e-5);
                        QVERIFY(productError<double>(set, m, n, k) < 1e-13);
                    }
    }

    void networksAgreeWithThePlainFormula() {
        for (InstructionSet set : availableSets())
            for (Activation activation : {Activation::SiLU, Activation::Softplus, Activation::Tanh}) {
                Rng rng(9);
                const MlpShape shape{3, {20, 33, 7, 16}, activation};
                const Mlp<double> net(shape, rng, set);
                const int n = 11;
                TileWorkspace<double> workspace(shape, n, 3);
                workspace.begin(n, 3, 0);
                Points u(4, n);
                rng.fillNormal(u);
                workspace.interiorInput() = u;
                workspace.evaluate(net, true);
                workspace.direction().setZero();
                workspace.probeScale().setOnes();
                for (int k = 0; k < 3; ++k) {
                    auto probe = workspace.probe(k);
                    probe.setZero();
                    probe.row(k).setOnes();
                }
                workspace.tangent(net);
                using Second = tests::Dual<tests::Dual<double>>;
                const std::vector<Second> parameters(net.parameters().begin(), net.parameters().end());
                for (int j = 0; j < n; ++j) {
                    double laplacian = 0;
                    for (int k = 0; k < 4; ++k) {
                        std::vector<Second> at;
                        for (int i = 0; i < 4; ++i)
                            at.push_back(i == k ? Second({u(i, j), 1.0}, {1.0, 0.0}) : Second(u(i, j)));
                        const Second s = tests::referenceNetwork<Second>(shape, parameters, at);
                        QVERIFY(std::abs(s.a.a - workspace.value()[j]) < 1e-13);
                        QVERIFY(std::abs(s.b.a - workspace.slope()(k, j)) < 1e-13);
                        if (k < 3)
                            laplacian += s.b.b;
                    }
                    QVERIFY(std::abs(laplacian - workspace.directional()[j]) < 1e-12);
                }
            }
    }

    /// ∂/∂u of α s + V·∇_u s, with one layer and with several, probes or not.
    void inputGradientEqualsNestedDualNumbers() {
        for (InstructionSet set : availableSets())
            for (const std::vector<int>& hidden : {std::vector<int>{7}, std::vector<int>{9, 16, 5}})
                for (const int probes : {0, 2}) {
                    Rng rng(31);
                    const MlpShape shape{2, hidden, Activation::SiLU};
                    const Mlp<double> net(shape, rng, set);
                    const int n = 5;
                    TileWorkspace<double> workspace(shape, n, probes);
                    workspace.begin(n, probes, 0);
                    Eigen::MatrixXd u(3, n), V(3, n), result(3, n);
                    for (Eigen::MatrixXd* m : {&u, &V})
                        for (Index i = 0; i < m->size(); ++i)
                            m->data()[i] = rng.normal();
                    workspace.interiorInput() = u;
                    workspace.evaluate(net, true);
                    workspace.direction() = V;
                    workspace.valueSeed().setConstant(0.7);
                    workspace.probeScale().setZero();
                    for (int p = 0; p < probes; ++p)
                        workspace.probe(p).setConstant(1);
                    workspace.tangent(net);
                    Eigen::ArrayXd gradient = Eigen::ArrayXd::Zero(shape.parameterCount());
                    workspace.accumulate(net, gradient.data());
                    workspace.inputGradient(net, result.data());
                    using Second = tests::Dual<tests::Dual<double>>;
                    const std::vector<Second> parameters(net.parameters().begin(), net.parameters().end());
                    for (int j = 0; j < n; ++j)
                        for (int k = 0; k < 3; ++k) {
                            std::vector<Second> at; // outer along V, inner along axis k
                            for (int i = 0; i < 3; ++i)
                                at.push_back(Second({u(i, j), i == k ? 1.0 : 0.0}, {V(i, j), 0.0}));
                            const Second s = tests::referenceNetwork<Second>(shape, parameters, at);
                            QVERIFY(std::abs(0.7 * s.a.b + s.b.b - result(k, j)) < 1e-12);
                        }
                }
    }

    void extremeInputsStayFinite() {
        for (InstructionSet set : availableSets())
            for (Activation activation : {Activation::SiLU, Activation::Softplus, Activation::Tanh}) {
                Rng rng(1);
                const Mlp<float> net({1, {16, 16}, activation}, rng, set);
                TileWorkspace<float> workspace(net.shape(), 4, 1);
                workspace.begin(4, 1, 0);
                workspace.interiorInput() << -1e6f, -50.f, 50.f, 1e6f, 0, 1, 0, 1;
                workspace.evaluate(net, true);
                for (int j = 0; j < 4; ++j)
                    QVERIFY(std::isfinite(workspace.value()[j]) && workspace.slope().col(j).allFinite());
            }
    }

    void kernelObjectsLendNoCode() {
        // A weak symbol is merged by the linker across objects: code compiled for AVX-512 could then run anywhere.
        QProcess nm;
        nm.start("nm", {"-C", "--defined-only", KINETOSCOPE_ENGINE_LIBRARY});
        if (!nm.waitForStarted())
            QSKIP("nm is not installed");
        QVERIFY(nm.waitForFinished(60000));
        QHash<QString, QSet<QString>> weak;
        QString object;
        static const QRegularExpression symbol("^[0-9a-f]+ ([WVu]) (.*)$");
        for (const QString& line : QString::fromUtf8(nm.readAllStandardOutput()).split('\n')) {
            if (line.endsWith(":"))
                object = line.chopped(1);
            else if (const auto match = symbol.match(line); match.hasMatch())
                weak[object] += match.captured(2);
        }
        QVERIFY(!weak.isEmpty());
        QStringList shared;
        for (const QString& kernels : {QStringLiteral("kernels_avx2.cpp.o"), QStringLiteral("kernels_avx512.cpp.o")})
            for (const QString& name : weak.value(kernels))
                if (!name.contains("kernels_avx") && !name.contains("Eigen_avx") && !name.startsWith("DW.ref"))
                    shared += kernels + ": " + name;
        QVERIFY2(shared.isEmpty(), qPrintable("\n  " + shared.join("\n  ")));
    }
};

KINETOSCOPE_TEST(KernelTest)

#include "kernel_test.moc"
