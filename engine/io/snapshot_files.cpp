#include "engine/io/snapshot_files.h"

#include "engine/core/error.h"
#include "engine/core/text.h"
#include "engine/data/dataset_join.h"
#include "engine/data/dataset_reduction.h"
#include "engine/io/csv_format.h"
#include "engine/io/message_text.h"
#include "engine/io/outline_table.h"
#include "engine/io/times/file_times.h"
#include "engine/io/times/number_text.h"

#include <algorithm>
#include <cmath>

namespace engine {

namespace {

const char* const kBaseName = "the open dataset";

bool isSingle(const SnapshotFile& file) { return file.data.dataset.snapshots.size() == 1; }

bool hasTime(const Dataset& dataset, Real time) {
    return std::any_of(dataset.snapshots.begin(), dataset.snapshots.end(),
                       [&](const Snapshot& snapshot) { return snapshot.time == time; });
}

/// Decides which files keep their own times.
void judge(SnapshotFiles& set) {
    const auto& files = set.files;
    const bool allClaimOneTime =
        files.size() > 1 && std::all_of(files.begin(), files.end(), [&](const SnapshotFile& file) {
            return isSingle(file) && file.data.dataset.firstTime() == files.front().data.dataset.firstTime();
        });
    for (SnapshotFile& file : set.files) {
        const bool isTaken = isSingle(file) && set.base && hasTime(*set.base, file.data.dataset.firstTime());
        const bool says = !isSingle(file) || file.data.mapping.indexOf(ColumnRole::Time) >= 0;
        file.hasOwnTimes = says && !allClaimOneTime && !isTaken;
    }
}

/// Counts the days of a file from another day 0.
void countFrom(Real zero, ImportedData& data) {
    TimeAxis& axis = *data.mapping.times;
    const Real shift = *axis.dayZero - zero;
    for (TimeEntry& entry : axis.entries)
        if (entry.time)
            *entry.time += shift;
    for (Snapshot& snapshot : data.dataset.snapshots)
        snapshot.time += shift;
    axis.dayZero = zero;
}

std::optional<Real> dayZeroOf(const SnapshotFile& file) {
    return file.data.mapping.times ? file.data.mapping.times->dayZero : std::nullopt;
}

/// Puts the dates of all files on one axis and returns its day 0, which is empty where there are plain numbers.
std::optional<Real> alignDates(SnapshotFiles& set) {
    std::optional<Real> zero;
    std::string dated, plain;
    const auto note = [&](const std::string& name, std::optional<Real> own) {
        std::string& found = own ? dated : plain;
        if (found.empty())
            found = name;
        if (own && !(set.base && zero)) // the base stays as it is
            zero = zero ? std::min(*zero, *own) : own;
    };
    if (set.base && !set.base->isEmpty())
        note(kBaseName, dayZeroOf(*set.base));
    for (const SnapshotFile& file : set.files)
        if (file.hasOwnTimes)
            note(file.name, dayZeroOf(file));
    if (!dated.empty() && !plain.empty())
        throw Error(ErrorCode::UnusableInput,
                    Sentence::of("%1 has dates as times, %2 has plain numbers.", dated, plain),
                    Sentence::of("Write the times of both alike."));
    for (SnapshotFile& file : set.files)
        if (file.hasOwnTimes && zero)
            countFrom(*zero, file.data);
    return zero;
}

/// Words as times are counted through all files.
void alignCategories(SnapshotFiles& set) {
    std::vector<std::string> words;
    for (SnapshotFile& file : set.files) {
        auto& axis = file.data.mapping.times;
        if (!file.hasOwnTimes || !axis || axis->kind != TimeKind::Categories)
            continue;
        for (const std::size_t entry : axis->order()) {
            auto& [text, time] = axis->entries[entry];
            const auto found = std::find(words.begin(), words.end(), text);
            time = Real(found - words.begin());
            if (found == words.end())
                words.push_back(text);
            for (Snapshot& snapshot : file.data.dataset.snapshots)
                if (snapshot.name == text)
                    snapshot.time = *time;
        }
        file.data.dataset.sortByTime();
    }
}

/// What the names of the files without times say; days are counted from `zero` where there are dates already.
TimeAxis timesInNames(const SnapshotFiles& set, std::optional<Real> zero) {
    std::vector<std::string> names;
    bool othersHaveTimes = set.base && !set.base->isEmpty();
    for (const SnapshotFile& file : set.files)
        if (file.hasOwnTimes)
            othersHaveTimes = true;
        else
            names.push_back(file.name);
    TimeAxis axis = fileTimes(names);
    // Days since a date say nothing beside plain numbers, nor do those beside dates.
    const bool fits = !othersHaveTimes || axis.dayZero.has_value() == zero.has_value();
    for (TimeEntry& entry : axis.entries) {
        if (!fits || (set.base && entry.time && !zero && hasTime(*set.base, *entry.time)))
            entry.time.reset();
        else if (entry.time && zero)
            *entry.time += *axis.dayZero - *zero;
    }
    if (zero)
        axis.dayZero = zero;
    return axis;
}

/// Lines are no snapshots.
void setOverlaysApart(SnapshotFiles& set) {
    auto first = std::stable_partition(set.files.begin(), set.files.end(),
                                       [](const SnapshotFile& file) { return !file.data.isOverlay; });
    if (first == set.files.begin() && first != set.files.end())
        ++first;
    for (auto file = first; file != set.files.end(); ++file)
        set.overlays.push_back(std::make_shared<const Outlines>(overlayOf(*file)));
    set.files.erase(first, set.files.end());
}

/// The name of a snapshot that was a file: what tells it from the others, unless that is its time.
std::string nameOf(const TimeEntry& entry) {
    return std::isnan(parseNumber(entry.text, false)) ? entry.text : std::string();
}

std::string understandingOf(const SnapshotFiles& set) {
    constexpr std::size_t kMost = 6;
    std::string text = counted(set.files.size(), "file");
    std::string list;
    std::size_t count = 0;
    for (std::size_t i = 0; i < set.files.size(); ++i)
        if (set.times.entries[i].time && ++count <= kMost)
            list += (list.empty() ? "" : ", ") + set.files[i].name + " = " + shortNumber(*set.times.entries[i].time);
    if (count > 0)
        text += ", " + list + (count > kMost ? ", …" : "");
    if (!set.times.unit.empty())
        text += " " + set.times.unit;
    if (!set.times.remark.empty())
        text += ", " + set.times.remark;
    const std::string& first = set.files.front().data.understanding;
    if (!first.empty())
        text += " · " + first;
    for (const SnapshotFile& file : set.files)
        if (file.data.understanding != first)
            text += " · " + file.name + ": " + file.data.understanding;
    return text;
}

/// " · b.csv has no kind" for columns that go along from other files only.
std::string missingColumns(const SnapshotFiles& set, const Dataset& all) {
    std::string text;
    for (const SnapshotFile& file : set.files) {
        std::string names;
        for (const AttributeColumn& column : all.attributes) {
            const auto& own = file.data.dataset.attributes;
            if (std::none_of(own.begin(), own.end(), [&](const auto& other) { return other.name == column.name; }))
                names += (names.empty() ? "" : ", ") + column.name;
        }
        if (!names.empty())
            text += " · " + file.name + " has no " + names;
    }
    return text;
}

/// What all names begin with, without the word of time and what separates it: "cells_day3" and "cells_day6" are cells.
/// The title of the first where they have nothing in common.
std::string titleOf(const SnapshotFiles& set) {
    std::string shared = set.files.front().name;
    for (const SnapshotFile& file : set.files)
        shared.erase(std::mismatch(shared.begin(), shared.end(), file.name.begin(), file.name.end()).first,
                     shared.end());
    const std::size_t word = shared.find_last_of("_- ") + 1; // 0 without a separator
    if (word > 0 && saysTime(shared.substr(word) + "1"))
        shared.erase(word);
    while (!shared.empty() && std::isalpha(static_cast<unsigned char>(shared.back())) == 0)
        shared.pop_back();
    return shared.size() > 1 ? shared : set.files.front().data.dataset.title;
}

} // namespace

SnapshotFiles readSnapshots(const std::vector<std::filesystem::path>& files, const ImportOptions& options) {
    SnapshotFiles set;
    set.subsample = options.subsample;
    set.components = options.components;
    for (std::size_t i = 0; i < files.size(); ++i) {
        ImportOptions one = options;
        one.subsample.reset(); // of what all hold together
        if (options.subsample)
            one.rowSeed = options.subsample->seed;
        one.seed = options.seed + i; // two equal pictures are not to be the same points
        one.control.progress = [&](double part) {
            if (options.control.progress)
                options.control.progress((double(i) + part) / double(files.size()));
        };
        SnapshotFile& file = set.files.emplace_back();
        file.name = files[i].filename().string();
        file.data = readData(files[i], one);
    }
    setOverlaysApart(set);
    findTimes(set);
    return set;
}

Outlines overlayOf(const SnapshotFile& file) {
    std::filesystem::path name = file.name;
    while (name.has_extension()) // "coast.csv.gz" too
        name = name.stem();
    return outlinesOf(*file.data.table, file.data.mapping, name.string());
}

SnapshotFiles addedTo(Dataset base, SnapshotFiles files) {
    files.base = std::move(base);
    findTimes(files);
    return files;
}

void findTimes(SnapshotFiles& set) {
    judge(set);
    const std::optional<Real> zero = alignDates(set);
    alignCategories(set);
    TimeAxis named = timesInNames(set, zero);
    auto name = named.entries.begin();
    set.times = {named.kind, {}, named.unit, named.remark, named.dayZero, {}};
    Dataset sofar; // of the times alone
    const auto take = [&](Real time) { sofar.snapshots.emplace_back().time = time; };
    if (set.base)
        for (const Snapshot& snapshot : set.base->snapshots)
            take(snapshot.time);
    for (const SnapshotFile& file : set.files)
        if (file.hasOwnTimes)
            for (const Snapshot& snapshot : file.data.dataset.snapshots)
                take(snapshot.time);
    for (const SnapshotFile& file : set.files) {
        TimeEntry& entry = set.times.entries.emplace_back();
        if (file.hasOwnTimes)
            continue;
        entry = *name++;
        if (!entry.time)
            entry.time = nextTime(sofar);
        take(*entry.time);
    }
}

ImportedData joined(const SnapshotFiles& set) { return completed(set, measured(set)); }

ImportedData measured(const SnapshotFiles& set) {
    ImportedData all = set.files.front().data;
    const std::string& firstName = set.files.front().name;
    const auto datasetOf = [&](std::size_t i) {
        const SnapshotFile& file = set.files[i];
        Dataset dataset = file.data.dataset;
        if (!file.hasOwnTimes) {
            dataset.snapshots.front().time = *set.times.entries[i].time;
            dataset.snapshots.front().name = nameOf(set.times.entries[i]);
            dataset.timeUnit = set.times.unit;
        }
        return dataset;
    };
    if (set.files.size() > 1) {
        all = {datasetOf(0), nullptr, {}, understandingOf(set), false};
        all.dataset.title = titleOf(set);
    } else if (set.base || set.times.kind != TimeKind::Categories) {
        all.dataset = datasetOf(0);
    }
    for (const auto& overlay : set.overlays)
        all.understanding += " · lines of " + overlay->name + " below the data";
    for (std::size_t i = 1; i < set.files.size(); ++i) {
        const Dataset more = datasetOf(i);
        all.dataset = joined(all.dataset, firstName, more, set.files[i].name);
        if (all.dataset.timeUnit.empty())
            all.dataset.timeUnit = more.timeUnit;
    }
    all.understanding += missingColumns(set, all.dataset);
    all.dataset.sortByTime();
    if (set.subsample)
        thin(all, *set.subsample);
    return all;
}

bool needsComponents(const SnapshotFiles& set, const Dataset& measured) {
    if (set.base && set.base->pointCount() > 0)
        return false;
    return set.components || measured.dimension() > kMostCoordinates;
}

ImportedData completed(const SnapshotFiles& set, ImportedData all, const PrincipalComponents* known) {
    if (needsComponents(set, all.dataset)) {
        const PrincipalComponents components = known ? *known : principalComponents(all.dataset);
        reduce(all, components, set.components.value_or(suggestedCount(components)));
    }
    if (!set.base)
        return all;
    if (const auto& components = set.base->components; components && all.dataset.axisNames != set.base->axisNames)
        reduce(all, *components, components->count());
    all.dataset = joined(*set.base, kBaseName, all.dataset, set.files.front().name);
    return all;
}

} // namespace engine
