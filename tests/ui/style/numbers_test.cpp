#include "tests/support/test_registry.h"
#include "ui/scene/number_text.h"
#include "ui/style/numbers.h"

#include <QTest>
#include <cmath>

class NumbersTest : public QObject {
    Q_OBJECT

private slots:
    void thousandsAndMinus() {
        QCOMPARE(ui::countLabel(6240), QStringLiteral("6\u2009240"));
        QCOMPARE(ui::countLabel(420), QStringLiteral("420"));
        QCOMPARE(ui::countLabel(-1234567), QStringLiteral("\u22121\u2009234\u2009567"));
        QCOMPARE(ui::fixedText(-4.5391, 3), QStringLiteral("\u22124.539"));
        QCOMPARE(ui::fixedText(-0.0001, 2), QStringLiteral("0.00"));
        QCOMPARE(ui::fixedText(12345.678, 1), QStringLiteral("12\u2009345.7"));
        QCOMPARE(ui::fixedText(std::nan(""), 1), QStringLiteral("–"));
    }

    void shortest() {
        QCOMPARE(ui::shortText(0), QStringLiteral("0"));
        QCOMPARE(ui::shortText(0.25), QStringLiteral("0.25"));
        QCOMPARE(ui::shortText(1200), QStringLiteral("1\u2009200"));
        QCOMPARE(ui::shortText(0.00061, 4), QStringLiteral("6.1e\u22124"));
        QCOMPARE(ui::shortText(2), QStringLiteral("2"));
    }

    void sideBySide() {
        QCOMPARE(ui::alignedTexts({0, 0.25, 0.5, 0.75, 1}), (QStringList{"0", "0.25", "0.50", "0.75", "1"}));
        QCOMPARE(ui::alignedTexts({2, 4, 6}), (QStringList{"2", "4", "6"}));
    }

    /// What is small does not become nothing.
    void smallValuesKeepADigit() {
        QCOMPARE(ui::steadyText(0.027, 3), QStringLiteral("0.027"));
        QCOMPARE(ui::steadyText(0.0004, 3), QStringLiteral("0.0004"));
        QCOMPARE(ui::steadyText(-0.00042, 3), QStringLiteral("\u22120.0004"));
        QCOMPARE(ui::steadyText(0, 3), QStringLiteral("0.000"));
        QCOMPARE(ui::significantText(0.06, 3), QStringLiteral("0.0600"));
        QCOMPARE(ui::significantText(1.234, 3), QStringLiteral("1.23"));
        QCOMPARE(ui::significantText(-420.4, 3), QStringLiteral("\u2212420"));
    }

    /// As on the stage.
    void times() {
        for (const auto& [time, text] : {std::pair(0.0, "0"), {2.0, "2"}, {0.5, "0.50"}, {0.125, "0.125"},
                                         {-1.5, "\u22121.50"}, {1.0 / 3, "0.3333"}, {12000.0, "12\u2009000"}}) {
            QCOMPARE(ui::timeLabel(time), QString::fromUtf8(text));
            QCOMPARE(ui::timeLabel(time).toStdString(), ui::timeText(time));
        }
    }

    void durations() {
        QCOMPARE(ui::durationText(7.2), QStringLiteral("8 s"));
        QCOMPARE(ui::durationText(150), QStringLiteral("3 min"));
        QCOMPARE(ui::durationText(7500), QStringLiteral("2 h 5 min"));
    }

    void readsWhatItWrites() {
        for (const double value : {0.0, 0.25, -12.5, 6240.0, 1234567.0, 6.1e-4}) {
            bool ok = false;
            QCOMPARE(ui::numberFromText(ui::shortText(value, 8), &ok), value);
            QVERIFY(ok);
        }
        bool ok = true;
        QCOMPARE(ui::numberFromText(QStringLiteral("0,5"), &ok), 0.5);
        ui::numberFromText(QStringLiteral("n/a"), &ok);
        QVERIFY(!ok);
        ui::numberFromText(QStringLiteral("inf"), &ok);
        QVERIFY(!ok);
    }
};

KINETOSCOPE_TEST(NumbersTest)

#include "numbers_test.moc"
