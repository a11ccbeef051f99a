#include "engine/io/times/number_text.h"

#include "engine/core/text.h"
#include "engine/io/csv_format.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <string_view>

namespace engine {

namespace {

struct Unit {
    std::string_view plural;
    double seconds;
    std::array<std::string_view, 7> words;
};
// From the finest to the coarsest. A lone m may be minutes, months or metres, and s a sample: s counts behind a number
// only.
constexpr std::array<Unit, 8> kUnits = {{
    {"milliseconds", 1e-3, {"ms", "msec", "millisecond", "milliseconds"}},
    {"seconds", 1, {"s", "sec", "secs", "second", "seconds"}},
    {"minutes", 60, {"min", "mins", "minute", "minutes"}},
    {"hours", 3600, {"h", "hr", "hrs", "hour", "hours", "hpf", "hpi"}},
    {"days", 86'400, {"d", "day", "days", "dpf", "dpi", "dpc", "div"}},
    {"weeks", 604'800, {"w", "wk", "wks", "week", "weeks"}},
    {"months", 30.4375 * 86'400, {"mo", "mon", "month", "months"}},
    {"years", 365.25 * 86'400, {"y", "yr", "yrs", "year", "years"}},
}};

constexpr std::array<std::string_view, 14> kTimeWords = {"t",          "time", "times", "timepoint", "tp",
                                                         "stage",      "age",  "frame", "step",      "snapshot",
                                                         "generation", "wave", "e",     "p"};

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isLetter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }

std::string lower(std::string_view word) {
    std::string text(word);
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return char(std::tolower(c)); });
    return text;
}

const Unit* unitNamed(std::string_view word) {
    const std::string plain = lower(word);
    for (const Unit& unit : kUnits)
        if (!plain.empty() && std::find(unit.words.begin(), unit.words.end(), plain) != unit.words.end())
            return &unit;
    return nullptr;
}

/// One number in a text, with the words at it.
struct Number {
    double value = 0;
    std::size_t begin = 0, end = 0;
    std::string before, after;  ///< lower case
    const Unit* unit = nullptr; ///< of the word behind it, else of the one in front
    bool hasUnitBehind = false;

    bool saysTime() const {
        return unit || std::find(kTimeWords.begin(), kTimeWords.end(), before) != kTimeWords.end();
    }
};

/// "-3" and "day -3" are negative, "day-3" is not.
bool isSign(std::string_view text, std::size_t at) {
    return text[at] == '-' && (at == 0 || std::string_view(" =(:,").find(text[at - 1]) != std::string_view::npos);
}

std::string wordBefore(std::string_view text, std::size_t at) {
    while (at > 0 && std::string_view(" _-=.:#(+").find(text[at - 1]) != std::string_view::npos)
        --at;
    std::size_t begin = at;
    while (begin > 0 && isLetter(text[begin - 1]))
        --begin;
    return lower(text.substr(begin, at - begin));
}

/// The word behind a number, unless it stands at the next number: "rep1_day3" has one day, "1 h 30 min" two units.
std::string wordBehind(std::string_view text, std::size_t at) {
    const std::size_t numberEnd = at;
    while (at < text.size() && std::string_view(" _(").find(text[at]) != std::string_view::npos)
        ++at;
    std::size_t end = at;
    while (end < text.size() && isLetter(text[end]))
        ++end;
    const std::size_t next = end < text.size() && text[end] == '_' ? end + 1 : end;
    const bool isAtNext = next < text.size() && isDigit(text[next]);
    return at > numberEnd && isAtNext ? std::string() : lower(text.substr(at, end - at));
}

std::vector<Number> numbersIn(std::string_view text) {
    std::vector<Number> numbers;
    for (std::size_t at = 0; at < text.size();) {
        const bool isFraction =
            text[at] == '.' && at + 1 < text.size() && isDigit(text[at + 1]) && (at == 0 || !isLetter(text[at - 1]));
        if (!isDigit(text[at]) && !isFraction) {
            ++at;
            continue;
        }
        Number number;
        number.begin = at;
        bool hasPoint = false;
        const auto isPoint = [&](std::size_t i) {
            return !hasPoint && (text[i] == '.' || text[i] == ',') && i + 1 < text.size() && isDigit(text[i + 1]);
        };
        for (; at < text.size() && (isDigit(text[at]) || isPoint(at)); ++at)
            hasPoint |= !isDigit(text[at]);
        // 1e-3, but not the E of "3E2" in a name.
        if (at + 2 < text.size() && text[at] == 'e' && (text[at + 1] == '-' || text[at + 1] == '+') &&
            isDigit(text[at + 2]))
            for (at += 2; at < text.size() && isDigit(text[at]);)
                ++at;
        number.end = at;
        number.value = parseNumber(text.substr(number.begin, at - number.begin), true);
        if (number.begin > 0 && isSign(text, number.begin - 1)) {
            number.value = -number.value;
            --number.begin;
        }
        number.before = wordBefore(text, number.begin);
        number.after = wordBehind(text, number.end);
        if (const Unit* behind = unitNamed(number.after)) {
            number.unit = behind;
            number.hasUnitBehind = true;
        } else if (number.before != "s") {
            number.unit = unitNamed(number.before);
        }
        if (std::isfinite(number.value))
            numbers.push_back(std::move(number));
    }
    return numbers;
}

using Numbers = std::vector<Number>;

/// Whether the text between two numbers makes them the ends of a range.
bool isRange(std::string_view text, const Numbers& numbers) {
    if (numbers.size() != 2 || !(numbers[0].value < numbers[1].value))
        return false;
    const std::string_view between = text.substr(numbers[0].end, numbers[1].begin - numbers[0].end);
    return between == "-" || between == " - " || between == "–" || between == " – " || between == " to " ||
           between == "..";
}

/// The only place at which numbers differ between texts that hold equally many; empty when there is none or several.
std::optional<std::size_t> onlyDifferentPlace(const std::vector<Numbers>& all) {
    std::optional<std::size_t> place;
    for (std::size_t k = 0; k < all.front().size(); ++k) {
        const bool differs =
            std::any_of(all.begin(), all.end(), [&](const Numbers& n) { return n[k].value != all.front()[k].value; });
        if (differs && place)
            return {};
        if (differs)
            place = k;
    }
    return place;
}

/// From each text the only number of a kind; empty when one has none or several.
template <class IsOfKind> std::optional<Numbers> onlyOnes(const std::vector<Numbers>& all, IsOfKind isOfKind) {
    Numbers only;
    for (const Numbers& numbers : all) {
        if (std::count_if(numbers.begin(), numbers.end(), isOfKind) != 1)
            return {};
        only.push_back(*std::find_if(numbers.begin(), numbers.end(), isOfKind));
    }
    return only;
}

bool differ(const Numbers& numbers) {
    return std::any_of(numbers.begin(), numbers.end(),
                       [&](const Number& number) { return number.value != numbers.front().value; });
}

/// The number of each text that can be its time; empty when a text leaves it open.
std::optional<Numbers> chosenAmong(const std::vector<Numbers>& all) {
    const std::size_t width = all.front().size();
    const bool alike = std::all_of(all.begin(), all.end(), [&](const Numbers& n) { return n.size() == width; });
    if (const auto single = onlyOnes(all, [](const Number&) { return true; }))
        return single;
    const auto withUnit = onlyOnes(all, [](const Number&n) { return n.unit != nullptr; }),
               withWord = onlyOnes(all, [](const Number&n) { return !n.unit && n.saysTime(); });
    // In "d1_t3" and "d1_t6" it is t, in "day3_rep1" and "day3_rep2" the day, in "a1_x7" and "a1_x9" x.
    if (withUnit && differ(*withUnit))
        return withUnit;
    if (withWord && differ(*withWord))
        return withWord;
    if (withUnit)
        return withUnit;
    if (const auto place = alike ? onlyDifferentPlace(all) : std::nullopt) {
        Numbers chosen;
        for (const Numbers& numbers : all)
            chosen.push_back(numbers[*place]);
        return chosen;
    }
    return withWord;
}

/// "1 h 30 min": several numbers, each with its unit behind it, are added up. Empty for other texts.
std::optional<Number> summed(const Numbers& numbers) {
    if (numbers.size() < 2 ||
        !std::all_of(numbers.begin(), numbers.end(), [](const Number& n) { return n.hasUnitBehind; }))
        return {};
    Number sum = numbers.back();
    double seconds = 0;
    for (std::size_t k = 0; k < numbers.size(); ++k) {
        seconds += numbers[k].value * numbers[k].unit->seconds;
        if (k > 0 && numbers[k].unit->seconds >= numbers[k - 1].unit->seconds)
            return {};
    }
    sum.value = seconds / sum.unit->seconds;
    return sum;
}

/// Embryonic and postnatal days, counted from conception and from birth, on one axis. False for other texts.
bool readPrenatal(const Numbers& numbers, NumberReading& reading) {
    double latest = 0;
    bool anyBefore = false, anyAfter = false;
    for (const Number& number : numbers) {
        if ((number.before != "e" && number.before != "p") || number.unit)
            return false;
        (number.before == "e" ? anyBefore : anyAfter) = true;
        if (number.before == "e")
            latest = std::max(latest, number.value);
    }
    if (!anyBefore) // P7 alone may as well be a passage
        return false;
    constexpr double kBirthOfMice = 19;
    const double birth = std::max(kBirthOfMice, std::ceil(latest));
    reading.unit = "days";
    for (const Number& number : numbers)
        reading.values.push_back(number.value + (number.before == "p" ? birth : 0));
    if (anyAfter)
        reading.remark = "P counted from birth on day " + shortNumber(birth);
    return true;
}

std::optional<NumberReading> readingOf(const std::vector<std::string_view>& texts) {
    std::vector<Numbers> all;
    for (const std::string_view text : texts) {
        all.push_back(numbersIn(text));
        if (all.back().empty())
            return {};
    }
    if (all.empty())
        return {};
    NumberReading reading;
    bool areRanges = true;
    for (std::size_t i = 0; i < texts.size(); ++i)
        areRanges &= isRange(texts[i], all[i]);
    for (Numbers& numbers : all)
        if (areRanges) {
            Number middle = numbers[1];
            middle.value = (numbers[0].value + numbers[1].value) / 2;
            middle.before = numbers[0].before;
            middle.unit = middle.unit ? middle.unit : numbers[0].unit;
            numbers = {middle};
            reading.remark = "middles of the ranges";
        } else if (const auto sum = summed(numbers)) {
            numbers = {*sum};
        }
    const std::optional<Numbers> chosen = chosenAmong(all);
    if (!chosen)
        return {};
    if (readPrenatal(*chosen, reading))
        return reading;

    const Unit* finest = &kUnits.back();
    bool allHaveUnits = true, areDifferent = false;
    for (const Number& number : *chosen) {
        allHaveUnits &= number.unit != nullptr;
        areDifferent |= number.unit != chosen->front().unit;
        if (number.unit && number.unit->seconds < finest->seconds)
            finest = number.unit;
    }
    for (const Number& number : *chosen)
        reading.values.push_back(number.value *
                                 (allHaveUnits && areDifferent ? number.unit->seconds / finest->seconds : 1));
    if (allHaveUnits) {
        reading.unit = finest->plural;
        if (areDifferent)
            reading.remark = "converted from different units";
    }
    return reading;
}

} // namespace

std::optional<NumberReading> readNumbersInTexts(const std::vector<std::string_view>& texts) {
    std::optional<NumberReading> reading = readingOf(texts);
    // A unit may take the largest numbers beyond what a number can be.
    const bool isFinite = reading && std::all_of(reading->values.begin(), reading->values.end(),
                                                 [](double value) { return std::isfinite(value); });
    return isFinite ? reading : std::nullopt;
}

bool saysTime(std::string_view text) {
    const Numbers numbers = numbersIn(text);
    return std::any_of(numbers.begin(), numbers.end(), [](const Number& number) { return number.saysTime(); });
}

std::string timeUnitNamed(std::string_view word) {
    const Unit* unit = unitNamed(word);
    return unit ? std::string(unit->plural) : std::string();
}

} // namespace engine
