#include "ui/panels/chart.h"

#include "tests/support/test_registry.h"
#include "ui/panels/chart_contents.h"
#include "ui/style/fonts.h"
#include "ui/style/theme.h"
#include "ui/widgets/readout.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QFile>
#include <QLabel>
#include <QPainter>
#include <QSignalSpy>
#include <QSvgRenderer>
#include <QTemporaryDir>
#include <QTest>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>
#include <qcustomplot.h>

/// Values, zoom and files of a chart.
class ChartTest : public QObject {
    Q_OBJECT

    std::unique_ptr<ui::Chart> m_chart;

    /// −L that rises as 1 − 1/step over a thousand steps.
    static ui::Chart::Content content() {
        ui::Chart::Content content;
        content.xLow = 1, content.xHigh = 1000;
        content.xLogarithmic = true;
        content.xName = "step";
        content.xTicks = {{1, "step 1"}, {1000, "1000"}};
        content.yTicks = {{0, "0"}, {1, "1"}};
        ui::Chart::Curve curve{ui::Chart::Curve::Tone::Accent, {}, {}, "bound"};
        for (double step = 1; step <= 1000; step *= 1.25) {
            curve.x += std::round(step);
            curve.y += 1 - 1 / step;
        }
        content.curves = {curve, {ui::Chart::Curve::Tone::Dashed, {1, 1000}, {1, 1}, "K"}};
        return content;
    }
    QPoint middle() const { return {m_chart->width() / 2, m_chart->height() / 2}; }
    void roll(int notches) {
        QWheelEvent event(middle(), m_chart->mapToGlobal(middle()), {}, {0, 120 * notches}, {}, {}, Qt::NoScrollPhase,
                          false);
        QApplication::sendEvent(m_chart.get(), &event);
    }

private slots:
    void init() {
        ui::theme();
        m_chart = std::make_unique<ui::Chart>("meter", "Action meter", "length²/time", "What it is.");
        m_chart->resize(420, 160);
        m_chart->show(content());
        m_chart->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_chart.get()));
        QTest::qWait(30); // laid out
    }
    void cleanup() { m_chart.reset(); }

    void hoveringTellsValues() {
        QVERIFY(m_chart->hoverText().isEmpty());
        QTest::mouseMove(m_chart.get(), middle());
        QTRY_VERIFY(!m_chart->hoverText().isEmpty());
        const QString text = m_chart->hoverText();
        QVERIFY2(text.startsWith("step ") && text.contains("bound 0.9") && text.contains("K 1"), qPrintable(text));
        // Half-way on a logarithmic axis from 1 to 1000 is near 30.
        const double step = text.section(' ', 1, 1).remove(',').toDouble();
        QVERIFY2(step > 15 && step < 60, qPrintable(text));
        QTest::mouseMove(m_chart.get(), {5, 5});
        QTRY_VERIFY(m_chart->hoverText().isEmpty());
    }

    /// What the dashed line is stands beside the title, or in its tool tip; the unit is always there.
    void wordsMakeRoomForTheUnit() {
        ui::Chart chart("meter", "Action meter", "length²/time", "What it is.", "L²/T");
        ui::Chart::Content noted = content();
        noted.note = "K of the true path";
        chart.show(noted);
        using Kind = ui::Readout::Kind;
        chart.readout()->setRuns({{Kind::Word, "averaged", true}, {Kind::Number, "−4.528"}});
        chart.show();
        const auto* note = chart.findChild<QWidget*>("note");
        const auto* unit = chart.findChild<QLabel*>("unit");
        const auto* numbers = chart.findChild<QWidget*>("readout");
        bool isBrief = false;
        for (int width = 700; width >= 200; width -= 20) {
            chart.resize(width, 120);
            QVERIFY(QTest::qWaitForWindowExposed(&chart));
            QCoreApplication::processEvents();
            QVERIFY(unit->isVisible() && unit->width() >= unit->fontMetrics().horizontalAdvance(unit->text()));
            isBrief |= unit->text() == "L²/T";
            QVERIFY(unit->geometry().right() < numbers->x());
            if (note->isVisible())
                QVERIFY(unit->geometry().right() < note->x() && note->geometry().right() < numbers->x());
            QCOMPARE(note->isVisible(), !chart.findChild<QLabel*>()->toolTip().contains(noted.note));
            if (width == 700)
                QVERIFY(note->isVisible());
        }
        QVERIFY(!note->isVisible() && isBrief);
    }

    /// Below its point as far as the ends allow; a logarithmic axis has marks.
    void ticksStandBelowTheirPoints() {
        auto* plot = m_chart->findChild<QCustomPlot*>();
        QTRY_COMPARE(plot->findChildren<QCPItemLine*>("step").size(), 28); // 1, 2, 3 … 9, 10, 20 … 900, 1000
        ui::Chart::Content times;
        times.xLow = -0.05, times.xHigh = 1.05, times.yLow = 0, times.yHigh = 1;
        times.xTicks = {{0, "t 0"}, {0.5, "0.50"}, {1, "1"}};
        times.marks = {{0, 0, Qt::red, false}, {1, 1, Qt::red, false}};
        m_chart->show(times);
        const QFontMetrics metrics(ui::textFont(ui::TextSize::Caption));
        const auto words = plot->findChildren<QCPItemText*>("tick");
        QCOMPARE(words.size(), 3);
        for (const QCPItemText* word : words)
            for (const ui::Chart::Tick& tick : times.xTicks)
                if (tick.text == word->text())
                    QVERIFY(std::abs(word->position->coords().x() + metrics.horizontalAdvance(tick.text) / 2.0 -
                                     plot->xAxis->coordToPixel(tick.at)) < 1.5);
        // Whole dots within the field.
        QVERIFY(plot->axisRect()->bottom() - plot->yAxis->coordToPixel(0) >= 4);
        QVERIFY(plot->yAxis->coordToPixel(1) - plot->axisRect()->top() >= 4);
    }

    void theWheelZoomsAndADoubleClickShowsAll() {
        const auto range = [&] { return std::pair(m_chart->shown().xLow, m_chart->shown().xHigh); };
        roll(3);
        const auto [low, high] = range();
        QVERIFY(low > 1.5 && high < 900);
        QVERIFY(m_chart->shown().yLow > 0 && m_chart->shown().xTicks.size() == 2);
        // New numbers of a training do not take the zoom away.
        m_chart->show(content());
        QCOMPARE(range().first, low);
        // Dragging to the right goes to earlier steps.
        QTest::mousePress(m_chart.get(), Qt::LeftButton, {}, middle());
        for (int x = 0; x <= 60; x += 10) {
            const QPoint at = middle() + QPoint(x, 0);
            QMouseEvent move(QEvent::MouseMove, at, m_chart->mapToGlobal(at), Qt::NoButton, Qt::LeftButton, {});
            QApplication::sendEvent(m_chart.get(), &move);
        }
        QSignalSpy clicked(m_chart.get(), &ui::Chart::clicked);
        QTest::mouseRelease(m_chart.get(), Qt::LeftButton, {}, middle() + QPoint(60, 0));
        QVERIFY(range().first < low && range().second < high);
        QCOMPARE(clicked.count(), 0); // that was a drag
        QTest::mouseDClick(m_chart.get(), Qt::LeftButton, {}, middle());
        QCOMPARE(range(), std::pair(1.0, 1000.0));
        roll(-5); // there is no more than all
        QCOMPARE(range(), std::pair(1.0, 1000.0));
    }

    void aClickTellsItsStep() {
        QSignalSpy clicked(m_chart.get(), &ui::Chart::clicked);
        QTest::mouseClick(m_chart.get(), Qt::LeftButton, {}, middle());
        QCOMPARE(clicked.count(), 1);
        const double step = clicked.first().first().toDouble();
        QVERIFY2(step > 15 && step < 60, qPrintable(QString::number(step)));
    }

    void theKeyboardReadsPointAfterPoint() {
        QVector<double> x = content().curves[0].x;
        x.erase(std::unique(x.begin(), x.end()), x.end()); // the first steps are rounded to the same
        m_chart->activateWindow();
        m_chart->setFocus(Qt::TabFocusReason);
        QTRY_VERIFY(m_chart->hasFocus());
        const auto reads = [&](qsizetype i) {
            return m_chart->hoverText().startsWith(QStringLiteral("step %1,").arg(m_chart->content().xText(x[i])));
        };
        const auto key = [&](Qt::Key key) { QTest::keyClick(m_chart.get(), key); };
        key(Qt::Key_Right);
        QVERIFY2(reads(x.size() - 1), qPrintable(m_chart->hoverText()));
        key(Qt::Key_Right); // there is none after it
        QVERIFY(reads(x.size() - 1));
        key(Qt::Key_Left);
        QVERIFY2(reads(x.size() - 2), qPrintable(m_chart->hoverText()));
        key(Qt::Key_Home);
        QVERIFY(reads(0));
        key(Qt::Key_Left);
        QVERIFY(reads(0));
        key(Qt::Key_Right);
        QVERIFY(reads(1));
        key(Qt::Key_End);
        QVERIFY(reads(x.size() - 1));

        // Zoomed, the range follows what is read.
        key(Qt::Key_Home);
        for (int i = 0; i < 4; ++i)
            key(Qt::Key_Plus);
        QVERIFY(m_chart->shown().xHigh < 500 && m_chart->shown().xLow == 1);
        key(Qt::Key_End);
        QCOMPARE(m_chart->shown().xHigh, x.last());
        QVERIFY(m_chart->shown().xLow > 1);
        const double low = m_chart->shown().xLow;
        key(Qt::Key_Minus);
        QVERIFY(m_chart->shown().xLow < low);
        key(Qt::Key_0);
        QCOMPARE(m_chart->shown().xLow, 1.0);

        QSignalSpy clicked(m_chart.get(), &ui::Chart::clicked);
        key(Qt::Key_Return);
        QCOMPARE(clicked.count(), 1);
        QCOMPARE(clicked.first().first().toDouble(), x.last());
        key(Qt::Key_Escape);
        QVERIFY(m_chart->hoverText().isEmpty());
        key(Qt::Key_Home);
        m_chart->clearFocus();
        QTRY_VERIFY(m_chart->hoverText().isEmpty());
    }

    void whatIsReadIsSpoken() {
        QAccessibleInterface* spoken = QAccessible::queryAccessibleInterface(m_chart.get());
        QVERIFY(spoken && spoken->valueInterface());
        QCOMPARE(spoken->role(), QAccessible::Chart);
        QCOMPARE(spoken->text(QAccessible::Name), QStringLiteral("Action meter"));
        const QString newest = spoken->text(QAccessible::Value);
        QVERIFY2(newest.contains("bound 0.99") && newest.contains("K 1"), qPrintable(newest));

        QSignalSpy read(m_chart.get(), &ui::Chart::pointRead);
        QTest::keyClick(m_chart.get(), Qt::Key_Home);
        QTest::keyClick(m_chart.get(), Qt::Key_Right);
        QCOMPARE(read.count(), 2);
        QCOMPARE(read.last().first().toString(), m_chart->hoverText());
        QCOMPARE(spoken->text(QAccessible::Value), m_chart->hoverText());
        QVERIFY(spoken->text(QAccessible::Description).startsWith(m_chart->hoverText()));
        QVERIFY(spoken->text(QAccessible::Description).contains("What it is."));
        QCOMPARE(spoken->valueInterface()->currentValue().toDouble(), content().curves[0].y[2]); // of step 2

        ui::Chart::Content nothing;
        nothing.empty = "Not yet.";
        m_chart->show(nothing);
        QCOMPARE(spoken->text(QAccessible::Value), QStringLiteral("Not yet."));
    }

    /// Window commands have some of the keys, too.
    void itsKeysAreNoShortcutsWhileItIsRead() {
        for (const Qt::Key key : {Qt::Key_Home, Qt::Key_0, Qt::Key_Left}) {
            QKeyEvent event(QEvent::ShortcutOverride, key, Qt::NoModifier);
            event.ignore();
            QApplication::sendEvent(m_chart.get(), &event);
            QVERIFY(event.isAccepted());
        }
        QKeyEvent other(QEvent::ShortcutOverride, Qt::Key_0, Qt::ControlModifier);
        other.ignore();
        QApplication::sendEvent(m_chart.get(), &other);
        QVERIFY(!other.isAccepted());
    }

    void filesHoldTheChart() {
        QTemporaryDir folder;
        for (const char* ending : {"svg", "pdf", "csv"})
            m_chart->save(folder.filePath(QStringLiteral("chart.%1").arg(QLatin1String(ending))));
        const auto read = [&](const char* name) {
            QFile file(folder.filePath(QLatin1String(name)));
            return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        };
        const QByteArray svg = read("chart.svg");
        QVERIFY(svg.contains("<svg") && svg.contains("Action meter"));
        QSvgRenderer renderer(svg);
        QVERIFY(renderer.isValid());
        QImage picture(640, 360, QImage::Format_RGB32);
        picture.fill(Qt::white);
        QPainter painter(&picture);
        renderer.render(&painter);
        painter.end();
        int warm = 0, dark = 0; // the curve, and words on white
        for (int y = 0; y < picture.height(); ++y)
            for (int x = 0; x < picture.width(); ++x) {
                const QColor c = picture.pixelColor(x, y);
                warm += c.red() > c.blue() + 60;
                dark += c.lightness() < 90;
            }
        QVERIFY2(warm > 300 && dark > 100, qPrintable(QStringLiteral("%1 %2").arg(warm).arg(dark)));
        QCOMPARE(picture.pixelColor(2, 2), QColor(Qt::white));
        QVERIFY(read("chart.pdf").startsWith("%PDF"));
        const QStringList lines = QString::fromUtf8(read("chart.csv")).split('\n', Qt::SkipEmptyParts);
        QCOMPARE(lines.first(), QStringLiteral("curve,step,\"Action meter, length²/time\""));
        QCOMPARE(lines.size(), 1 + content().curves[0].x.size() + 2);
        QCOMPARE(lines[1], QStringLiteral("bound,1,0"));
        QVERIFY_EXCEPTION_THROWN(m_chart->save(QStringLiteral("/nowhere/chart.svg")), engine::Error);
    }
};

KINETOSCOPE_TEST(ChartTest)

#include "chart_test.moc"
