#include "engine/io/times/date_text.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace engine;

class DateTextTest : public QObject {
    Q_OBJECT

    static std::optional<DateReading> read(const std::vector<std::string_view>& texts,
                                           std::optional<DateOrder> order = {}) {
        return readDates(texts, order);
    }

private slots:
    // Every row is the same moment: 1 March 2024 is day 19783.
    void everyWayOfWritingIsUnderstood_data() {
        QTest::addColumn<double>("day");
        const auto row = [](const char* text, double day) { QTest::newRow(text) << day; };
        for (const char* text :
             {"2024-03-01", "2024/03/01", "2024/3/1", "2024.03.01", "2024_03_01", "20240301", "2024-03", "2024-Mar-01",
              "1 Mar 2024", "01-Mar-24", "Mar 1, 2024", "March 1, 2024", "march 2024", "1 march 24"})
            row(text, 19783);
        row("1970-01-01", 0);
        row("1969-12-31", -1);
        row("31 Dec 98", 10591);
        row("2024-02-29", 19782);
        row("2024-03-01T12:00", 19783.5);
        row("2024-03-01 06:00:00", 19783.25);
        row("2024-03-01T00:00:43.2", 19783.0005);
        row("2024-03-01T12:00Z", 19783.5);
        row("2024-03-01T12:00+03:00", 19783.375);
        row("2024-03-01T12:00:00-0600", 19783.75);
        row("1 Mar 2024 6:00 pm", 19783.75);
        row("1 Mar 2024 12:00AM", 19783);
        row("1 Mar 2024 12:00 PM", 19783.5);
    }
    void everyWayOfWritingIsUnderstood() {
        QFETCH(double, day);
        const auto dates = read({QTest::currentDataTag()});
        QVERIFY(dates);
        QVERIFY(std::abs(dates->days.front() - day) < 1e-9);
        QVERIFY(!dates->order && !dates->isAmbiguous);
    }

    void whatIsNoDateIsNotRead() {
        for (const char* text : {"",
                                 "2024",
                                 "3",
                                 "2024.03",
                                 "2024-13-01",
                                 "2024-02-30",
                                 "2023-02-29",
                                 "99999999",
                                 "12345678",
                                 "day 3",
                                 "1.5",
                                 "-1",
                                 "2024-03-01x",
                                 "2024-03-01T25:00",
                                 "2024-03-01T12:61",
                                 "1-2",
                                 "Marvin 1, 2024",
                                 "2024-03-01 13:00 pm",
                                 "1.2.345",
                                 "10:30"})
            QVERIFY2(!read({text}), text);
        QVERIFY(!read({"2024-03-01", "later"}));
        QVERIFY(!read({}));
    }

    void theWholeColumnDecidesWhichNumberIsTheDay() {
        // 13 can only be a day.
        const auto dayFirst = read({"01.02.2024", "13.02.2024"});
        QVERIFY(dayFirst && dayFirst->order == DateOrder::DayFirst && !dayFirst->isAmbiguous);
        QCOMPARE(dayFirst->days[1] - dayFirst->days[0], 12.0);
        const auto monthFirst = read({"02/01/2024", "02/13/2024"});
        QVERIFY(monthFirst && monthFirst->order == DateOrder::MonthFirst && !monthFirst->isAmbiguous);
        QCOMPARE(monthFirst->days[1] - monthFirst->days[0], 12.0);
        // Nothing decides: the day comes first.
        const auto open = read({"01/02/2024", "01/03/2024"});
        QVERIFY(open && open->order == DateOrder::DayFirst && open->isAmbiguous);
        QCOMPARE(open->days[1] - open->days[0], 29.0);
        // Both readings agree.
        QVERIFY(!read({"02/02/24", "03/03/24"})->isAmbiguous);
        // Neither is possible.
        QVERIFY(!read({"13/01/2024", "01/13/2024"}));
    }

    void theOrderCanBeForced() {
        const auto forced = read({"01/02/2024", "01/03/2024"}, DateOrder::MonthFirst);
        QVERIFY(forced && !forced->isAmbiguous && forced->order == DateOrder::MonthFirst);
        QCOMPARE(forced->days[1] - forced->days[0], 1.0);
        QVERIFY(!read({"13/02/2024"}, DateOrder::MonthFirst));
    }

    void clockTimesAreHours() {
        const auto hours = readClockTimes({"8:30", "12:15:18", "36:00"});
        QVERIFY(hours);
        QCOMPARE(*hours, (std::vector<double>{8.5, 12.255, 36}));
        QVERIFY(!readClockTimes({"8:30", "noon"}) && !readClockTimes({"8:3"}) && !readClockTimes({"8:75"}));
        QVERIFY(!readClockTimes({}));
    }

    void datesAreFoundWithinTexts() {
        QCOMPARE(dateWithin("cells_2024-03-01_a"), std::string_view("2024-03-01"));
        QCOMPARE(dateWithin("run20240301"), std::string_view("20240301"));
        QCOMPARE(dateWithin("2024_03_01"), std::string_view("2024_03_01"));
        QCOMPARE(dateWithin("cells_day3"), std::string_view());
        QCOMPARE(dateWithin("sample 12345678"), std::string_view());
    }
};

KINETOSCOPE_TEST(DateTextTest)

#include "date_text_test.moc"
