#include "ui/panels/chart_contents.h"

#include "tests/support/synthetic_scene.h"
#include "tests/support/test_registry.h"
#include "ui/style/theme.h"

#include <QTest>
#include <cmath>

class ChartContentsTest : public QObject {
    Q_OBJECT

    static engine::RunUpdate learned() {
        auto history = std::make_shared<engine::LossHistory>();
        for (int step = 1; step <= 100; ++step) {
            // Steps 61 to 65: the data were changed and the averaged network is not measured yet.
            const bool unmeasured = step > 60 && step <= 65;
            history->add(step, -2, unmeasured ? 0.0F : 2.0F + 0.001F * float(step));
        }
        engine::RunUpdate run;
        run.step = 100;
        run.history = history;
        run.kineticEnergy = 2.5;
        run.energyBound = 2.1;
        return run;
    }

private slots:
    void initTestCase() { ui::theme(); }

    /// Nobody measured that the bound fell to zero: no cliff is drawn.
    void whatIsNotMeasuredIsNotDrawn() {
        const engine::RunUpdate run = learned();
        for (const ui::Chart::Content& content : {ui::charts::actionMeter(run), ui::charts::loss(run)}) {
            const QVector<double>& y = content.curves.last().y;
            QVERIFY(y.size() > 20);
            for (const double value : y)
                QVERIFY2(std::abs(value) > 1.9, qPrintable(QString::number(value)));
        }
        const ui::Chart::Content gaps = ui::charts::actionGap(run);
        for (const double gap : gaps.curves.last().y)
            QVERIFY2(gap < 0.6, qPrintable(QString::number(gap)));
    }

    /// −L, K and the gap between them are told apart, however near they are.
    void aSmallGapIsNotNothing() {
        engine::RunUpdate run = learned();
        QCOMPARE(ui::charts::actionMeterNumbers(run)[1].text, QStringLiteral("2.100"));
        run.energyBound = 2.4996;
        const auto numbers = ui::charts::actionMeterNumbers(run);
        QCOMPARE(numbers[1].text, QStringLiteral("2.4996"));
        QCOMPARE(numbers.last().text, QStringLiteral("2.5000"));
        QCOMPARE(ui::charts::actionGapNumbers(run).last().text, QStringLiteral("0.0004"));
        QCOMPARE(ui::charts::lossNumbers(run).last().text, QStringLiteral("\u22122.4996"));
    }

    void ticksHaveTheLeadingZeroAndTheTrueMinus() {
        QStringList texts;
        for (const ui::Chart::Tick& tick : ui::charts::roundTicks(-0.05, 0.05))
            texts += tick.text;
        QCOMPARE(texts, (QStringList{"\u22120.05", "0", "0.05"}));
    }

    /// The drawn points are means of all steps since the one before, and what was not recorded is left out.
    void gradientNorms() {
        auto history = std::make_shared<engine::LossHistory>();
        double sum = 0;
        for (int step = 1; step <= 2000; ++step) {
            const double norm = step <= 100 ? 0 : 0.5 + 0.4 * (step % 2); // from a file without it until step 100
            sum += norm;
            history->add(step, -2, 2, float(norm));
        }
        engine::RunUpdate run;
        run.step = 2000;
        run.history = history;
        ui::Chart::Content content = ui::charts::gradientNorm(run);
        QVERIFY(content.empty.isEmpty() && content.yLogarithmic && content.curves.size() == 1);
        const ui::Chart::Curve& norm = content.curves.first();
        QVERIFY(norm.x.first() > 100 && norm.x.last() == 2000);
        double drawn = 0, before = 100;
        for (qsizetype i = 0; i < norm.x.size(); ++i) {
            drawn += norm.y[i] * (norm.x[i] - before);
            before = norm.x[i];
            QVERIFY(norm.y[i] >= content.yLow && norm.y[i] <= content.yHigh);
        }
        QVERIFY2(std::abs(drawn - sum) < 1e-3 * sum, qPrintable(QStringLiteral("%1 %2").arg(drawn).arg(sum)));
        QCOMPARE(ui::charts::gradientNormNumbers(run)[1].text, QStringLiteral("0.5"));

        auto checkpoint = std::make_shared<engine::Checkpoint>();
        checkpoint->settings.clipNorm = 3;
        run.checkpoint = checkpoint;
        content = ui::charts::gradientNorm(run);
        QCOMPARE(content.curves.first().y.first(), 3.0);
        QVERIFY(content.yHigh >= 3);

        run.history = learned().history; // nothing of it was recorded
        QVERIFY(!ui::charts::gradientNorm(run).empty.isEmpty() && ui::charts::gradientNormNumbers(run).isEmpty());
    }

    /// Half of the particles grow twice as heavy, the others vanish: the mass stays, half of them count.
    void massAndEffectiveSampleSize() {
        auto motion = std::make_shared<engine::Trajectories>(*tests::splittingMotion(100));
        for (int l = 0; l < motion->levels(); ++l) {
            Eigen::RowVectorXf log(100);
            const auto t = float(motion->times[l]);
            log.head(50).setConstant(std::log(1 + t));
            log.tail(50).setConstant(std::log(std::max(1 - t, 1e-6F)));
            motion->logWeights.push_back(log);
        }
        engine::RunUpdate run;
        QVERIFY(!ui::charts::mass(run).empty.isEmpty());
        run.trajectories = motion;
        const ui::Chart::Content content = ui::charts::mass(run);
        QCOMPARE(content.curves.size(), 2);
        const ui::Chart::Curve &effective = content.curves[0], &mass = content.curves[1];
        QCOMPARE(mass.y.size(), motion->levels());
        for (const double m : mass.y)
            QVERIFY(std::abs(m - 1) < 1e-4);
        QVERIFY(std::abs(effective.y.first() - 1) < 1e-4 && std::abs(effective.y.last() - 0.5) < 1e-3);
        QCOMPARE(ui::charts::massNumbers(run)[1].text, QStringLiteral("1.00"));
    }
};

KINETOSCOPE_TEST(ChartContentsTest)

#include "chart_contents_test.moc"
