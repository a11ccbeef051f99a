#include "engine/data/synthetic.h"
#include "tests/support/expect_error.h"
#include "tests/support/test_registry.h"

#include <QElapsedTimer>
#include <QTest>
#include <numbers>
#include <set>

using namespace engine;

class SyntheticTest : public QObject {
    Q_OBJECT

    static Points samplesOf(const SyntheticProcess& process, Real t, Index n, std::uint64_t seed) {
        Rng rng(seed);
        Points x(process.dimension(), n);
        Vector point(process.dimension()), velocity(process.dimension());
        for (Index j = 0; j < n; ++j) {
            process.sample(rng, t, point, velocity);
            x.col(j) = point;
        }
        return x;
    }

private slots:
    void everyCardIsComplete() {
        QVERIFY(syntheticExamples().size() >= 12);
        std::set<std::string> names;
        int spatial = 0;
        for (const SyntheticExample& example : syntheticExamples()) {
            const char* name = example.name.c_str();
            QVERIFY2(names.insert(example.name).second, name);
            QVERIFY2(example.name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string::npos,
                     name);
            QVERIFY2(!example.title.empty() && !example.tag.empty(), name);
            QVERIFY2(example.description.back() == '.' && example.description.size() < 48, name);
            QCOMPARE(example.dimension, example.process->dimension());
            QVERIFY2(example.times.size() >= 2 && example.times.size() <= 6, name);
            QVERIFY2(example.times.front() == example.process->firstTime(), name);
            QVERIFY2(std::abs(example.times.back() - example.process->lastTime()) < 1e-9, name);
            QVERIFY2(!example.trainsOnProcess || example.process->hasFlow(), name);
            spatial += example.dimension == 3;
        }
        QVERIFY(spatial >= 5);
    }

    void snapshotsAreTrainableAndRepeatable() {
        for (const SyntheticExample& example : syntheticExamples()) {
            const Dataset dataset = makeDataset(example, 5);
            dataset.requireTrainable();
            QCOMPARE(dataset.exampleName, example.name);
            QCOMPARE(dataset.dimension(), example.dimension);
            QCOMPARE(dataset.snapshots.size(), example.times.size());
            QVERIFY(dataset == makeDataset(example, 5));
            QVERIFY(!(dataset == makeDataset(example, 6)));
        }
    }

    void theGalleryIsMadeQuickly() {
        QElapsedTimer timer;
        timer.start();
        for (const SyntheticExample& example : syntheticExamples())
            makeDataset(example);
        QVERIFY2(timer.elapsed() < 2000, qPrintable(QString::number(timer.elapsed())));
    }

    void unknownNamesListTheKnown() {
        EXPECT_ERROR(syntheticExample("splot"), ErrorCode::InvalidArgument, "three-fates");
        QCOMPARE(syntheticExample("split").title, "Split");
    }

    void movingHydrogenReturnsAfterOneTurn() {
        const auto& process = *syntheticExample("hydrogen").process;
        const double period = 2 * std::numbers::pi / (1.0 / 8 - 1.0 / 18);
        QVERIFY(std::abs(process.lastTime() / period - 0.98) < 1e-12);
        // The mean of x y z-independent moments turns with the density: E[x], E[y] on a circle.
        const Points start = samplesOf(process, 0, 100'000, 1), quarter = samplesOf(process, period / 4, 100'000, 2);
        const Vector a = start.rowwise().mean(), b = quarter.rowwise().mean();
        QVERIFY(a[0] > 1 && std::abs(a[1]) < 0.1 && std::abs(a[2]) < 0.1);
        QVERIFY(std::abs(b[0]) < 0.1 && std::abs(b[1] + a[0]) < 0.1);
        // Exact: ⟨r⟩ = ½ (5 + 10.5), since the cross term has no part of zero m.
        QVERIFY(std::abs(start.colwise().norm().mean() - (5 + 10.5) / 2) < 0.05);
    }

    void sphereAndTorusAreCoveredUniformly() {
        const auto& process = *syntheticExample("sphere-to-torus").process;
        const Points sphere = samplesOf(process, 0, 50'000, 1), torus = samplesOf(process, 1, 50'000, 2);
        // Archimedes: heights are uniform, so their mean square is 1/3.
        QVERIFY(std::abs(sphere.row(1).array().square().mean() - 1.0 / 3) < 0.005);
        QVERIFY(std::abs(sphere.row(0).array().square().mean() - 1.0 / 3) < 0.005);
        // E[ring²] = R² + 3r²/2 + …: with density 1 + (r/R) cos ψ over ring = R + r cos ψ: R² + 3 r²/2.
        const double ring = (torus.row(0).array().square() + torus.row(2).array().square()).mean();
        QVERIFY2(std::abs(ring - (1 + 1.5 * 0.16)) < 0.01, qPrintable(QString::number(ring)));
    }

    void theSheetIsNotStretched() {
        // Nearest neighbours along the roll keep their distance: the thickness of the sheet apart, the total length is
        // the same at all times, so the unrolled sheet spans it.
        const auto& process = *syntheticExample("swiss-roll").process;
        const Points flat = samplesOf(process, 1, 5000, 1), rolled = samplesOf(process, 0, 5000, 1);
        const double length = flat.row(0).maxCoeff() - flat.row(0).minCoeff();
        QVERIFY(std::abs(length - 3.4) < 0.1);
        QVERIFY(rolled.row(0).maxCoeff() - rolled.row(0).minCoeff() < 1.2);
        QVERIFY(flat.rowwise().mean().norm() < 0.05 && rolled.rowwise().mean().norm() < 0.05);
    }

    void genesExcludeEachOther() {
        const auto& process = *syntheticExample("toggle-switch").process;
        const Points start = samplesOf(process, 0, 2000, 1), end = samplesOf(process, process.lastTime(), 2000, 2);
        const auto both = ((end.row(0).array() > 1.2) && (end.row(1).array() > 1.2)).count();
        const auto firstOnly = ((end.row(0).array() > 1.8) && (end.row(1).array() < 0.8)).count();
        const auto secondOnly = ((end.row(1).array() > 1.8) && (end.row(0).array() < 0.8)).count();
        QVERIFY(both < 60 && firstOnly > 700 && secondOnly > 300);
        QVERIFY2(firstOnly > 1.3 * secondOnly, "dividing cells must be more");
        QVERIFY(start.maxCoeff() < 1 && start.minCoeff() >= 0);
    }
};

KINETOSCOPE_TEST(SyntheticTest)

#include "synthetic_test.moc"
