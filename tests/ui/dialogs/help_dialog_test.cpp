#include "ui/dialogs/help_dialog.h"

#include "tests/support/test_registry.h"
#include "ui/style/resources.h"
#include "ui/style/theme.h"

#include <QAbstractTextDocumentLayout>
#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QScrollBar>
#include <QTest>
#include <QTextBrowser>
#include <QTextBlock>
#include <QTextDocument>

class HelpDialogTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        ui::theme();
        ui::loadResources();
    }

    void everyPageIsReadable_data() {
        QTest::addColumn<QString>("page");
        for (const QString& file : QDir(QStringLiteral(":/help")).entryList())
            QTest::newRow(qPrintable(file)) << file.chopped(3);
    }
    void everyPageIsReadable() {
        QFETCH(QString, page);
        ui::HelpDialog dialog(nullptr);
        dialog.show();
        QVERIFY(QTest::qWaitForWindowExposed(&dialog));
        dialog.showPage(page);
        QCOMPARE(dialog.page(), page);
        auto* text = dialog.findChild<QTextBrowser*>(QStringLiteral("helpText"));
        QCOMPARE(text->document()->firstBlock().blockFormat().headingLevel(), 1);
        QCOMPARE(text->horizontalScrollBar()->maximum(), 0); // nothing lies beyond the right edge
    }

    void linksLeadToPages() {
        int links = 0;
        ui::HelpDialog dialog(nullptr);
        const QDir pages(QStringLiteral(":/help"));
        for (const QString& name : pages.entryList()) {
            QFile file(pages.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            auto found = QRegularExpression(QStringLiteral("(?<!!)\\[[^]]*\\]\\(([^)]+)\\)"))
                             .globalMatch(QString::fromUtf8(file.readAll()));
            while (found.hasNext()) {
                const QString link = found.next().captured(1);
                dialog.showPage(link);
                QCOMPARE(dialog.page() + QStringLiteral(".md"), link);
                ++links;
            }
        }
        QVERIFY(links >= 12); // the contents at least
        dialog.showPage(QStringLiteral("nothing of this name"));
        QVERIFY(!dialog.page().startsWith(QLatin1String("nothing")));
    }

    void picturesAreThere() {
        int pictures = 0;
        const QDir pages(QStringLiteral(":/help"));
        for (const QString& name : pages.entryList()) {
            QFile file(pages.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            auto found = QRegularExpression(QStringLiteral("!\\[[^]]+\\]\\(([^)]+)\\)"))
                             .globalMatch(QString::fromUtf8(file.readAll()));
            while (found.hasNext()) {
                const QString path = found.next().captured(1);
                QVERIFY2(QFile::exists(path), qPrintable(path));
                QVERIFY2(QFile(path).size() <= 80 * 1024, qPrintable(path));
                ++pictures;
            }
        }
        QVERIFY(pictures >= 10);
    }

    void picturesTakeTheirOwnRoomOnly() {
        ui::HelpDialog dialog(nullptr);
        dialog.show();
        QVERIFY(QTest::qWaitForWindowExposed(&dialog));
        dialog.showPage(QStringLiteral("first-animation"));
        const QTextDocument& page = *dialog.findChild<QTextBrowser*>(QStringLiteral("helpText"))->document();
        int pictures = 0;
        for (QTextBlock block = page.begin(); block.isValid(); block = block.next())
            if (block.text().contains(QChar::ObjectReplacementCharacter)) {
                const double height = page.documentLayout()->blockBoundingRect(block).height();
                QVERIFY2(height > 340 && height < 430, qPrintable(QString::number(height))); // of 360 and 400
                ++pictures;
            }
        QCOMPARE(pictures, 8);
    }

    void thePageIsThatOfTheNearestThing() {
        QWidget window, dock(&window), section(&dock), field(&section);
        dock.setObjectName(QStringLiteral("inspectorDock"));
        section.setObjectName(QStringLiteral("methodSection"));
        QCOMPARE(ui::HelpDialog::pageFor(&field), QStringLiteral("method"));
        QCOMPARE(ui::HelpDialog::pageFor(&dock), QStringLiteral("inspector"));
        QCOMPARE(ui::HelpDialog::pageFor(&window), QStringLiteral("start"));
        QCOMPARE(ui::HelpDialog::pageFor(nullptr), QStringLiteral("start"));
    }
};

KINETOSCOPE_TEST(HelpDialogTest)

#include "help_dialog_test.moc"
