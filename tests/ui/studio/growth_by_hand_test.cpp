#include "tests/support/test_registry.h"
#include "tests/ui/studio/whole_studio.h"
#include "ui/panels/growth_slider.h"
#include "ui/panels/inspector_panel.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/slider_field.h"

#include <QSlider>
#include <QToolButton>

/// The growth weight λ by a slider: the run answers while it is dragged, held or training.
class GrowthByHandTest : public QObject {
    Q_OBJECT

    std::unique_ptr<tests::WholeStudio> m_studio;

    ui::Document& document() { return m_studio->program.document(); }
    ui::TrainingController& training() { return m_studio->program.studio().training(); }
    ui::InspectorPanel& inspector() { return m_studio->window().inspector(); }
    ui::GrowthSlider& control() { return *inspector().findChild<ui::GrowthSlider*>(); }
    QSlider& slider() { return *control().findChild<ui::SliderField*>("growthByHand")->slider(); }
    std::optional<double> chosen() { return document().project().run().settings.lambda; }

    /// What is on the stage once it was made with this λ.
    std::shared_ptr<const engine::RunUpdate> answer(double lambda) {
        const auto answers = [&] {
            const auto& run = training().run();
            return run && run->model && run->trajectories &&
                   std::abs(run->model->dynamics.lambda / lambda - 1) < 1e-6;
        };
        return QTest::qWaitFor(answers, 60'000) ? training().run() : nullptr;
    }

    static double meanSpeed(const engine::Trajectories& paths) {
        double sum = 0;
        for (const auto& velocities : paths.velocities)
            sum += double(velocities.colwise().norm().mean());
        return sum / double(paths.velocities.size());
    }

private slots:
    void initTestCase() {
        m_studio = std::make_unique<tests::WholeStudio>();
        m_studio->program.studio().documents().openExample("split");
        training().setWanted(false);
    }
    void cleanupTestCase() { m_studio.reset(); }

    void onlyMethodsWithGrowthHaveTheSlider() {
        QVERIFY(!control().isVisibleTo(&inspector()));
        document().edit("Method", [](ui::Project& p) { p.run().settings.method = engine::Method::Unbalanced; });
        QVERIFY(control().isVisibleTo(&inspector()));
        QVERIFY(!control().value());
        QCOMPARE(slider().value(), slider().maximum() / 2); // where the mark is
        training().trainSteps(40);
        QTRY_VERIFY_WITH_TIMEOUT(training().run() && training().run()->step == 40 && training().run()->trajectories &&
                                     training().run()->checkpoint,
                                 60'000);
        QTRY_COMPARE_WITH_TIMEOUT(training().trainingCount(), 0, 60'000);
    }

    void draggingIsAnsweredWhileItIsHeld() {
        const double usual = training().run()->model->dynamics.lambda;
        const auto learned = document().project().run().checkpoint;
        const int steps = document().history().index();
        slider().setSliderDown(true);
        slider().setSliderPosition(slider().maximum() * 3 / 4);
        QVERIFY(chosen());
        QVERIFY2(std::abs(*chosen() / (10 * usual) - 1) < 0.01, qPrintable(QString::number(*chosen() / usual)));
        QVERIFY(std::abs(inspector().findChild<ui::NumberField*>("lambda")->value() / *chosen() - 1) < 1e-4);
        const auto grows = answer(*chosen());
        QVERIFY(grows && slider().isSliderDown());
        QVERIFY(grows->isPreview); // by the linear solution for this λ: the network knows it only when it is trained
        slider().setSliderPosition(0);
        QVERIFY(std::abs(*chosen() / (usual / 100) - 1) < 0.01);
        const auto moves = answer(*chosen());
        QVERIFY(moves);
        slider().setSliderDown(false);
        QCOMPARE(document().history().index(), steps + 1);
        // The other λ is another motion: what grows need not move.
        const double part = meanSpeed(*grows->trajectories) / meanSpeed(*moves->trajectories);
        QVERIFY2(part < 0.8, qPrintable(QString::number(part)));
        QCOMPARE(document().project().run().checkpoint, learned); // nothing of it is lost

        // One step back, and what was learned is there again.
        document().undo();
        QVERIFY(!chosen());
        QCOMPARE(slider().value(), slider().maximum() / 2);
        const auto back = answer(usual);
        QVERIFY(back && !back->isPreview);
        document().redo();
        QVERIFY(chosen() && answer(*chosen()));
    }

    void resetGoesBackToWhatFitsTheData() {
        auto* reset = control().findChild<QToolButton*>("resetGrowth");
        QVERIFY(reset->isVisibleTo(&control()));
        reset->click();
        QVERIFY(!chosen() && !reset->isVisibleTo(&control()));
        QCOMPARE(slider().value(), slider().maximum() / 2);
        // Near the mark a hand means the mark.
        slider().setSliderDown(true);
        slider().setSliderPosition(slider().maximum() / 2 + 5);
        QVERIFY(!chosen());
        slider().setSliderDown(false);
    }

    void valuesBeyondTheSliderStayAsTheyAre() {
        const double usual = training().run()->model->dynamics.lambda, far = usual * 1e6;
        document().edit("λ", [&](ui::Project& p) { p.run().settings.lambda = far; });
        QCOMPARE(slider().value(), slider().maximum());
        QCOMPARE(*control().value(), far);
        QVERIFY(answer(far)); // and what comes with it leaves it alone
        QCOMPARE(*chosen(), far);
        document().undo();
    }

    void aTrainingGoesOnFromItsWeights() {
        training().setWanted(true);
        QTRY_VERIFY_WITH_TIMEOUT(training().trainingCount() == 1 && training().run()->step > 60, 60'000);
        const std::int64_t step = training().run()->step;
        slider().setSliderDown(true);
        slider().setSliderPosition(slider().maximum() * 3 / 4);
        QTRY_VERIFY_WITH_TIMEOUT(training().run()->model && !training().run()->isPreview &&
                                     std::abs(training().run()->model->dynamics.lambda / *chosen() - 1) < 1e-6 &&
                                     training().run()->step > step,
                                 60'000);
        QVERIFY(training().isWanted() && slider().isSliderDown());
        slider().setSliderDown(false);
        training().setWanted(false);
    }
};

KINETOSCOPE_TEST(GrowthByHandTest)

#include "growth_by_hand_test.moc"
