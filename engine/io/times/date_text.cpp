#include "engine/io/times/date_text.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <chrono>

namespace engine {

namespace {

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isLetter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }

/// Takes a text apart from the front.
class Scanner {
public:
    explicit Scanner(std::string_view text) : m_rest(text), m_size(text.size()) {}

    std::size_t used() const { return m_size - m_rest.size(); }
    bool atEnd() const { return m_rest.empty(); }
    char next() const { return m_rest.empty() ? '\0' : m_rest.front(); }
    bool take(char c) {
        if (atEnd() || next() != c)
            return false;
        m_rest.remove_prefix(1);
        return true;
    }
    /// One of these characters, or 0.
    char takeOneOf(std::string_view characters) {
        if (atEnd() || characters.find(next()) == std::string_view::npos)
            return '\0';
        const char c = next();
        m_rest.remove_prefix(1);
        return c;
    }
    std::string_view digits() { return run(isDigit); }
    std::string_view letters() { return run(isLetter); }
    void skipBlanks() {
        while (take(' '))
            ;
    }

private:
    template <class Test> std::string_view run(Test test) {
        const auto end = std::find_if_not(m_rest.begin(), m_rest.end(), test);
        const std::string_view found = m_rest.substr(0, std::size_t(end - m_rest.begin()));
        m_rest.remove_prefix(found.size());
        return found;
    }
    std::string_view m_rest;
    std::size_t m_size;
};

int number(std::string_view digits) {
    int value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

/// "Mar", "march" → 3; 0 for other words.
int monthNamed(std::string_view word) {
    constexpr std::array<std::string_view, 12> kMonths = {"january",   "february", "march",    "april",
                                                          "may",       "june",     "july",     "august",
                                                          "september", "october",  "november", "december"};
    std::string lower(word);
    std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) { return char(std::tolower(c)); });
    if (lower == "sept")
        return 9;
    for (std::size_t m = 0; m < kMonths.size(); ++m)
        if (lower.size() >= 3 && (lower == kMonths[m] || lower == kMonths[m].substr(0, 3)))
            return int(m) + 1;
    return 0;
}

/// A date as it is written: with its month known, or as two numbers of which one is the day.
struct WrittenDate {
    int year = 0, first = 0, second = 0; ///< month and day where these are known, else in the order written
    bool isMonthKnown = false;
    double fraction = 0; ///< of the day, may leave 0 … 1 by the time zone
};

std::optional<double> daysOf(int year, int month, int day) {
    const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(unsigned(month)),
                                           std::chrono::day(unsigned(day))};
    if (month < 1 || day < 1 || !date.ok())
        return {};
    return double(std::chrono::sys_days(date).time_since_epoch().count());
}

std::optional<double> daysOf(const WrittenDate& date, DateOrder order) {
    const bool dayFirst = !date.isMonthKnown && order == DateOrder::DayFirst;
    const auto days =
        dayFirst ? daysOf(date.year, date.second, date.first) : daysOf(date.year, date.first, date.second);
    return days ? std::optional(*days + date.fraction) : std::nullopt;
}

/// "24" → 2024, "98" → 1998.
std::optional<int> yearOf(std::string_view digits) {
    const int value = number(digits);
    if (digits.size() == 4)
        return value;
    if (digits.size() == 2)
        return value < 70 ? 2000 + value : 1900 + value;
    return {};
}

std::optional<WrittenDate> compactDate(std::string_view digits) {
    const WrittenDate date{number(digits.substr(0, 4)), number(digits.substr(4, 2)), number(digits.substr(6, 2)), true,
                           0};
    // Any eight digits could be a count: only years people measure in are dates.
    if (date.year < 1800 || date.year > 2200 || !daysOf(date, DateOrder::MonthFirst))
        return {};
    return date;
}

/// The part of a date between two separators: a number of one or two digits, or the name of a month; 0 for neither.
struct Part {
    int value = 0;
    bool isName = false;
};
Part takePart(Scanner& scan) {
    if (isLetter(scan.next()))
        return {monthNamed(scan.letters()), true};
    const std::string_view digits = scan.digits();
    return {digits.size() <= 2 ? number(digits) : 0, false};
}

/// 2024-03-01, 2024-Mar-1, 2024-03.
std::optional<WrittenDate> yearFirst(Scanner& scan, int year) {
    const char separator = scan.takeOneOf("-/._ ");
    const Part month = separator ? takePart(scan) : Part();
    if (month.value == 0)
        return {};
    const Scanner afterMonth = scan;
    if (scan.take(separator))
        if (const Part day = takePart(scan); day.value > 0 && !day.isName)
            return WrittenDate{year, month.value, day.value, true, 0};
    scan = afterMonth;
    // A month alone; 2024.03 and 2024 3 are something else.
    if (separator == '-' || separator == '/')
        return WrittenDate{year, month.value, 1, true, 0};
    return {};
}

/// 01.02.2024, 1-Mar-24, March 1, 2024, Mar 2024.
std::optional<WrittenDate> yearLast(Scanner& scan) {
    const Part first = takePart(scan);
    const char separator = scan.takeOneOf("./- ");
    scan.skipBlanks();
    if (first.value == 0 || !separator)
        return {};
    Scanner shorter = scan;
    if (const std::string_view year = shorter.digits(); first.isName && year.size() == 4) {
        scan = shorter;
        return WrittenDate{number(year), first.value, 1, true, 0};
    }
    const Part second = takePart(scan);
    if (second.value == 0 || (first.isName && second.isName) || !(scan.take(separator) || scan.take(',')))
        return {};
    scan.skipBlanks();
    const std::string_view digits = scan.digits();
    const std::optional<int> year = yearOf(digits);
    if (!year)
        return {};
    if (second.isName)
        return WrittenDate{*year, second.value, first.value, true, 0};
    return WrittenDate{*year, first.value, second.value, first.isName, 0};
}

std::optional<WrittenDate> takeDate(Scanner& scan) {
    Scanner ahead = scan;
    const std::string_view digits = ahead.digits();
    if (digits.size() != 8 && digits.size() != 4)
        return yearLast(scan);
    scan = ahead;
    return digits.size() == 8 ? compactDate(digits) : yearFirst(scan, number(digits));
}

/// 12:30, 12:30:15.5, as seconds. Empty when there is no such thing.
std::optional<double> takeClock(Scanner& scan) {
    const std::string_view hours = scan.digits();
    if (hours.empty() || hours.size() > 4 || !scan.take(':'))
        return {};
    const std::string_view minutes = scan.digits();
    if (minutes.size() != 2 || number(minutes) > 59)
        return {};
    double seconds = 0;
    if (scan.take(':')) {
        const std::string_view whole = scan.digits();
        if (whole.size() != 2 || number(whole) > 60)
            return {};
        seconds = number(whole);
        if (scan.takeOneOf(".,")) {
            const std::string_view part = scan.digits().substr(0, 9);
            double scale = 1;
            for (std::size_t i = 0; i < part.size(); ++i)
                scale *= 10;
            seconds += number(part) / scale;
        }
    }
    return number(hours) * 3600.0 + number(minutes) * 60.0 + seconds;
}

/// Seconds of the day behind a date, with "pm" and the time zone; empty for anything else than such a time.
std::optional<double> takeTimeOfDay(Scanner& scan) {
    std::optional<double> seconds = takeClock(scan);
    if (!seconds || *seconds > 86'400)
        return {};
    scan.skipBlanks();
    if (const char half = scan.takeOneOf("apAP")) {
        if (!scan.takeOneOf("mM") || *seconds >= 13 * 3600.0)
            return {};
        const bool isTwelve = *seconds >= 12 * 3600.0;
        *seconds += (half == 'p' || half == 'P' ? 12 : 0) * 3600.0 - (isTwelve ? 12 * 3600.0 : 0);
    }
    if (scan.take('Z'))
        return seconds;
    if (const char sign = scan.takeOneOf("+-")) {
        const std::string_view digits = scan.digits();
        int minutes = digits.size() == 4 ? number(digits.substr(2)) : 0;
        if (digits.size() == 2 && scan.take(':'))
            minutes = number(scan.digits());
        else if (digits.size() != 2 && digits.size() != 4)
            return {};
        *seconds -= (sign == '+' ? 60.0 : -60.0) * (number(digits.substr(0, 2)) * 60 + minutes);
    }
    return seconds;
}

std::optional<WrittenDate> writtenDate(std::string_view text) {
    Scanner scan(text);
    std::optional<WrittenDate> date = takeDate(scan);
    if (!date || scan.atEnd())
        return date;
    if (!scan.takeOneOf("T _"))
        return {};
    scan.skipBlanks();
    const std::optional<double> seconds = takeTimeOfDay(scan);
    if (!seconds || !scan.atEnd())
        return {};
    date->fraction = *seconds / 86'400;
    return date;
}

} // namespace

std::optional<DateReading> readDates(const std::vector<std::string_view>& texts, std::optional<DateOrder> order) {
    std::vector<WrittenDate> dates;
    for (const std::string_view text : texts) {
        dates.push_back(writtenDate(text).value_or(WrittenDate()));
        if (dates.back().first == 0)
            return {};
    }
    const auto daysIn = [&](DateOrder wanted) {
        std::vector<double> days;
        for (const WrittenDate& date : dates)
            if (const auto day = daysOf(date, wanted))
                days.push_back(*day);
        return days;
    };
    std::vector<double> dayFirst = daysIn(DateOrder::DayFirst), monthFirst = daysIn(DateOrder::MonthFirst);
    const bool canDayFirst = dayFirst.size() == dates.size() && order != DateOrder::MonthFirst,
               canMonthFirst = monthFirst.size() == dates.size() && order != DateOrder::DayFirst;
    if (dates.empty() || (!canDayFirst && !canMonthFirst))
        return {};
    DateReading reading;
    reading.isAmbiguous = canDayFirst && canMonthFirst && dayFirst != monthFirst;
    if (std::any_of(dates.begin(), dates.end(), [](const WrittenDate& date) { return !date.isMonthKnown; }))
        reading.order = canDayFirst ? DateOrder::DayFirst : DateOrder::MonthFirst;
    reading.days = std::move(canDayFirst ? dayFirst : monthFirst);
    return reading;
}

std::optional<std::vector<double>> readClockTimes(const std::vector<std::string_view>& texts) {
    std::vector<double> hours;
    for (const std::string_view text : texts) {
        Scanner scan(text);
        const std::optional<double> seconds = takeClock(scan);
        if (!seconds || !scan.atEnd())
            return {};
        hours.push_back(*seconds / 3600);
    }
    return hours.empty() ? std::nullopt : std::optional(hours);
}

std::string_view dateWithin(std::string_view text) {
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (!isDigit(text[at]) || (at > 0 && isDigit(text[at - 1])))
            continue;
        Scanner scan(text.substr(at));
        const std::string_view digits = scan.digits();
        std::optional<WrittenDate> date;
        if (digits.size() == 8)
            date = compactDate(digits);
        else if (digits.size() == 4)
            date = yearFirst(scan, number(digits));
        if (date && daysOf(*date, DateOrder::MonthFirst) && !isDigit(scan.next()))
            return text.substr(at, scan.used());
    }
    return {};
}

} // namespace engine
