#include "tests/support/test_registry.h"
#include "tests/ui/studio/whole_studio.h"
#include "ui/panels/inspector_panel.h"
#include "ui/panels/noise_slider.h"
#include "ui/widgets/slider_field.h"

#include <QSlider>
#include <QToolButton>

namespace {

/// How rough paths are: the mean square of their second differences, far larger for random ones.
double roughness(const engine::Trajectories& paths) {
    double sum = 0;
    for (int l = 1; l + 1 < paths.levels(); ++l) {
        const auto& at = paths.positions;
        const auto k = std::size_t(l);
        sum += double((at[k + 1] - 2 * at[k] + at[k - 1]).colwise().squaredNorm().mean());
    }
    return sum;
}

} // namespace

/// The level of noise particles are shown with, set by hand while and after an entropic run is trained.
class ShownNoiseTest : public QObject {
    Q_OBJECT

    static constexpr int kFine = 81; ///< levels of motion that stays; the quick one before it has fewer

    std::unique_ptr<tests::WholeStudio> m_studio;

    ui::Document& document() { return m_studio->program.document(); }
    ui::TrainingController& training() { return m_studio->program.studio().training(); }
    ui::NoiseSlider& control() { return *m_studio->window().inspector().findChild<ui::NoiseSlider*>(); }
    QSlider& slider() { return *control().findChild<ui::SliderField*>("shownNoise")->slider(); }

    std::shared_ptr<const engine::Trajectories> paths() {
        const auto& run = training().run();
        return run && run->model && run->model->companion ? run->trajectories : nullptr;
    }
    /// The paths that answer to a change: others than `before`, and fine ones.
    std::shared_ptr<const engine::Trajectories> newPaths(const std::shared_ptr<const engine::Trajectories>& before) {
        const bool came = QTest::qWaitFor(
            [&] { return paths() && paths() != before && paths()->levels() >= kFine; }, 60'000);
        return came ? paths() : nullptr;
    }

private slots:
    void initTestCase() {
        m_studio = std::make_unique<tests::WholeStudio>();
        m_studio->program.studio().documents().openExample("split");
        training().setWanted(false);
    }
    void cleanupTestCase() { m_studio.reset(); }

    void onlyAPairHasTheSlider() {
        QVERIFY(!control().isVisibleTo(&m_studio->window().inspector()));
        document().edit("Method", [](ui::Project& p) {
            p.run().settings.method = engine::Method::Entropic;
            p.run().settings.sigma = engine::NoiseSchedule{0.3, 0.3};
        });
        QVERIFY(control().isVisibleTo(&m_studio->window().inspector()));
        document().edit("No pair", [](ui::Project& p) { p.run().settings.companion = false; });
        QVERIFY(!control().isVisibleTo(&m_studio->window().inspector()));
        document().undo();
        training().trainSteps(40);
        QTRY_VERIFY_WITH_TIMEOUT(paths() && training().run()->step == 40 && control().isEnabled(), 60'000);
        QTRY_COMPARE_WITH_TIMEOUT(training().trainingCount(), 0, 60'000);
        QTRY_VERIFY_WITH_TIMEOUT(paths()->levels() >= kFine, 60'000);
    }

    void draggingChangesTheShownPathsAndNothingElse() {
        const auto trained = paths();
        QVERIFY(trained && !trained->smooth && !control().value());
        const auto checkpoint = document().project().run().checkpoint;
        const engine::TrainingSettings settings = document().project().run().settings;
        const int steps = document().history().index();

        slider().setSliderDown(true);
        slider().setSliderPosition(slider().maximum() / 4);
        QVERIFY(std::abs(*document().project().run().noise - 0.15) < 0.001);
        const auto half = newPaths(trained);
        QVERIFY(half && !half->smooth); // while the hand still holds it
        slider().setSliderPosition(slider().maximum());
        const auto strong = newPaths(half);
        QVERIFY(strong && !strong->smooth);
        slider().setSliderPosition(0);
        QCOMPARE(*document().project().run().noise, 0.0);
        const auto none = newPaths(strong);
        QVERIFY(none && none->smooth);
        slider().setSliderDown(false);
        QCOMPARE(document().history().index(), steps + 1);

        QVERIFY2(roughness(*none) < 0.1 * roughness(*half), qPrintable(QString::number(roughness(*none))));
        QVERIFY(roughness(*half) < 0.5 * roughness(*trained) && roughness(*trained) < 0.5 * roughness(*strong));
        QVERIFY(none->positions.front() == trained->positions.front());
        QVERIFY(document().project().run().settings == settings);
        QCOMPARE(document().project().run().checkpoint, checkpoint);
        QCOMPARE(training().run()->step, 40);
    }

    void resetGoesBackToTheTrainedLevel() {
        const auto none = paths();
        auto* reset = control().findChild<QToolButton*>("resetNoise");
        QVERIFY(reset->isVisibleTo(&control()));
        reset->click();
        QVERIFY(!document().project().run().noise && !reset->isVisibleTo(&control()));
        QCOMPARE(slider().value(), slider().maximum() / 2); // where the mark is
        const auto trained = newPaths(none);
        QVERIFY(trained && !trained->smooth);
        document().undo();
        QCOMPARE(*document().project().run().noise, 0.0);
        QCOMPARE(slider().value(), 0);
        QVERIFY(reset->isVisibleTo(&control()));
        QVERIFY(newPaths(trained)); // of no noise again: what comes next starts from them
    }

    void timeRunBackwardsIsSimulatedFromTheEnd() {
        ui::Playback& playback = m_studio->program.studio().playback();
        const auto still = paths();
        document().redo(); // noise at the trained level: without any, there is nothing to reverse
        const auto forward = newPaths(still);
        QVERIFY(forward && forward->startLevel == 0);
        playback.setReversed(true);
        QTRY_VERIFY_WITH_TIMEOUT(paths()->startLevel == paths()->levels() - 1, 60'000);
        QVERIFY(!paths()->smooth && paths()->positions.back() != forward->positions.back());
        playback.setReversed(false);
        QTRY_VERIFY_WITH_TIMEOUT(paths()->startLevel == 0, 60'000);
    }

    void theMethodsConstantsAnswerWhileTraining() {
        training().setWanted(true);
        QTRY_VERIFY_WITH_TIMEOUT(training().trainingCount() == 1 && training().run()->step > 40, 60'000);
        slider().setValue(slider().maximum());
        QCOMPARE(*document().project().run().noise, 0.6);
        const std::int64_t step = training().run()->step;
        QTRY_VERIFY_WITH_TIMEOUT(training().run()->step > step, 60'000);
        QVERIFY(training().isWanted());
        document().edit("Noise", [](ui::Project& p) { p.run().settings.sigma = engine::NoiseSchedule{0.2, 0.2}; });
        // Another σ moves the mark; the level shown stays where it was put.
        QTRY_VERIFY_WITH_TIMEOUT(paths() && paths()->levels() > 0 &&
                                     std::abs(training().run()->model->dynamics.sigma.start - 0.2) < 1e-9,
                                 60'000);
        QVERIFY(training().isWanted());
        training().setWanted(false);
    }
};

KINETOSCOPE_TEST(ShownNoiseTest)

#include "shown_noise_test.moc"
