#include "app/commands/input.h"

#include "app/commands/shared.h"
#include "engine/core/error.h"
#include "engine/data/synthetic.h"
#include "engine/io/csv.h"
#include "engine/io/reader_registry.h"
#include "ui/document/project_file.h"

#include <QSaveFile>
#include <algorithm>
#include <filesystem>

namespace app {

using engine::ColumnChoice;
using engine::ColumnRole;
using engine::Error;
using engine::ErrorCode;

namespace {

constexpr char kExample[] = "example:";

bool isExample(const std::string& name) { return name.rfind(kExample, 0) == 0; }

ColumnChoice columnsFrom(const Arguments& arguments) {
    return {arguments.text("time"), arguments.names("coordinates").value_or(std::vector<std::string>()),
            arguments.text("weight")};
}

/// Naming columns of something that has none is a misunderstanding worth telling.
void refuseColumns(const Arguments& arguments, const std::string& name) {
    for (const char* option : {"time", "coordinates", "weight"})
        if (arguments.has(option))
            throw Error(ErrorCode::InvalidArgument,
                        std::string("--") + option + " names a column of a data file; " + name + " has none.");
}

engine::ReadControl controlOf(Progress& progress, const Console& console) {
    return {[&progress](double part) { progress.update(part); }, console.stop()};
}

/// For each wanted name its place among the names there are; empty unless they are the same names.
std::vector<int> orderOf(const std::vector<std::string>& wanted, const std::vector<std::string>& there) {
    std::vector<int> order;
    for (const std::string& name : wanted)
        if (const auto found = std::find(there.begin(), there.end(), name); found != there.end())
            order.push_back(int(found - there.begin()));
    return order.size() == there.size() && wanted.size() == there.size() ? order : std::vector<int>();
}

/// A table's coordinates come in the order of its columns; these are put into the order of `names`.
void orderAxes(engine::Dataset& dataset, const std::vector<std::string>& names) {
    const std::vector<int> order = orderOf(names, dataset.axisNames);
    if (order.empty() || std::is_sorted(order.begin(), order.end()))
        return;
    dataset.axisNames = names;
    for (engine::Snapshot& snapshot : dataset.snapshots) {
        const engine::Points points = snapshot.points.points()(order, Eigen::all);
        snapshot.points = engine::PointSet(points, snapshot.points.weights(), snapshot.points.attributes());
    }
}

/// What the data's axes are called in a file: x, y, z unless they have names.
std::vector<std::string> axisNamesOf(const engine::Dataset& dataset) {
    std::vector<std::string> names = dataset.axisNames;
    if (names.empty() && dataset.dimension() <= 3)
        for (int axis = 0; axis < dataset.dimension(); ++axis)
            names.emplace_back(1, "xyz"[axis]);
    return names;
}

Input readDataFile(const std::string& name, const Arguments& arguments, Console& console) {
    Progress progress(console, "Reading " + name);
    engine::ImportedData imported = engine::readData(name, {columnsFrom(arguments), controlOf(progress, console)});
    if (!imported.understanding.empty())
        console.note(name + ": " + imported.understanding);
    Input input;
    if (imported.table)
        for (const engine::TableColumn& column : imported.table->columns)
            input.columns.push_back(column.name);
    if (imported.dataset.title.empty())
        imported.dataset.title = std::filesystem::path(name).stem().string();
    input.project.dataset = std::move(imported.dataset);
    orderAxes(input.project.dataset, arguments.names("coordinates").value_or(std::vector<std::string>()));
    return input;
}

} // namespace

Input readInput(const std::string& name, const Arguments& arguments, Console& console) {
    if (isExample(name)) {
        refuseColumns(arguments, name);
        Input input;
        const auto& example = engine::syntheticExample(name.substr(sizeof kExample - 1));
        input.project.dataset = engine::makeDataset(example, arguments.seed("seed").value_or(0));
        return input;
    }
    if (hasSuffix(name, ui::kProjectSuffix)) {
        refuseColumns(arguments, name);
        return {ui::readProject(QString::fromStdString(name)), true, {}};
    }
    return readDataFile(name, arguments, console);
}

PointTable readPoints(const std::string& path, const engine::Dataset& like, const Arguments& arguments,
                      Console& console) {
    Progress progress(console, "Reading " + path);
    const engine::Table table = engine::readCsv(path, controlOf(progress, console));
    ColumnChoice choice = columnsFrom(arguments);
    const std::vector<std::string> axes = axisNamesOf(like);
    const auto isThere = [&](const std::string& axis) { return table.find(axis) >= 0; };
    if (choice.coordinates.empty() && std::all_of(axes.begin(), axes.end(), isThere))
        choice.coordinates = axes;
    const engine::ColumnMapping mapping = engine::mappingFor(table, choice);
    engine::PointsAtTimes read = engine::pointsAtTimes(table, mapping, like.dimension());
    PointTable points{std::move(read.points), std::move(read.times), {}};
    for (const int column : mapping.columnsOf(ColumnRole::Coordinate))
        points.axisNames.push_back(table.columns[std::size_t(column)].name);
    if (const std::vector<int> order = orderOf(choice.coordinates, points.axisNames); !order.empty()) {
        points.points = engine::Points(points.points(order, Eigen::all));
        points.axisNames = choice.coordinates;
    }
    return points;
}

Input readInputLike(const std::string& name, const engine::Dataset& like, const Arguments& arguments,
                    Console& console) {
    Input input = readInput(name, arguments, console);
    engine::Dataset& dataset = input.project.dataset;
    if (!arguments.has("coordinates"))
        orderAxes(dataset, axisNamesOf(like));
    if (dataset.dimension() != like.dimension())
        throw Error(ErrorCode::UnusableInput,
                    name + " has " + std::to_string(dataset.dimension()) + " coordinates, the project has " +
                        std::to_string(like.dimension()) + ".",
                    "Name the columns with --coordinates.");
    return input;
}

void requireWritable(const std::string& path) {
    QSaveFile file(QString::fromStdString(path));
    if (!file.open(QIODevice::WriteOnly))
        throw Error(ErrorCode::CannotWrite, "Cannot write " + path + ": " + file.errorString().toStdString() + ".",
                    "Choose a folder that exists, that you may write to and that has room.");
    file.cancelWriting();
}

} // namespace app
