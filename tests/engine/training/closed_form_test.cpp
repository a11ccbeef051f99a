// Trained networks against the closed forms of the paper's theory: a light version for every day, the full limits slow.
#include "engine/data/closed_forms.h"
#include "tests/engine/support/accuracy.h"
#include "tests/support/test_registry.h"

#include <QTest>
#include <numbers>

using namespace engine;

namespace {

struct Case {
    const char* name;
    std::shared_ptr<const SyntheticProcess> process;
    double limit; ///< of the relative velocity error, at full length
};

std::vector<Case> allCases() {
    using namespace closed_forms;
    return {
        {"T1 translation 2-D", translation(Eigen::Vector2d(2, 1)), 0.03},
        {"T1 translation 3-D", translation(Eigen::Vector3d(1, 2, -2)), 0.03},
        {"T2 scaling 2-D", scaling(2, 0.5, 1, 2), 0.03},
        {"T2 scaling 3-D", scaling(3, 0.5, 1, 2), 0.03},
        {"T2b anisotropic scaling", anisotropicScaling(Eigen::Vector2d(0.5, 1), Eigen::Vector2d(1.5, 0.4)), 0.03},
        {"T3 random pairs", randomPairs(Eigen::Vector2d(2, 1), 0.5), 0.03},
        {"T4 rotating ellipse", rotatingEllipse(1, 0.5, std::numbers::pi), 0.03},
        {"T8 split", split(1, 0.3), 0.06},
        {"T9 four corners", fourCorners(0.1), 0.06},
    };
}

void compare(const Case& c, const TrainingSettings& settings, double velocityLimit, double energyLimit) {
    WorkerPool pool;
    const tests::Accuracy result = tests::trainAndMeasure(c.process, settings, pool);
    const double K = c.process->kineticEnergy().value();
    const double energyError = std::abs(result.energyBound - K) / K;
    qInfo("%s: velocity error %.2f %% (limit %.0f %%), -L %.5f ± %.5f of K %.5f (%.2f %%)", c.name,
          100 * result.relativeVelocityError, 100 * velocityLimit, result.energyBound, result.standardError, K,
          100 * energyError);
    QVERIFY(result.relativeVelocityError <= velocityLimit);
    QVERIFY(energyError <= energyLimit);
}

void addRows() {
    QTest::addColumn<int>("index");
    const auto all = allCases();
    for (std::size_t i = 0; i < all.size(); ++i)
        QTest::newRow(all[i].name) << int(i);
}

} // namespace

class ClosedFormTest : public QObject {
    Q_OBJECT

private slots:
    void aShortTrainingComesClose_data() {
        QTest::addColumn<int>("index");
        for (int index : {0, 5, 8})
            QTest::newRow(allCases()[std::size_t(index)].name) << index;
    }

    void aShortTrainingComesClose() {
        QFETCH(int, index);
        TrainingSettings settings;
        settings.hidden = {64, 64, 64};
        settings.batch = 512;
        settings.steps = 3000;
        compare(allCases()[std::size_t(index)], settings, 0.08, 0.03);
    }
};

KINETOSCOPE_TEST(ClosedFormTest)

class ClosedFormAccuracyTest : public QObject {
    Q_OBJECT

    /// Samples are fresh in every step and nothing can be learned by heart: long steps are safe.
    static TrainingSettings longTraining() {
        TrainingSettings settings;
        settings.learningRate = 1e-2;
        settings.seed = 1;
        return settings;
    }

private slots:
    void flowForm_data() { addRows(); }
    void flowForm() {
        QFETCH(int, index);
        const Case c = allCases()[std::size_t(index)];
        TrainingSettings settings = longTraining();
        settings.steps = 6000;
        compare(c, settings, c.limit, 0.02);
    }

    void actionForm_data() { addRows(); }
    void actionForm() {
        QFETCH(int, index);
        const Case c = allCases()[std::size_t(index)];
        TrainingSettings settings = longTraining();
        settings.form = LossForm::Action;
        settings.steps = 9000;
        settings.batch = 1024;
        compare(c, settings, c.limit, 0.02);
    }
};

KINETOSCOPE_SLOW_TEST(ClosedFormAccuracyTest)

#include "closed_form_test.moc"
