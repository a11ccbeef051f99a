#include "ui/panels/chart_contents.h"

#include "tests/support/test_registry.h"
#include "ui/style/theme.h"

#include <QTest>

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
};

KINETOSCOPE_TEST(ChartContentsTest)

#include "chart_contents_test.moc"
