#include "ui/panels/charts_panel.h"

#include "tests/support/test_registry.h"
#include "ui/panels/chart.h"
#include "ui/style/theme.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QMenu>
#include <QTest>
#include <QTimer>

/// Which charts stand in the row, by the room there is and by choice.
class ChartsPanelTest : public QObject {
    Q_OBJECT

    std::unique_ptr<ui::ChartsPanel> m_panel;

    QStringList shown() const {
        QStringList names;
        for (const ui::Chart* chart : m_panel->findChildren<ui::Chart*>())
            if (chart->isVisible())
                names += chart->objectName();
        names.sort();
        return names;
    }
    /// Opens the menu of a chart and chooses an entry of its menu of charts.
    void chooseFromMenu(const char* chart, const char* entry) {
        QTimer::singleShot(0, this, [entry] {
            auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
            QVERIFY(menu);
            auto* charts = menu->findChild<QMenu*>("chartsMenu");
            QVERIFY(charts);
            auto* action = charts->findChild<QAction*>(entry);
            QVERIFY(action);
            action->trigger();
            menu->close();
        });
        auto* widget = m_panel->findChild<ui::Chart*>(chart);
        QContextMenuEvent event(QContextMenuEvent::Keyboard, {20, 20}, widget->mapToGlobal(QPoint(20, 20)));
        QApplication::sendEvent(widget, &event);
    }

private slots:
    void init() {
        ui::theme();
        m_panel = std::make_unique<ui::ChartsPanel>();
        m_panel->resize(1000, 110);
        m_panel->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
    }
    void cleanup() { m_panel.reset(); }

    void asManyAsFit() {
        QCOMPARE(shown(), (QStringList{"actionMeter", "distance", "loss"}));
        m_panel->resize(1600, 110);
        QTRY_COMPARE(shown(), (QStringList{"actionGap", "actionMeter", "distance", "loss"}));
        m_panel->resize(1880, 110);
        QTRY_COMPARE(shown(), (QStringList{"actionGap", "actionMeter", "distance", "gradientNorm", "loss"}));
    }

    /// A chart that can say nothing gives way.
    void anUnknownGapGivesWay() {
        auto run = std::make_shared<engine::RunUpdate>();
        run->state = engine::RunState::Training;
        m_panel->resize(1600, 110);
        m_panel->show(run, {});
        QTRY_COMPARE(shown(), (QStringList{"actionMeter", "distance", "gradientNorm", "loss"}));
        run = std::make_shared<engine::RunUpdate>(*run);
        run->kineticEnergy = 1;
        m_panel->show(run, {});
        QTRY_COMPARE(shown(), (QStringList{"actionGap", "actionMeter", "distance", "loss"}));
    }

    void aPersonChooses() {
        chooseFromMenu("loss", "gradientNorm");
        QCOMPARE(shown(), (QStringList{"actionMeter", "distance", "gradientNorm", "loss"}));
        chooseFromMenu("loss", "distance");
        QCOMPARE(shown(), (QStringList{"actionMeter", "gradientNorm", "loss"}));
        QCOMPARE(m_panel->chosen(), (QStringList{"actionMeter", "loss", "gradientNorm"}));
        // Another window of this person begins with the same.
        ui::ChartsPanel other;
        other.choose(m_panel->chosen() + QStringList{"of a later version"});
        QCOMPARE(other.chosen(), m_panel->chosen());
        chooseFromMenu("loss", "automaticCharts");
        QCOMPARE(shown(), (QStringList{"actionMeter", "distance", "loss"}));
    }

    void theLastOneStays() {
        m_panel->choose({"gradientNorm"});
        QCOMPARE(shown(), (QStringList{"gradientNorm"}));
        chooseFromMenu("gradientNorm", "gradientNorm"); // cannot be taken away
        QCOMPARE(shown(), (QStringList{"gradientNorm"}));
    }
};

KINETOSCOPE_TEST(ChartsPanelTest)

#include "charts_panel_test.moc"
