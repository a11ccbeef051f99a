// What column names and contents suggest: the rules, apart from what is done with them.
#include "engine/io/column_guess.h"

#include "engine/io/missing_value.h"
#include "engine/io/times/date_text.h"
#include "engine/io/times/number_text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <string_view>

namespace engine {

namespace {

template <std::size_t N> bool isOneOf(std::string_view name, const std::array<std::string_view, N>& names) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

constexpr std::array<std::string_view, 37> kTimeNames = {
    "t",          "time",       "times",  "day",           "days",     "hour",      "hours",     "hr",
    "minute",     "minutes",    "week",   "weeks",         "month",    "months",    "year",      "years",
    "date",       "samples",    "sample", "sample_labels", "stage",    "age",       "epoch",     "timepoint",
    "time_point", "timepoints", "frame",  "snapshot",      "datetime", "date_time", "timestamp", "dpf",
    "hpf",        "dpi",        "hpi",    "obs_time",      "time_bin"};
/// Names of a column of words that say which sample a row comes from: its time where there is no other.
constexpr std::array<std::string_view, 8> kSampleNames = {
    "sample_name", "samplename", "sample_names", "sample_label", "sample_id", "sampleid", "orig_ident", "library"};
constexpr std::array<std::string_view, 6> kWeightNames = {"w", "weight", "weights", "mass", "masses", "multiplicity"};
constexpr std::array<std::string_view, 16> kIdentityNames = {
    "id",    "ids",      "index", "idx", "cell_id", "barcode", "particle", "particle_id",
    "track", "track_id", "uid",   "row", "name",    "names",   "cell",     "storm"};
constexpr std::array<std::string_view, 22> kLabelNames = {
    "label", "labels", "cluster", "clusters", "type",      "cell_type",  "celltype", "class",
    "group", "groups", "species", "batch",    "category",  "annotation", "leiden",   "louvain",
    "clone", "fate",   "state",   "lineage",  "condition", "replicate"};
constexpr std::array<std::string_view, 6> kLongitudeNames = {"lon",       "lng",     "long",
                                                             "longitude", "lon_deg", "longitude_deg"};
constexpr std::array<std::string_view, 4> kLatitudeNames = {"lat", "latitude", "lat_deg", "latitude_deg"};

/// "Time (h)" → "time", "Cell Type" → "cell_type".
std::string plainName(const std::string& name) {
    std::string plain;
    for (const char c : name.substr(0, name.find_first_of("([")))
        plain += c == ' ' || c == '-' || c == '.' ? '_' : char(std::tolower(static_cast<unsigned char>(c)));
    while (!plain.empty() && plain.back() == '_')
        plain.pop_back();
    return plain;
}

/// "time_h", "t_days": the unit; empty for other names.
std::string unitInName(std::string_view name) {
    for (const std::string_view prefix : {"time_", "t_"}) {
        if (name.substr(0, prefix.size()) != prefix)
            continue;
        const std::string_view word = name.substr(prefix.size());
        const bool mayBeAxis = word.size() == 1 && word != "s" && word != "h" && word != "d"; // t_x, t_y, t_w
        return mayBeAxis ? std::string() : timeUnitNamed(word);
    }
    return {};
}

/// vx, v_y, vel_x, velocity_pc1, …; also v1, v2 where coordinates of another name exist.
bool isVelocityName(std::string_view name) {
    for (const std::string_view prefix : {"velocity", "vel", "v"})
        if (name.substr(0, prefix.size()) == prefix) {
            std::string_view rest = name.substr(prefix.size());
            const bool separated = !rest.empty() && rest.front() == '_';
            if (separated)
                rest.remove_prefix(1);
            if (rest.empty())
                return false;
            const bool isAxis = rest.size() == 1 && (rest.front() >= 'x' && rest.front() <= 'z');
            const bool isNumber = rest.find_first_not_of("0123456789") == std::string_view::npos;
            if (isAxis || isNumber || (separated && prefix != "v"))
                return true;
        }
    return false;
}

/// A column that only counts the rows, as data frames write it.
bool isRowIndex(const TableColumn& column) {
    if (column.isText || (!column.name.empty() && column.name != "Unnamed: 0"))
        return false;
    for (std::size_t i = 0; i < column.numbers.size(); ++i)
        if (column.numbers[i] != column.numbers[0] + double(i))
            return false;
    return true;
}

/// Few different values, each in several rows: could be times although the name does not say so.
bool looksLikeTime(const TableColumn& column) {
    if (column.isText || column.firstBad || column.firstMissing)
        return false;
    std::set<double> values;
    for (const double value : column.numbers) {
        values.insert(value);
        if (values.size() > 64)
            return false;
    }
    const bool several = values.size() >= 2 && double(column.numbers.size()) >= 3.0 * double(values.size());
    // Sorted, or whole numbers: measurements are hardly either.
    return several && (std::is_sorted(column.numbers.begin(), column.numbers.end()) ||
                       std::all_of(values.begin(), values.end(), [](double v) { return v == std::floor(v); }));
}

bool holdsDates(const TableColumn& column) {
    std::vector<std::string_view> texts;
    for (const std::string& category : column.categories)
        if (!isMissingMarker(category))
            texts.push_back(category);
    return column.isText && readDates(texts);
}

/// Words for samples, each of several rows.
bool namesFewSamples(const TableColumn& column) {
    constexpr std::size_t kMostSamples = 64;
    const std::size_t count = column.categories.size();
    return column.isText && isOneOf(plainName(column.name), kSampleNames) && count >= 2 && count <= kMostSamples &&
           column.codes.size() >= 3 * count;
}

} // namespace

ColumnKind kindOf(const TableColumn& column) {
    const std::string name = plainName(column.name);
    if (isRowIndex(column))
        return ColumnKind::RowIndex;
    if (isOneOf(name, kTimeNames) || !unitInName(name).empty())
        return ColumnKind::Time;
    if (column.isText || isOneOf(name, kLabelNames))
        return ColumnKind::Label;
    if (isOneOf(name, kWeightNames))
        return ColumnKind::Weight;
    if (isOneOf(name, kIdentityNames))
        return ColumnKind::Identity;
    if (isOneOf(name, kLongitudeNames))
        return ColumnKind::Longitude;
    if (isOneOf(name, kLatitudeNames))
        return ColumnKind::Latitude;
    return isVelocityName(name) ? ColumnKind::Velocity : ColumnKind::Number;
}

int guessTimeColumn(const Table& table) {
    // A name that says it; among several the first, but rather numbers than text, and rather dates than words.
    int named = -1;
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
        const TableColumn& column = table.columns[c];
        if (kindOf(column) != ColumnKind::Time)
            continue;
        if (!column.isText)
            return int(c);
        if (named < 0 || (!holdsDates(table.columns[std::size_t(named)]) && holdsDates(column)))
            named = int(c);
    }
    if (named >= 0)
        return named;
    for (std::size_t c = 0; c < table.columns.size(); ++c)
        if (holdsDates(table.columns[c]))
            return int(c);
    for (std::size_t c = 0; c < table.columns.size(); ++c)
        if (namesFewSamples(table.columns[c]))
            return int(c);
    // By content only where the first column looks like it: another one may as well be a measurement in steps.
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
        const ColumnKind kind = kindOf(table.columns[c]);
        if (kind == ColumnKind::RowIndex)
            continue;
        return kind == ColumnKind::Number && table.columns.size() > 1 && looksLikeTime(table.columns[c]) ? int(c) : -1;
    }
    return -1;
}

std::string timeUnitOf(const std::string& columnName) {
    const auto open = columnName.find_first_of("(["), close = columnName.find_first_of(")]");
    if (open != std::string::npos && close != std::string::npos && close > open + 1)
        return columnName.substr(open + 1, close - open - 1);
    const std::string name = plainName(columnName);
    if (const std::string unit = unitInName(name); !unit.empty())
        return unit;
    // "year" holds numbers of years rather than durations.
    const std::string unit = timeUnitNamed(name);
    return name.size() > 1 && unit != "years" ? unit : std::string();
}

} // namespace engine
