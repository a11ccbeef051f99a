#include "engine/training/path_source.h"

#include "engine/core/error.h"
#include "engine/data/synthetic.h"
#include "tests/support/expect_error.h"
#include "tests/support/test_registry.h"

#include <QTest>
#include <cmath>

using namespace engine;

namespace {

PathSource sourceOf(const char* example, const TrainingSettings& settings, bool isExample = true) {
    Dataset dataset = makeDataset(syntheticExample(example));
    if (!isExample)
        dataset.exampleName.clear();
    return PathSource(std::make_shared<const Dataset>(dataset), settings, Normalization::of(dataset));
}

} // namespace

class PathSourceTest : public QObject {
    Q_OBJECT

private slots:
    void theEnergyOfEachMethodWhereItIsKnown_data() {
        QTest::addColumn<QString>("method");
        QTest::addColumn<double>("energy");
        // N(tD, vI): §4 with D = (1.6, 0.6), v = 0.15², σ = 0.3, λ = 5.
        const double half = (1.6 * 1.6 + 0.6 * 0.6) / 2, v = 0.15 * 0.15;
        QTest::newRow("am") << "am" << half;
        QTest::newRow("eam") << "eam" << half + std::pow(0.3, 4) / (4 * v);
        QTest::newRow("uam") << "uam" << half / (1 + 5 * v);
        QTest::newRow("cam") << "cam" << std::pow(2 * half, 1.5) / 3;
    }
    void theEnergyOfEachMethodWhereItIsKnown() {
        QFETCH(QString, method);
        QFETCH(double, energy);
        TrainingSettings settings;
        settings.method = choiceNamed<Method>(method.toStdString());
        if (isNoisy(settings.method))
            settings.sigma = {0.3, 0.3};
        if (isWeighted(settings.method))
            settings.lambda = 5;
        if (settings.method == Method::ConvexCost)
            settings.cost = costNamed("power:3");
        const auto known = sourceOf("two-clouds", settings).kineticEnergy();
        QVERIFY(known && std::abs(*known - energy) < 1e-6 * energy);
        // Pairs of the snapshots make another path, and another weight of time another least loss.
        QVERIFY(!sourceOf("two-clouds", settings, false).kineticEnergy());
        settings.timeWeight = TimeWeight::OneMinusT;
        QVERIFY(!sourceOf("two-clouds", settings).kineticEnergy());
        settings.timeWeight = TimeWeight::Constant;
        settings.path = PathKind::OptimalTransport;
        QVERIFY(!sourceOf("two-clouds", settings).kineticEnergy());
    }

    void smoothingIsInDataUnits() {
        TrainingSettings settings;
        settings.path = PathKind::OptimalTransport;
        const auto spreadAtStart = [&](double smoothing) {
            settings.smoothing = smoothing;
            constexpr int kSamples = 20'000;
            PathSamples<float> samples(2, 1, kSamples);
            samples.boundary = kSamples;
            Rng rng(4);
            sourceOf("two-clouds", settings).make(0)->sampleBoundary(rng, samples);
            const double scale = Normalization::of(makeDataset(syntheticExample("two-clouds"))).scale;
            const Eigen::MatrixXd x = scale * samples.boundaryX.leftCols(kSamples / 2).cast<double>();
            return (x.colwise() - x.rowwise().mean().eval()).squaredNorm() / (kSamples / 2);
        };
        const double sharp = spreadAtStart(0), blurred = spreadAtStart(0.5), added = 2 * 0.5 * 0.5;
        QVERIFY2(std::abs(blurred - sharp - added) < 0.03 * added, qPrintable(QString::number(blurred - sharp)));
    }

    void theKindFollowsDataAndMethod() {
        TrainingSettings settings;
        QCOMPARE(sourceOf("split", settings).kind(), PathKind::Analytic);
        QCOMPARE(sourceOf("split", settings, false).kind(), PathKind::OptimalTransport);
        settings.method = Method::Entropic;
        QCOMPARE(sourceOf("split", settings, false).kind(), PathKind::Bridge);
        settings.path = PathKind::Analytic;
        EXPECT_ERROR(sourceOf("split", settings, false), ErrorCode::InvalidArgument, "known path");
    }
};

KINETOSCOPE_TEST(PathSourceTest)

#include "path_source_test.moc"
