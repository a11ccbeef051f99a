#include "tests/journeys/shown_program.h"
#include "tests/support/test_registry.h"
#include "ui/panels/message_bar.h"
#include "ui/style/theme.h"

#include <QDialog>
#include <QPushButton>
#include <QTableWidget>

namespace {

/// Cells that move to the right from stage to stage, written in the order of the alphabet.
QByteArray stages() {
    engine::Rng rng(7);
    QByteArray text = "stage,x,y\n";
    for (const auto& [stage, x] : {std::pair("adult", 6.0), std::pair("embryo", 0.0), std::pair("larva", 3.0)})
        for (int i = 0; i < 200; ++i)
            text += QByteArray(stage) + ',' + QByteArray::number(x + 0.4 * rng.normal()) + ',' +
                    QByteArray::number(0.4 * rng.normal()) + '\n';
    return text;
}

} // namespace

/// A file whose times are words is understood at once, in the order of the file; a person who knows better puts them
/// in order, and what is learned runs that way.
class WordsAsTimesJourney : public QObject {
    Q_OBJECT

private slots:
    void opensPutsInOrderAndLearns() {
        const tests::Home home;
        tests::ShownProgram shown(home);
        shown.drop(home.write("cells.csv", stages()));
        AWAIT(shown.window().mode() == ui::MainWindow::Mode::Studio);
        QCOMPARE(order(shown), (QStringList{"adult", "embryo", "larva"}));
        const ui::Message* message = shown.message("cells.csv");
        QVERIFY(message && message->text.contains("in the order of the file"));
        QCOMPARE(message->actionText, QStringLiteral("Times…"));

        QVERIFY(shown.click("messageAction"));
        AWAIT(shown.dialog());
        auto* table = shown.find<QTableWidget>("timeTable");
        QVERIFY(table && shown.dialog()->focusWidget() == table);
        QCOMPARE(table->item(0, 0)->text(), QStringLiteral("adult"));
        shown.press(Qt::Key_Down, Qt::AltModifier);
        QVERIFY(shown.click("later"));
        auto* import = shown.find<QPushButton>("importDataButton");
        AWAIT(import->isEnabled());
        QCOMPARE(table->item(2, 0)->text(), QStringLiteral("adult"));
        QVERIFY(shown.dialog()->focusWidget() == table); // "Later" has nothing to do any more
        QVERIFY(shown.keepPicture("words-as-times-dark"));
        ui::theme().choose(ui::Theme::Choice::Light);
        AWAIT(qGray(shown.picture().pixel(640, 102)) > 200);
        QVERIFY(shown.keepPicture("words-as-times-light"));
        for (const char* page : {"columnsPage", "pointsPage"}) {
            QVERIFY(shown.click(page));
            QCoreApplication::processEvents(); // until it is drawn
            QVERIFY(shown.keepPicture(QStringLiteral("words-as-times-") + page));
        }
        QVERIFY(shown.click(import));

        QCOMPARE(order(shown), (QStringList{"embryo", "larva", "adult"}));
        AWAIT(shown.isTraining() && shown.learnedMotion() && shown.step() > 200);
        const auto motion = shown.learnedMotion();
        QVERIFY(motion->positions.back().row(0).mean() > motion->positions.front().row(0).mean() + 3);
        QVERIFY(shown.keepPicture("words-as-times-learned"));
    }

private:
    static QStringList order(tests::ShownProgram& shown) {
        QStringList names;
        for (const engine::Snapshot& snapshot : shown.dataset().snapshots)
            names += QString::fromStdString(snapshot.name);
        return names;
    }
};

KINETOSCOPE_TEST(WordsAsTimesJourney)

#include "words_as_times_test.moc"
