#include "engine/io/times/file_times.h"

#include "engine/io/csv_format.h"
#include "engine/io/times/number_text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <string_view>

namespace engine {

namespace {

/// "cells.csv.gz" → "cells", "t0.5.npy" → "t0.5".
std::string stemOf(const std::string& name) {
    std::filesystem::path stem = std::filesystem::path(name).stem();
    if (std::filesystem::path(name).extension() == ".gz")
        stem = stem.stem();
    return stem.string();
}

bool isSeparator(char c) { return c == '_' || c == '-' || c == ' ' || c == '.' || c == '(' || c == ')'; }

std::size_t sharedBeginning(const std::vector<std::string>& texts) {
    std::size_t length = texts.front().size();
    for (const std::string& text : texts)
        length = std::min(
            length,
            std::size_t(std::mismatch(text.begin(), text.end(), texts.front().begin(), texts.front().end()).first -
                        text.begin()));
    return length;
}

/// What remains of the names without the words all begin and end with; a word is never cut in two.
std::vector<std::string> differingParts(const std::vector<std::string>& stems) {
    if (stems.size() < 2)
        return stems;
    std::vector<std::string> reversed;
    for (const std::string& stem : stems)
        reversed.emplace_back(stem.rbegin(), stem.rend());
    std::size_t front = sharedBeginning(stems), back = sharedBeginning(reversed);
    // A point within a number and a sign in front of one belong to it: no separators here.
    const auto cuts = [](const std::string& text, std::size_t at) {
        return at == 0 || (isSeparator(text[at - 1]) && text[at - 1] != '.');
    };
    while (!cuts(stems.front(), front))
        --front;
    while (!cuts(reversed.front(), back))
        --back;
    std::vector<std::string> parts;
    for (const std::string& stem : stems)
        parts.push_back(front + back < stem.size() ? stem.substr(front, stem.size() - front - back) : stem);
    return parts;
}

} // namespace

TimeAxis fileTimes(const std::vector<std::string>& names) {
    if (names.empty())
        return {};
    std::vector<std::string> stems;
    for (const std::string& name : names)
        stems.push_back(stemOf(name));
    TimeAxis axis = guessTimeAxis(stems);
    const std::vector<std::string> parts = differingParts(stems);
    for (std::size_t i = 0; i < stems.size(); ++i) {
        const std::string_view date = axis.dayZero ? dateWithin(stems[i]) : std::string_view();
        axis.entries[i].text = date.empty() ? parts[i] : std::string(date);
    }
    // The number in the name of a single file may be anything: "cells2.csv".
    const bool isSaid = names.size() > 1 || axis.kind == TimeKind::Dates || saysTime(stems.front()) ||
                        !std::isnan(parseNumber(stems.front(), false));
    if (!isSaid)
        axis = {TimeKind::Categories, std::move(axis.entries), {}, {}, {}, {}};
    if (axis.kind == TimeKind::Categories)
        for (TimeEntry& entry : axis.entries)
            entry.time.reset();
    return axis;
}

} // namespace engine
