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
        QCOMPARE(bar.wantedHeight(), 0);
        bar.post({Severity::Information, "one"});
        bar.post({Severity::Error, "two"});
        QCOMPARE(shown(bar), (QStringList{"two", "one"}));
        QVERIFY(bar.wantedHeight() >= 2 * 40);
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
        const int one = bar.wantedHeight();
        QVERIFY2(one >= 40, qPrintable(QString::number(one)));
        bar.post({Severity::Information, "Second.", {}, {}, "step"});
        QCOMPARE(bar.wantedHeight(), one);
        bar.post({Severity::Error, "Broken."});
        QVERIFY2(bar.wantedHeight() >= one + 40, qPrintable(QString::number(bar.wantedHeight())));
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
