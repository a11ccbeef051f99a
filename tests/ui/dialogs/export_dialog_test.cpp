#include "ui/dialogs/export_dialog.h"

#include "tests/support/test_registry.h"
#include "tests/ui/document/sample_project.h"
#include "ui/dialogs/export_row.h"
#include "ui/style/theme.h"
#include "ui/widgets/number_field.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QSlider>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

class ExportDialogTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<ui::ExportQueue> m_queue;
    std::unique_ptr<ui::ExportDialog> m_dialog;

    template <class Widget> Widget* find(const char* objectName) {
        return m_dialog->findChild<Widget*>(QLatin1String(objectName));
    }
    void choose(const char* segment) { find<QToolButton>(segment)->click(); }
    void type(const char* field, const QString& text) {
        auto* number = find<ui::NumberField>(field);
        number->selectAll();
        QTest::keyClicks(number, text);
        QTest::keyClick(number, Qt::Key_Return);
    }

private slots:
    void initTestCase() { ui::theme(); }
    void init() {
        // Not the program: a queue whose work never comes, so that only what is ordered counts.
        m_queue = std::make_unique<ui::ExportQueue>(QStringLiteral("/nowhere/kinetoscope"));
        ui::ExportDialog::Subject subject;
        subject.project = tests::sampleProject();
        subject.name = QStringLiteral("Two moons, 3rd try");
        m_dialog = std::make_unique<ui::ExportDialog>(subject, *m_queue, m_folder.path(), nullptr);
        m_dialog->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_dialog.get()));
    }
    void cleanup() {
        m_dialog.reset();
        m_queue.reset();
    }

    void allPanesOrTheActiveOne() {
        auto* all = find<QCheckBox>("allPanes");
        QVERIFY(all->isVisible() && all->isChecked());
        QCOMPARE(m_dialog->order().project.runs.size(), 2U);
        const auto shown = [this] {
            const auto previews = m_dialog->findChildren<QWidget*>("exportPreview");
            return std::count_if(previews.begin(), previews.end(), [](const QWidget* w) { return w->isVisible(); });
        };
        QCOMPARE(shown(), 2);
        all->click();
        const ui::Project project = m_dialog->order().project;
        QCOMPARE(project.runs.size(), 1U);
        QCOMPARE(project.run().id, 3);
        QCOMPARE(shown(), 1);
    }

    void theOrderIsWhatIsShown() {
        ui::ExportOrder order = m_dialog->order();
        QCOMPARE(QSize(order.settings.width, order.settings.height), QSize(1920, 1080));
        QCOMPARE(order.output, m_folder.filePath("two-moons-3rd-try.mp4"));
        QCOMPARE(order.settings.frameCount(), 135); // a pass of 4 s and half a second held, 30 a second
        QVERIFY(order.settings.theme.dark && order.settings.extras.clock && !order.settings.extras.title);
        QCOMPARE(*order.settings.from, 2.0);
        QVERIFY(!order.stillTime);

        QTest::keyClick(find<QComboBox>("size"), Qt::Key_Home);
        type("rate", "25");
        type("seconds", "3");
        type("from", "2.4");
        type("to", "2.1");
        choose("light");
        find<QCheckBox>("clock")->click();
        find<QCheckBox>("titleAndCaption")->click();
        find<QCheckBox>("axesAndLegend")->click();
        order = m_dialog->order();
        QCOMPARE(QSize(order.settings.width, order.settings.height), QSize(1280, 720));
        QCOMPARE(order.settings.frameCount(), 75);
        QCOMPARE(*order.settings.from, 2.4);
        QCOMPARE(*order.settings.to, 2.1); // backwards
        QVERIFY(!order.settings.theme.dark && !order.settings.extras.clock && order.settings.extras.title);
        QVERIFY(!order.project.view.layers.axes && !order.project.view.layers.legend);
        QVERIFY(order.project.dataset == tests::sampleDataset());
        QVERIFY(find<QLabel>("exportSummary")->text().startsWith("75 frames"));
        const QString fine = find<QLabel>("exportSummary")->text();
        QVERIFY2(fine.contains("B, about"), qPrintable(fine)); // size before time
        QTest::keyClick(find<QComboBox>("quality"), Qt::Key_End);
        QVERIFY(m_dialog->order().settings.quality == ui::FilmQuality::Low);
        QVERIFY(find<QLabel>("exportSummary")->text() != fine);
        choose("gif");
        QVERIFY(!find<QComboBox>("quality")->isEnabled());
        choose("mp4");
    }

    void theNameFollowsTheFormat() {
        choose("gif");
        QCOMPARE(m_dialog->order().output, m_folder.filePath("two-moons-3rd-try.gif"));
        QCOMPARE(m_dialog->order().settings.width, 640); // large GIFs are unwieldy
        choose("png");
        QCOMPARE(m_dialog->order().output, m_folder.filePath("two-moons-3rd-try-%04d.png"));
        choose("still");
        QCOMPARE(m_dialog->order().output, m_folder.filePath("two-moons-3rd-try-still.png"));
        auto* frame = find<QSlider>("frame");
        frame->setValue(frame->maximum());
        QVERIFY(m_dialog->order().stillTime);
        QCOMPARE(*m_dialog->order().stillTime, *m_dialog->order().settings.to);
        QVERIFY(!find<ui::NumberField>("rate")->isEnabled());
        choose("mp4");
        QCOMPARE(m_dialog->order().output, m_folder.filePath("two-moons-3rd-try.mp4"));
        QVERIFY(find<ui::NumberField>("rate")->isEnabled());
    }

    void nothingIsWrittenOver() {
        QFile film(m_folder.filePath("two-moons-3rd-try.gif")), frame(m_folder.filePath("two-moons-3rd-try-0001.png"));
        QVERIFY(film.open(QIODevice::WriteOnly) && frame.open(QIODevice::WriteOnly));
        choose("gif");
        QCOMPARE(m_dialog->order().output, m_folder.filePath("two-moons-3rd-try-2.gif"));
        choose("png");
        QCOMPARE(m_dialog->order().output, m_folder.filePath("two-moons-3rd-try-2-%04d.png"));
        QVERIFY(film.remove() && frame.remove());
    }

    void aProgramThatDoesNotStartIsToldInTheQueue() {
        find<QPushButton>("addToQueue")->click();
        QCOMPARE(m_queue->jobs().size(), 1);
        QTRY_VERIFY(m_queue->jobs().constFirst().state == ui::ExportQueue::State::Failed);
        QVERIFY(m_queue->jobs().constFirst().problem.contains("/nowhere/kinetoscope"));
        auto* row = m_dialog->findChild<ui::ExportRow*>();
        QVERIFY(row);
        row->findChild<QToolButton*>("exportButton")->click(); // takes it off the list
        QTRY_VERIFY(m_queue->jobs().isEmpty());
        QVERIFY(!m_dialog->findChild<ui::ExportRow*>());
    }

    void theSameNameIsNotOrderedTwice() {
        find<QPushButton>("addToQueue")->click();
        QCOMPARE(m_dialog->order().output, m_folder.filePath("two-moons-3rd-try-2.mp4"));
    }
};

KINETOSCOPE_TEST(ExportDialogTest)

#include "export_dialog_test.moc"
