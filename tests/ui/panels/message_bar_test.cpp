#include "tests/support/test_registry.h"
#include "ui/panels/message_bar.h"
#include "ui/style/theme.h"

#include <QLabel>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

using ui::Severity;

class MessageBarTest : public QObject {
    Q_OBJECT

    static QStringList shown(const ui::MessageBar& bar) {
        QStringList texts;
        for (const QLabel* label : bar.findChildren<QLabel*>("messageText"))
            if (label->isVisibleTo(&bar))
                texts += label->text();
        return texts;
    }

private slots:
    void initTestCase() { ui::theme(); }

    void theNewestIsOnTop() {
        QWidget parent;
        parent.resize(800, 400);
        ui::MessageBar bar(&parent);
        QVERIFY(bar.isHidden());
        QCOMPARE(bar.wantedSize().height(), 0);
        bar.post({Severity::Information, "one"});
        bar.post({Severity::Error, "two"});
        QCOMPARE(shown(bar), (QStringList{"two", "one"}));
        QVERIFY(bar.wantedSize().height() >= 2 * 40);
    }

    void atMostTwoInFull() {
        QWidget parent;
        parent.resize(800, 400);
        ui::MessageBar bar(&parent);
        for (const char* text : {"one", "two", "three", "four"})
            bar.post({Severity::Warning, text});
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QCOMPARE(shown(bar), (QStringList{"four", "three"}));
        auto* more = bar.findChild<QPushButton*>("moreMessages");
        QVERIFY(more);
        QCOMPARE(more->text(), QStringLiteral("2 more"));
        more->click();
        QCOMPARE(shown(bar), (QStringList{"four", "three", "two", "one"}));
    }

    void saysTheSameOnlyOnce() {
        QWidget parent;
        ui::MessageBar bar(&parent);
        bar.post({Severity::Error, "again"});
        bar.post({Severity::Error, "again"});
        QCOMPARE(bar.messages().size(), 1);
        bar.post({Severity::Information, "10 %", {}, {}, "reading"});
        bar.post({Severity::Information, "20 %", {}, {}, "reading"});
        QCOMPARE(bar.messages().size(), 2);
        bar.retract("reading");
        QCOMPARE(bar.messages().size(), 1);
    }

    /// A message that takes the place of another is as high as it, and two are higher than one.
    void rowsHaveTheirHeightAtOnce() {
        QWidget parent;
        parent.resize(800, 400);
        ui::MessageBar bar(&parent);
        parent.show();
        QVERIFY(QTest::qWaitForWindowExposed(&parent));
        bar.post({Severity::Information, "First.", {}, {}, "step"});
        const int one = bar.wantedSize().height();
        QVERIFY2(one >= 40, qPrintable(QString::number(one)));
        bar.post({Severity::Information, "Second.", {}, {}, "step"});
        QCOMPARE(bar.wantedSize().height(), one);
        bar.post({Severity::Error, "Broken."});
        QVERIFY2(bar.wantedSize().height() >= one + 40, qPrintable(QString::number(bar.wantedSize().height())));
    }

    void itIsAsWideAsItsTexts() {
        QWidget parent;
        parent.resize(1400, 400);
        ui::MessageBar bar(&parent);
        bar.post({Severity::Information, "Short."});
        const int narrow = bar.wantedSize().width();
        QVERIFY2(narrow < 300, qPrintable(QString::number(narrow)));
        bar.post({Severity::Error, QString("A longer one that says more. ").repeated(4), "Do it", [] {}});
        const QSize wide = bar.wantedSize();
        QVERIFY(wide.width() > narrow + 300 && wide.width() <= 1400);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete); // rows of before
        parent.show();
        QVERIFY(QTest::qWaitForWindowExposed(&parent));
        bar.resize(wide);
        for (const QLabel* label : bar.findChildren<QLabel*>("messageText")) // in one line each
            QVERIFY2(label->fontMetrics().horizontalAdvance(label->text()) <= label->width(),
                     qPrintable(QStringLiteral("%1: %2").arg(label->text()).arg(label->width())));
        bar.post({Severity::Error, QString("More than fits into any window. ").repeated(40)});
        QCOMPARE(bar.wantedSize().width(), 1400);
    }

    void itGivesWayToADragBelowIt() {
        QWidget parent;
        parent.resize(800, 400);
        QWidget stage(&parent);
        stage.resize(800, 400);
        ui::MessageBar bar(&parent);
        bar.giveWayTo(stage);
        bar.post({Severity::Information, "In the way."});
        parent.show();
        QVERIFY(QTest::qWaitForWindowExposed(&parent));
        bar.setGeometry({{250, 0}, bar.wantedSize()});
        const auto drag = [&](QPoint at, Qt::MouseButtons buttons) {
            QMouseEvent event(QEvent::MouseMove, at, stage.mapToGlobal(QPointF(at)), Qt::NoButton, buttons, {});
            QCoreApplication::sendEvent(&stage, &event);
        };
        drag({300, 200}, Qt::LeftButton);
        QVERIFY(bar.isVisible());
        drag({300, 30}, Qt::NoButton); // only looking
        QVERIFY(bar.isVisible());
        drag({300, 30}, Qt::LeftButton);
        QVERIFY(bar.isHidden());
        drag({300, 200}, Qt::LeftButton); // not before it is let go
        QVERIFY(bar.isHidden());
        QTest::mouseRelease(&stage, Qt::LeftButton, {}, {300, 200});
        QVERIFY(bar.isVisible());
    }

    void theActionIsDoneAndTheMessageGoes() {
        QWidget parent;
        ui::MessageBar bar(&parent);
        int done = 0;
        bar.post({Severity::Error, "broken", "Mend", [&] { ++done; }});
        bar.findChild<QPushButton*>("messageAction")->click();
        QCOMPARE(done, 1);
        QVERIFY(bar.messages().isEmpty());
        bar.post({Severity::Error, "broken"});
        bar.findChild<QToolButton*>("messageClose")->click();
        QVERIFY(bar.messages().isEmpty());
    }

    void anErrorSaysWhatAndWhatToDo() {
        const ui::Message message =
            ui::messageOf(engine::Error(engine::ErrorCode::UnusableInput, "Row 3 is short.", "Add a column."));
        QCOMPARE(message.severity, Severity::Error);
        QCOMPARE(message.text, QStringLiteral("Row 3 is short. Add a column."));
    }
};

KINETOSCOPE_TEST(MessageBarTest)

#include "message_bar_test.moc"
