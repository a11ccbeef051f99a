#include "ui/scene/number_text.h"

#include "tests/support/test_registry.h"

#include <QTest>

class NumberTextTest : public QObject {
    Q_OBJECT
private slots:
    void ticks_data() {
        QTest::addColumn<double>("value");
        QTest::addColumn<double>("step");
        QTest::addColumn<QString>("text");
        QTest::newRow("zero") << 0.0 << 0.5 << "0";
        QTest::newRow("rounding noise") << 1e-17 << 0.5 << "0";
        QTest::newRow("minus") << -0.5 << 0.5 << "\u22120.5";
        QTest::newRow("decimals of the step") << 1.0 << 0.5 << "1.0";
        QTest::newRow("whole") << 3.0 << 1.0 << "3";
        QTest::newRow("thousands") << 12000.0 << 2000.0 << "12\u2009000";
        QTest::newRow("fine") << 0.0125 << 0.0005 << "0.0125";
        QTest::newRow("millions") << -2.5e6 << 5e5 << "\u22122.5×10⁶";
        QTest::newRow("tiny") << 3e-7 << 1e-7 << "3×10⁻⁷";
    }
    void ticks() {
        QFETCH(double, value);
        QFETCH(double, step);
        QFETCH(QString, text);
        QCOMPARE(QString::fromStdString(ui::tickText(value, step)), text);
    }

    void numbers_data() {
        QTest::addColumn<double>("value");
        QTest::addColumn<int>("digits");
        QTest::addColumn<QString>("text");
        QTest::newRow("zero") << 0.0 << 3 << "0";
        QTest::newRow("two") << 4.5 << 2 << "4.5";
        QTest::newRow("three") << 0.01234 << 3 << "0.0123";
        QTest::newRow("large") << 123456.0 << 2 << "123\u2009456";
        QTest::newRow("larger") << 9.996e8 << 3 << "1.00×10⁹";
        QTest::newRow("infinite") << std::numeric_limits<double>::infinity() << 3 << "–";
    }
    void numbers() {
        QFETCH(double, value);
        QFETCH(int, digits);
        QFETCH(QString, text);
        QCOMPARE(QString::fromStdString(ui::numberText(value, digits)), text);
    }

    void shortNumbers() {
        QCOMPARE(QString::fromStdString(ui::shortNumberText(2)), "2");
        QCOMPARE(QString::fromStdString(ui::shortNumberText(-0.25)), "\u22120.25");
        QCOMPARE(QString::fromStdString(ui::shortNumberText(0.1 + 0.2)), "0.3");
        QCOMPARE(QString::fromStdString(ui::shortNumberText(1.0 / 3)), "0.333333");
        QCOMPARE(QString::fromStdString(ui::shortNumberText(0)), "0");
    }

    void counts() {
        QCOMPARE(QString::fromStdString(ui::countText(420)), "420");
        QCOMPARE(QString::fromStdString(ui::countText(10998)), "10\u2009998");
        QCOMPARE(QString::fromStdString(ui::countText(-1234567)), "\u22121\u2009234\u2009567");
    }

    void niceNumbers_data() {
        QTest::addColumn<double>("value");
        QTest::addColumn<double>("below");
        QTest::addColumn<double>("above");
        QTest::newRow("between") << 0.3 << 0.2 << 0.5;
        QTest::newRow("exact") << 5.0 << 5.0 << 5.0;
        QTest::newRow("up a power") << 70.0 << 50.0 << 100.0;
        QTest::newRow("one") << 1.0 << 1.0 << 1.0;
        QTest::newRow("a thousandth") << 0.001 << 0.001 << 0.001;
        QTest::newRow("1.5") << 1.5 << 1.0 << 2.0;
    }
    void niceNumbers() {
        QFETCH(double, value);
        QFETCH(double, below);
        QFETCH(double, above);
        QVERIFY(qAbs(ui::niceBelow(value) / below - 1) < 1e-9);
        QVERIFY(qAbs(ui::niceAbove(value) / above - 1) < 1e-9);
    }

    void nonsenseGivesOne() {
        QCOMPARE(ui::niceBelow(0), 1.0);
        QCOMPARE(ui::niceAbove(-3), 1.0);
        QCOMPARE(ui::niceBelow(std::numeric_limits<double>::quiet_NaN()), 1.0);
    }
};

KINETOSCOPE_TEST(NumberTextTest)

#include "number_text_test.moc"
