#include "engine/io/times/number_text.h"
#include "tests/support/test_registry.h"

#include <QTest>
#include <cmath>

using namespace engine;

class NumberTextTest : public QObject {
    Q_OBJECT

private slots:
    void numbersAreFound_data() {
        QTest::addColumn<QStringList>("texts");
        QTest::addColumn<QVector<double>>("values"); // none: not understood
        QTest::addColumn<QString>("unit");
        QTest::addColumn<QString>("remark");
        const auto row = [](const char* name, QStringList texts, QVector<double> values, const char* unit = "",
                            const char* remark = "") { QTest::newRow(name) << texts << values << unit << remark; };
        row("words", {"day 3", "day-6", "Day_12"}, {3, 6, 12}, "days");
        row("letters", {"D3", "d6"}, {3, 6}, "days");
        row("embryonic", {"E12.5", "E9"}, {12.5, 9}, "days");
        row("equations", {"t=4", "t = -1.5", "t=2e-3"}, {4, -1.5, 0.002});
        row("units", {"12h", "24 hrs", "36 hours"}, {12, 24, 36}, "hours");
        row("underscores", {"wt_12_h", "wt_24_h_b"}, {12, 24}, "hours");
        row("weeks", {"2 weeks", "1 week"}, {2, 1}, "weeks");
        row("different units", {"12h", "2 days", "1 week"}, {12, 48, 168}, "hours", "converted from different units");
        row("sums", {"1 h 30 min", "2h", "45min"}, {90, 120, 45}, "minutes", "converted from different units");
        row("postnatal", {"P0", "P7"}, {0, 7});
        row("birth", {"E18.5", "P0", "P7"}, {18.5, 19, 26}, "days", "P counted from birth on day 19");
        row("late birth", {"E21.5", "P1"}, {21.5, 23}, "days", "P counted from birth on day 22");
        row("ranges", {"Day 00-03", "Day 06-09"}, {1.5, 7.5}, "days", "middles of the ranges");
        row("ranges with a unit", {"0-6 h", "6-12 h"}, {3, 9}, "hours", "middles of the ranges");
        row("decimal comma", {"0,5 h", "1,5 h"}, {0.5, 1.5}, "hours");
        row("negative", {"-3", "day -1", "+2 h"}, {-3, -1, 2});
        row("several numbers, one with a unit", {"rep1_day3", "rep2_day3", "rep1_day6"}, {3, 3, 6}, "days");
        row("several numbers, one with a word", {"d1_t3", "d1_t6"}, {3, 6});
        row("several numbers, one differs", {"a549_x1", "a549_x7"}, {1, 7});
        row("the day stays", {"day3_rep1", "day3_rep2"}, {3, 3}, "days");
        row("units in part of them", {"day 3", "E12.5", "-1 h"}, {3, 12.5, -1});
        row("no number", {"early", "late"}, {});
        row("a number in part of them", {"day 3", "adult"}, {});
        row("two that differ", {"a1_b2", "a2_b3"}, {});
    }
    void numbersAreFound() {
        QFETCH(QStringList, texts);
        QFETCH(QVector<double>, values);
        QFETCH(QString, unit);
        QFETCH(QString, remark);
        std::vector<std::string> bytes;
        for (const QString& text : texts)
            bytes.push_back(text.toStdString());
        const auto reading = readNumbersInTexts({bytes.begin(), bytes.end()});
        QCOMPARE(reading.has_value(), !values.isEmpty());
        if (!reading)
            return;
        QCOMPARE(reading->values, (std::vector<double>(values.begin(), values.end())));
        QCOMPARE(QString::fromStdString(reading->unit), unit);
        QCOMPARE(QString::fromStdString(reading->remark), remark);
    }

    void numbersBeyondAllNumbersAreNone() {
        QVERIFY(!readNumbersInTexts({"1e+308 weeks", "3 days"}));
        QVERIFY(!readNumbersInTexts({"E1e+308", "P1e+308"}) ||
                std::isfinite(readNumbersInTexts({"E1e+308", "P1e+308"})->values.back()));
        QCOMPARE(readNumbersInTexts({"1e+300 weeks", "3 days"})->values.front(), 7e300);
    }

    void wordsOfTimeAreKnown() {
        QVERIFY(saysTime("cells_day3") && saysTime("t0.5") && saysTime("x 12h") && saysTime("E12.5"));
        QVERIFY(!saysTime("cells3") && !saysTime("day") && !saysTime("sample 4"));
        QCOMPARE(timeUnitNamed("Hrs"), std::string("hours"));
        QCOMPARE(timeUnitNamed("dpf"), std::string("days"));
        QCOMPARE(timeUnitNamed("x"), std::string());
    }
};

KINETOSCOPE_TEST(NumberTextTest)

#include "number_text_test.moc"
