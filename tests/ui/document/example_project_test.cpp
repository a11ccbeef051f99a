#include "ui/document/example_project.h"

#include "engine/core/error.h"
#include "engine/data/synthetic.h"
#include "tests/support/test_registry.h"
#include "ui/document/run_words.h"

#include <QTest>

class ExampleProjectTest : public QObject {
    Q_OBJECT

private slots:
    void everyExampleOpensWithPlainActionMatching() {
        for (const engine::SyntheticExample& example : engine::syntheticExamples()) {
            const ui::Project project = ui::exampleProject(example.name);
            QCOMPARE(project.dataset.exampleName, example.name);
            QCOMPARE(project.runs.front().settings.method, engine::Method::ActionMatching);
            QCOMPARE(project.runs.size(), example.name == "three-ways" ? 3U : 1U);
        }
        QVERIFY_EXCEPTION_THROWN(ui::exampleProject("splot"), engine::Error);
    }

    void figureOneIsOnePathThreeWays() {
        const ui::Project project = ui::exampleProject("three-ways");
        QStringList words;
        for (const ui::Run& run : project.runs) {
            run.settings.validate();
            QVERIFY(!run.settings.path); // that of the example, for each
            words += QString::fromStdString(ui::runTitle(run) + ": " + ui::runDetail(run));
        }
        QCOMPARE(words, (QStringList{"AM: deterministic", "eAM: noise σ 0.4", "uAM: growth λ 4"}));
    }

    void wordsTellWhatSetsARunApart() {
        ui::Run run;
        run.settings.method = engine::Method::EntropicUnbalanced;
        QCOMPARE(ui::runTitle(run), std::string("e+uAM"));
        QCOMPARE(ui::runDetail(run), std::string("noise σ, growth λ"));
        engine::Dynamics inForce;
        inForce.sigma = {0.25, 0.5};
        inForce.lambda = 2;
        QCOMPARE(ui::runDetail(run, inForce), std::string("noise σ 0.25–0.5, growth λ 2"));
        run.noise = 0;
        QCOMPARE(ui::runDetail(run, inForce), std::string("noise σ 0.25–0.5, shown at 0, growth λ 2"));
        run.name = "mine";
        QCOMPARE(ui::runTitle(run), std::string("mine"));
    }
};

KINETOSCOPE_TEST(ExampleProjectTest)

#include "example_project_test.moc"
