#include "engine/data/synthetic.h"
#include "tests/support/test_registry.h"
#include "ui/style/theme.h"
#include "ui/window/gallery.h"
#include "ui/window/gallery_card.h"
#include "ui/window/recent_entry.h"

#include <QSet>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

class GalleryTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { ui::theme(); }

    /// Cards grow with the window, and their words with them.
    void cardsAreAsHighAsTheirContentsAtAnyWidth() {
        ui::Gallery gallery;
        for (const QSize size : {QSize(1280, 774), QSize(1920, 1054), QSize(900, 600)}) {
            gallery.resize(size);
            gallery.show();
            QVERIFY(QTest::qWaitForWindowExposed(&gallery));
            const ui::GalleryCard* card = gallery.visibleCards().first();
            QTRY_VERIFY2(card->height() >= card->heightForWidth(card->width()),
                         qPrintable(QStringLiteral("%1 × %2").arg(card->width()).arg(card->height())));
        }
    }

    void hasACardForEveryExample() {
        ui::Gallery gallery;
        gallery.resize(1280, 774);
        gallery.show();
        QVERIFY(QTest::qWaitForWindowExposed(&gallery));
        QCOMPARE(gallery.visibleCards().size(), qsizetype(engine::syntheticExamples().size()));
        QVERIFY(gallery.visibleCards().size() >= 8);
        for (const ui::GalleryCard* card : gallery.visibleCards())
            QTRY_VERIFY2(card->hasPicture(), qPrintable(card->objectName()));
        // Pictures show something: many colours beside the background.
        for (ui::GalleryCard* card : gallery.visibleCards()) {
            const QImage image = card->grab().toImage();
            QSet<QRgb> colours;
            for (int y = 0; y < image.height() * 2 / 3; y += 2)
                for (int x = 0; x < image.width(); x += 2)
                    colours += image.pixel(x, y);
            QVERIFY2(colours.size() > 100, qPrintable(card->objectName()));
        }
    }

    void opensByMouseAndKeyboard() {
        ui::Gallery gallery;
        gallery.resize(1280, 774);
        gallery.show();
        QVERIFY(QTest::qWaitForWindowExposed(&gallery));
        QSignalSpy chosen(&gallery, &ui::Gallery::exampleChosen);
        ui::GalleryCard* split = gallery.card("split");
        QVERIFY(split);
        QTest::mouseClick(split, Qt::LeftButton);
        QCOMPARE(chosen.takeFirst().constFirst().toString(), QStringLiteral("split"));

        const QVector<ui::GalleryCard*> cards = gallery.visibleCards();
        gallery.activateWindow();
        cards[0]->setFocus(Qt::TabFocusReason);
        QTRY_VERIFY(cards[0]->hasFocus());
        QTest::keyClick(cards[0], Qt::Key_Right);
        QVERIFY(cards[1]->hasFocus());
        QTest::keyClick(cards[1], Qt::Key_Down);
        QVERIFY(cards[5]->hasFocus());
        QTest::keyClick(cards[5], Qt::Key_Return);
        QCOMPARE(chosen.takeFirst().constFirst().toString(), QString::fromStdString(cards[5]->example().name));
    }

    void filtersByDimension() {
        ui::Gallery gallery;
        gallery.resize(1280, 774);
        gallery.show();
        auto* space = gallery.findChild<QToolButton*>("space");
        QVERIFY(space);
        QTest::mouseClick(space, Qt::LeftButton);
        QVERIFY(!gallery.visibleCards().isEmpty());
        for (const ui::GalleryCard* card : gallery.visibleCards())
            QCOMPARE(card->example().dimension, 3);
    }

    void recentFilesSayWhenAndWhere() {
        ui::Gallery gallery;
        gallery.setRecentFiles({QStringLiteral("/nowhere/cells.csv")});
        auto* entry = gallery.findChild<ui::RecentEntry*>();
        QVERIFY(entry);
        QSignalSpy chosen(&gallery, &ui::Gallery::recentChosen);
        entry->click();
        QCOMPARE(chosen.takeFirst().constFirst().toString(), QStringLiteral("/nowhere/cells.csv"));

        const QDateTime now(QDate(2026, 11, 24), QTime(10, 0));
        QCOMPARE(ui::RecentEntry::ageText(now.addSecs(-30), now), QStringLiteral("just now"));
        QCOMPARE(ui::RecentEntry::ageText(now.addSecs(-2 * 3600), now), QStringLiteral("2 hours ago"));
        QCOMPARE(ui::RecentEntry::ageText(now.addDays(-1), now), QStringLiteral("yesterday"));
        QCOMPARE(ui::RecentEntry::ageText(now.addDays(-12), now), QStringLiteral("12 November"));
    }
};

KINETOSCOPE_TEST(GalleryTest)

#include "gallery_test.moc"
