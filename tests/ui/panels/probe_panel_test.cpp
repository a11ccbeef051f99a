#include "ui/panels/probe_panel.h"

#include "tests/support/test_registry.h"
#include "ui/style/theme.h"

#include <QHeaderView>
#include <QTableWidget>
#include <QTest>

class ProbePanelTest : public QObject {
    Q_OBJECT

private slots:
    /// At the height of the charts it shares its place with.
    void twoProbesFitInALowPanel() {
        ui::theme();
        ui::ProbePanel panel;
        std::vector<ui::ProbeRow> rows(2);
        for (int i = 0; i < 2; ++i) {
            rows[std::size_t(i)].number = i + 1;
            rows[std::size_t(i)].place = {0.0, 0.0};
        }
        panel.show(rows, {"x", "y"}, "day");
        panel.resize(700, 100);
        panel.QWidget::show();
        QVERIFY(QTest::qWaitForWindowExposed(&panel));
        const auto* table = panel.findChild<QTableWidget*>();
        const QRect last = table->visualItemRect(table->item(1, 0));
        QVERIFY2(last.bottom() < table->viewport()->height(),
                 qPrintable(QString("%1 %2").arg(last.bottom()).arg(table->viewport()->height())));
        QVERIFY(last.height() >= 24);
        QVERIFY(!table->accessibleName().isEmpty());
    }

    /// All columns at the width the panel gets, with units, in glyphs the font has.
    void allColumnsFit() {
        ui::theme();
        ui::ProbePanel panel;
        std::vector<ui::ProbeRow> rows(1);
        rows[0].number = 1;
        rows[0].place = {-0.421, 0.352};
        rows[0].time = 0.5;
        engine::PointProbe found;
        found.action = 0.2451;
        found.actionRate = -0.1262;
        found.velocity = Eigen::Vector2d(1.01, 0.2);
        found.divergence = -0.4671;
        found.growth = -0.532;
        found.density = 0.1234;
        rows[0].values = found;
        panel.show(rows, {"x", "y"}, "");
        QVERIFY(panel.minimumWidth() <= 540);
        panel.resize(panel.minimumWidth(), 100);
        panel.QWidget::show();
        QVERIFY(QTest::qWaitForWindowExposed(&panel));
        const auto* table = panel.findChild<QTableWidget*>();
        QStringList heads;
        for (int c = 0; c < table->columnCount(); ++c)
            heads += table->horizontalHeaderItem(c)->text();
        QCOMPARE(heads.mid(0, 2), (QStringList{"Probes", "t\nT"}));
        QVERIFY(heads.contains("|v|\nL/T") && heads.contains("g\n1/T") && heads.last() == "density\n1/L²");
        QCOMPARE(table->item(0, 1)->text(), QString("0.50"));
        QTRY_VERIFY2(table->horizontalHeader()->length() <= table->viewport()->width(),
                 qPrintable(QString("%1 %2").arg(table->horizontalHeader()->length()).arg(table->viewport()->width())));
        QVERIFY(table->horizontalHeader()->y() >= 0 && table->y() >= 4);
        rows[0].values->growth.reset(); // no growth, no column
        panel.show(rows, {"x", "y"}, "");
        QCOMPARE(table->columnCount(), int(heads.size()) - 1);
    }
};

KINETOSCOPE_TEST(ProbePanelTest)

#include "probe_panel_test.moc"
