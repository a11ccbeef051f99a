#include "engine/io/snapshot_writer.h"

#include "engine/core/error.h"
#include "engine/io/atomic_file.h"
#include "engine/io/npy.h"
#include "engine/io/snapshot_table.h"
#include "engine/io/table_text.h"
#include "engine/io/vtk/vtk_columns.h"
#include "engine/io/vtk/vtk_xml_writer.h"
#include "engine/io/zip_archive.h"

#include <algorithm>
#include <numeric>

namespace engine {

namespace {

std::string endingOf(const std::filesystem::path& file) {
    std::string ending = file.extension().string();
    std::transform(ending.begin(), ending.end(), ending.begin(), [](unsigned char c) { return char(std::tolower(c)); });
    return ending.empty() ? ending : ending.substr(1);
}

void writeTable(const Table& table, const std::filesystem::path& path, char delimiter) {
    AtomicFile file(path);
    std::string row;
    for (const TableColumn& column : table.columns)
        row += (row.empty() ? "" : std::string(1, delimiter)) + csvField(column.name, delimiter);
    file.write(row + "\n");
    for (Index i = 0; i < table.rows(); ++i) {
        row = cellText(table.columns.front(), i, delimiter);
        for (std::size_t c = 1; c < table.columns.size(); ++c)
            row += delimiter + cellText(table.columns[c], i, delimiter);
        file.write(row + "\n");
    }
    file.commit();
}

std::vector<std::string> axisNamesOf(const SnapshotTable& snapshots) {
    std::vector<std::string> names;
    for (std::size_t axis = 0; axis < snapshots.coordinates; ++axis)
        names.push_back(snapshots.coordinate(axis).name);
    return names;
}

void writeArchive(const SnapshotTable& snapshots, const std::filesystem::path& path) {
    const Index rows = snapshots.table.rows();
    std::vector<double> places;
    places.reserve(std::size_t(rows) * snapshots.coordinates);
    for (std::size_t i = 0; i < std::size_t(rows); ++i)
        for (std::size_t axis = 0; axis < snapshots.coordinates; ++axis)
            places.push_back(snapshots.coordinate(axis).numbers[i]);
    ZipWriter archive(path);
    std::vector<std::string> taken = {"x", kAxisNamesArray};
    archive.add(uniqueName(snapshots.time().name, taken) + ".npy", npyBytes(snapshots.time()));
    archive.add("x.npy", npyBytes(places.data(), {rows, Index(snapshots.coordinates)}));
    archive.add(std::string(kAxisNamesArray) + ".npy", npyBytes(axisNamesOf(snapshots)));
    for (const TableColumn* column : snapshots.others())
        archive.add(uniqueName(column->name, taken) + ".npy", npyBytes(*column));
    archive.commit();
}

/// Points of some rows as VTK has them.
std::string vtkFileOf(const SnapshotTable& snapshots, Index begin, Index end) {
    std::vector<Index> rows(static_cast<std::size_t>(end - begin));
    std::iota(rows.begin(), rows.end(), begin);
    std::vector<double> places;
    for (const Index row : rows)
        for (std::size_t axis = 0; axis < 3; ++axis)
            places.push_back(axis < snapshots.coordinates ? snapshots.coordinate(axis).numbers[std::size_t(row)] : 0);
    std::vector<std::string> taken;
    std::string data = vtkArray(uniqueName(snapshots.time().name, taken), snapshots.time(), rows);
    for (std::size_t axis = 3; axis < snapshots.coordinates; ++axis)
        data += vtkArray(uniqueName("x" + std::to_string(axis + 1), taken), snapshots.coordinate(axis), rows);
    for (const TableColumn* column : snapshots.others())
        data += vtkArray(uniqueName(column->name, taken), *column, rows);
    return vtkPointsFile(end - begin, 1, vtkArray("Points", 3, places), data,
                         vtkArray(kAxisNamesArray, axisNamesOf(snapshots)));
}

} // namespace

const std::vector<std::string>& snapshotSuffixes() {
    static const std::vector<std::string> suffixes = {"csv", "tsv", "npz", "vtp", "pvd"};
    return suffixes;
}

bool isSnapshotFile(const std::filesystem::path& file) {
    const auto& known = snapshotSuffixes();
    return std::find(known.begin(), known.end(), endingOf(file)) != known.end();
}

void writeSnapshots(const Dataset& dataset, const std::filesystem::path& file) {
    const std::string ending = endingOf(file);
    if (!isSnapshotFile(file))
        throw Error(ErrorCode::InvalidArgument,
                    Sentence::of("Snapshots cannot be written as \"%1\": unknown ending.", file.filename().string()),
                    Sentence::of("Use one of the endings .csv, .tsv, .npz, .vtp, .pvd."));
    if (dataset.pointCount() == 0)
        throw Error(ErrorCode::UnusableInput, Sentence::of("There is no point to write."),
                    Sentence::of("Add points first."));
    const SnapshotTable snapshots(dataset);
    if (ending == "npz")
        return writeArchive(snapshots, file);
    if (ending == "vtp")
        return writeWholeFile(file, vtkFileOf(snapshots, 0, snapshots.table.rows()));
    if (ending != "pvd")
        return writeTable(snapshots.table, file, ending == "tsv" ? '\t' : ',');
    std::vector<Real> times;
    for (const Snapshot& snapshot : dataset.snapshots)
        times.push_back(snapshot.time);
    writeVtkSeries(file, times, [&](std::size_t k) {
        return vtkFileOf(snapshots, snapshots.firstRows[k], snapshots.firstRows[k + 1]);
    });
}

} // namespace engine
