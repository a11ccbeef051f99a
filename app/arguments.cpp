#include "app/arguments.h"

#include "engine/core/error.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numeric>

namespace app {

using engine::Error;
using engine::ErrorCode;

namespace {

[[noreturn]] void refuse(const std::string& option, const std::string& typed, const std::string& wanted) {
    throw Error(ErrorCode::InvalidArgument, "--" + option + " " + typed + ": " + wanted + " is needed.");
}

template <class Number> std::optional<Number> parsed(const std::string& text) {
    Number number{};
    const char* begin = text.data() + (text.size() > 1 && text[0] == '+');
    const auto [end, failure] = std::from_chars(begin, text.data() + text.size(), number);
    if (failure != std::errc() || end != text.data() + text.size())
        return {};
    return number;
}

std::vector<std::string> split(const std::string& text, char separator) {
    std::vector<std::string> parts;
    for (std::size_t begin = 0, end; begin <= text.size(); begin = end + 1) {
        end = std::min(text.find(separator, begin), text.size());
        parts.push_back(text.substr(begin, end - begin));
    }
    return parts;
}

/// Number of single-letter changes that turn one word into the other (Levenshtein).
std::size_t distance(const std::string& a, const std::string& b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t(0));
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = std::exchange(row[0], i);
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t changed = diagonal + (a[i - 1] != b[j - 1]);
            diagonal = std::exchange(row[j], std::min({changed, row[j] + 1, row[j - 1] + 1}));
        }
    }
    return row.back();
}

} // namespace

std::optional<double> parsedNumber(const std::string& text) {
    const auto number = parsed<double>(text);
    return number && std::isfinite(*number) ? number : std::nullopt;
}

std::string closest(const std::string& typed, const std::vector<std::string>& candidates) {
    std::string best;
    std::size_t least = typed.size() / 3 + 1;
    for (const std::string& candidate : candidates)
        if (const std::size_t d = distance(typed, candidate); d <= least) {
            best = candidate;
            least = d - (d > 0);
        }
    return best;
}

Arguments::Arguments(const std::vector<Option>& options, const std::vector<std::string>& typed) {
    const auto find = [&](const std::string& word) -> const Option& {
        const bool isLong = word.size() > 2 && word[1] == '-';
        const std::string name = word.substr(isLong ? 2 : 1);
        for (const Option& option : options)
            if (isLong ? option.name == name : name.size() == 1 && option.letter == name[0])
                return option;
        std::vector<std::string> names;
        for (const Option& option : options)
            names.push_back("--" + option.name);
        const std::string meant = closest(word, names);
        throw Error(ErrorCode::InvalidArgument, "There is no option " + word + ".",
                    meant.empty() ? "--help lists the options." : "Did you mean " + meant + "?");
    };
    bool optionsEnded = false;
    for (std::size_t i = 0; i < typed.size(); ++i) {
        const std::string& word = typed[i];
        if (!optionsEnded && word == "--") {
            optionsEnded = true;
            continue;
        }
        if (optionsEnded || word.size() < 2 || word[0] != '-') {
            m_operands.push_back(word);
            continue;
        }
        const std::size_t equals = word.rfind("--", 0) == 0 ? word.find('=') : std::string::npos;
        const Option& option = find(word.substr(0, equals));
        std::string value;
        if (option.value.empty()) {
            if (equals != std::string::npos)
                throw Error(ErrorCode::InvalidArgument, "--" + option.name + " takes no value.");
        } else if (equals != std::string::npos) {
            value = word.substr(equals + 1);
        } else if (i + 1 < typed.size()) {
            value = typed[++i];
        } else {
            throw Error(ErrorCode::InvalidArgument, "--" + option.name + " needs a value: " + option.value + ".");
        }
        std::vector<std::string>& values = m_values[option.name];
        if (!values.empty() && !option.repeatable)
            throw Error(ErrorCode::InvalidArgument, "--" + option.name + " is given twice.");
        values.push_back(value);
    }
}

std::optional<std::string> Arguments::text(const std::string& option) const {
    const auto found = m_values.find(option);
    if (found == m_values.end())
        return {};
    if (found->second.back().empty())
        throw Error(ErrorCode::InvalidArgument, "The value of --" + option + " is empty.");
    return found->second.back();
}

std::optional<double> Arguments::number(const std::string& option) const {
    const auto typed = text(option);
    if (!typed)
        return {};
    const auto number = parsedNumber(*typed);
    if (!number)
        refuse(option, *typed, "a finite number");
    return number;
}

std::optional<double> Arguments::positive(const std::string& option) const {
    const auto value = number(option);
    if (value && !(*value > 0))
        refuse(option, *text(option), "a number greater than zero");
    return value;
}

std::optional<std::int64_t> Arguments::integer(const std::string& option, std::int64_t least, std::int64_t most) const {
    const auto typed = text(option);
    if (!typed)
        return {};
    const auto number = parsed<std::int64_t>(*typed);
    if (!number || *number < least || *number > most)
        refuse(option, *typed,
               most == std::numeric_limits<std::int64_t>::max()
                   ? "a whole number of at least " + std::to_string(least)
                   : "a whole number from " + std::to_string(least) + " to " + std::to_string(most));
    return number;
}

std::optional<std::uint64_t> Arguments::seed(const std::string& option) const {
    const auto typed = text(option);
    if (!typed)
        return {};
    const auto number = parsed<std::uint64_t>(*typed);
    if (!number)
        refuse(option, *typed, "a whole number of at least 0");
    return number;
}

std::optional<std::vector<int>> Arguments::integers(const std::string& option) const {
    const auto typed = names(option);
    if (!typed)
        return {};
    std::vector<int> values;
    for (const std::string& part : *typed) {
        const auto number = parsed<int>(part);
        if (!number || *number < 1)
            refuse(option, *text(option), "a list of whole numbers like 128,128,128");
        values.push_back(*number);
    }
    return values;
}

std::optional<std::vector<std::string>> Arguments::names(const std::string& option) const {
    const auto typed = text(option);
    if (!typed)
        return {};
    std::vector<std::string> parts = split(*typed, ',');
    if (std::any_of(parts.begin(), parts.end(), [](const std::string& part) { return part.empty(); }))
        refuse(option, *typed, "a list with a comma between its entries");
    return parts;
}

std::optional<std::pair<int, int>> Arguments::size(const std::string& option) const {
    const auto typed = text(option);
    if (!typed)
        return {};
    const std::vector<std::string> parts = split(*typed, 'x');
    constexpr int kLeast = 16, kMost = 16384;
    const auto within = [](const std::optional<int>& n) { return n && *n >= kLeast && *n <= kMost; };
    const auto width = parsed<int>(parts.front()), height = parsed<int>(parts.back());
    if (parts.size() != 2 || !within(width) || !within(height))
        refuse(option, *typed, "a size like 1280x720, each side from 16 to 16384 pixels,");
    return std::pair(*width, *height);
}

std::vector<double> Arguments::numbers(const std::string& option) const {
    std::vector<double> values;
    if (const auto found = m_values.find(option); found != m_values.end())
        for (const std::string& typed : found->second) {
            const auto number = parsedNumber(typed);
            if (!number)
                refuse(option, typed, "a finite number");
            values.push_back(*number);
        }
    return values;
}

} // namespace app
