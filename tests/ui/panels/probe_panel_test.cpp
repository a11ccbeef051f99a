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
};

KINETOSCOPE_TEST(ProbePanelTest)

#include "probe_panel_test.moc"
