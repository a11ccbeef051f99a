#include "ui/panels/reveal_panel.h"

#include "tests/support/test_registry.h"
#include "ui/panels/chart_contents.h"
#include "ui/style/theme.h"

#include <QTest>

/// What a revealed snapshot says in words and numbers.
class RevealPanelTest : public QObject {
    Q_OBJECT

    static engine::Revelation revelation(double model) {
        engine::Revelation r;
        r.model = {model, 0.0795, 0.08, 0.00262};
        r.nearest = {0.695, 0.697, 0.7, 1.83};
        r.transport = engine::CloudDistances{0.0959, 0.111, 0.12, 0.0329};
        r.interval = engine::Interval{0.0503, 0.0712};
        r.nearestTime = 0.5;
        r.floor = 0.068;
        return r;
    }

private slots:
    void initTestCase() { ui::theme(); }

    void theVerdictIsTrue_data() {
        QTest::addColumn<double>("w1");
        QTest::addColumn<QString>("words");
        QTest::newRow("small") << 0.0596 << "Error as small as between two samples of the data (0.0680).";
        QTest::newRow("better") << 0.0801 << "Better than both; two samples of the data differ by 0.0680.";
        QTest::newRow("worse") << 0.1201 << "Not better than both; two samples of the data differ by 0.0680.";
    }
    void theVerdictIsTrue() {
        QFETCH(double, w1);
        QFETCH(QString, words);
        ui::RevealPanel panel;
        const engine::Revelation found = revelation(w1);
        panel.show("Held out, t 0.50", &found);
        QVERIFY2(panel.text().contains(words), qPrintable(panel.text()));
        QVERIFY(panel.text().contains("Learned flow  0.050–0.071 (95 %)"));
        QVERIFY(panel.text().contains("Nearest snapshot, t 0.50"));
        QVERIFY2(panel.minimumSizeHint().width() <= 420, qPrintable(QString::number(panel.minimumSizeHint().width())));
        QVERIFY(panel.minimumSizeHint().height() <= 100);
    }

    /// The same distance is written the same way in the chart.
    void theChartSaysTheSame() {
        engine::RunUpdate run;
        run.distances = std::make_shared<const std::vector<engine::SnapshotDistance>>(
            std::vector<engine::SnapshotDistance>{{0, false, 0.01, 0.05}, {0.5, true, 0.06, 0.068}});
        const QString shown = ui::charts::distanceNumbers(run).last().text;
        QCOMPARE(shown, QStringLiteral("0.0600"));
        ui::RevealPanel panel;
        const engine::Revelation found = revelation(0.06);
        panel.show("Held out, t 0.50", &found);
        QVERIFY(panel.text().contains(shown));
    }
};

KINETOSCOPE_TEST(RevealPanelTest)

#include "reveal_panel_test.moc"
