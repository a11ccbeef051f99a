// What texts mean as times: the lines that are tried as cells of a column, as names of files, and put in another order.
#include "engine/core/text.h"
#include "engine/io/times/file_times.h"
#include "engine/io/times/time_axis.h"
#include "tests/fuzz/support/fuzzed_file.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace {

void requireValid(const engine::TimeAxis& axis) {
    for (const engine::TimeEntry& entry : axis.entries)
        if (entry.time && !std::isfinite(*entry.time))
            std::abort();
    if (axis.dayZero && !std::isfinite(*axis.dayZero))
        std::abort();
    const std::vector<std::size_t> order = axis.order();
    for (std::size_t i = 1; i < order.size(); ++i)
        if (*axis.entries[order[i - 1]].time > *axis.entries[order[i]].time)
            std::abort();
    engine::TimeAxis turned = axis;
    turned.reorder({order.rbegin(), order.rend()});
    engine::description(turned);
}

/// The texts as a column, one row each.
engine::TableColumn columnOf(const std::vector<std::string>& texts) {
    engine::TableColumn column;
    column.name = "time";
    column.isText = true;
    for (const std::string& text : texts) {
        const auto known = std::find(column.categories.begin(), column.categories.end(), text);
        column.codes.push_back(text.empty() ? -1 : int(known - column.categories.begin()));
        if (!text.empty() && known == column.categories.end())
            column.categories.push_back(text);
    }
    return column;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    std::vector<std::string> texts(1);
    for (const char c : tests::asText(bytes, size))
        c == '\n' ? texts.emplace_back() : texts.back() += c, void();
    tests::mayRefuse([&] {
        requireValid(engine::guessTimeAxis(texts));
        requireValid(engine::guessTimeAxis(texts, engine::DateOrder::MonthFirst));
        requireValid(engine::fileTimes(texts));
        const engine::TableColumn column = columnOf(texts);
        const engine::TimeAxis axis = engine::guessTimeAxis(column);
        requireValid(axis);
        for (const engine::Real time : engine::rowTimes(column, axis))
            if (std::isinf(time))
                std::abort();
    });
    return 0;
}
