#include "engine/training/training_settings.h"
#include "tests/support/expect_error.h"
#include "tests/support/test_registry.h"

#include <QTest>
#include <functional>
#include <limits>

using namespace engine;

using Change = std::function<void(TrainingSettings&)>;

class TrainingSettingsTest : public QObject {
    Q_OBJECT

    template <class Choice> void namesReadBack(std::initializer_list<std::string_view> names) {
        for (const auto text : names)
            QCOMPARE(name(choiceNamed<Choice>(text)), text);
    }

private slots:
    void everyNameReadsBack() {
        namesReadBack<Method>({"am", "eam", "uam", "euam", "cam"});
        namesReadBack<PathKind>({"analytic", "independent", "ot", "minibatch", "sinkhorn", "unbalanced", "mixture",
                                 "bridge", "spline"});
        namesReadBack<LaplacianKind>({"auto", "exact", "hutchinson", "stein"});
        namesReadBack<MassMode>({"normalized", "counts", "weights"});
        namesReadBack<LossForm>({"flow", "action"});
        namesReadBack<TimeWeight>({"constant", "1-t", "t(1-t)"});
        namesReadBack<RefineFrom>({"first", "previous"});
        namesReadBack<Schedule>({"constant", "cosine"});
        QVERIFY(choiceNamed<Method>("uam") == Method::Unbalanced);
        QVERIFY(choiceNamed<PathKind>("ot") == PathKind::OptimalTransport);
    }

    void unknownNamesListTheKnown() {
        EXPECT_ERROR(choiceNamed<Method>("sgd"), ErrorCode::InvalidArgument, "Unknown method \"sgd\"");
        EXPECT_ERROR(choiceNamed<PathKind>(""), ErrorCode::InvalidArgument, "analytic, independent, ot, minibatch");
    }

    void theDefaultIsValid() { TrainingSettings().validate(); }

    void badSettingsAreNamed_data() {
        QTest::addColumn<Change>("change");
        QTest::addColumn<QString>("words");
        const auto row = [](const char* name, Change change, const char* words) {
            QTest::newRow(name) << change << words;
        };
        row(
            "no layers", [](auto& s) { s.hidden.clear(); }, "hidden layers is 0");
        row(
            "width 0",
            [](auto& s) {
                s.hidden = {64, 0};
            },
            "width of a hidden layer is 0");
        row(
            "no steps", [](auto& s) { s.steps = 0; }, "number of steps is 0");
        row(
            "batch", [](auto& s) { s.batch = -3; }, "batch size is -3");
        row(
            "smoothing", [](auto& s) { s.smoothing = -0.5; }, "smoothing is -0.5");
        row(
            "rate", [](auto& s) { s.learningRate = 0; }, "learning rate is 0");
        row(
            "rate nan", [](auto& s) { s.learningRate = std::numeric_limits<double>::quiet_NaN(); },
            "learning rate is nan");
        row(
            "warm-up", [](auto& s) { s.warmUp = -1; }, "warm-up steps is -1");
        row(
            "clip", [](auto& s) { s.clipNorm = -1; }, "clipped at is -1");
        row(
            "averaging", [](auto& s) { s.averaging = 1; }, "weight average is 1");
    }
    void badSettingsAreNamed() {
        QFETCH(Change, change);
        QFETCH(QString, words);
        TrainingSettings settings;
        change(settings);
        EXPECT_ERROR(settings.validate(), ErrorCode::InvalidArgument, words.toStdString());
    }
};

KINETOSCOPE_TEST(TrainingSettingsTest)

#include "training_settings_test.moc"
