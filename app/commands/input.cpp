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

/// What the data's axes are called in a file: x, y, z unless they have names.
std::vector<std::string> axisNamesOf(const engine::Dataset& dataset) {
    std::vector<std::string> names = dataset.axisNames;
    if (names.empty() && dataset.dimension() <= 3)
        for (int axis = 0; axis < dataset.dimension(); ++axis)
            names.emplace_back(1, "xyz"[axis]);
    return names;
}

/// The named columns; where none are named and there are columns called like `axes`, these.
ColumnChoice choiceFor(const engine::Table& table, const Arguments& arguments, const std::vector<std::string>& axes) {
    ColumnChoice choice = columnsFrom(arguments);
    const bool areThere =
        std::all_of(axes.begin(), axes.end(), [&](const std::string& axis) { return table.find(axis) >= 0; });
    if (choice.coordinates.empty() && areThere)
        choice.coordinates = axes;
    return choice;
}

Input readDataFile(const std::string& name, const Arguments& arguments, Console& console,
                   const std::vector<std::string>& axes) {
    Progress progress(console, "Reading " + name);
    engine::ImportedData imported = engine::readData(name, {columnsFrom(arguments), controlOf(progress, console)});
    Input input;
    if (imported.table) {
        for (const engine::TableColumn& column : imported.table->columns)
            input.columns.push_back(column.name);
        if (!axes.empty())
            imported = engine::importTable(*imported.table, choiceFor(*imported.table, arguments, axes));
    }
    if (!imported.understanding.empty())
        console.note(name + ": " + imported.understanding);
    if (imported.dataset.title.empty())
        imported.dataset.title = std::filesystem::path(name).stem().string();
    input.project.dataset = std::move(imported.dataset);
    return input;
}

Input readAny(const std::string& name, const Arguments& arguments, Console& console,
              const std::vector<std::string>& axes) {
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
    return readDataFile(name, arguments, console, axes);
}

} // namespace

Input readInput(const std::string& name, const Arguments& arguments, Console& console) {
    return readAny(name, arguments, console, {});
}

Input readInputLike(const std::string& name, const engine::Dataset& like, const Arguments& arguments,
                    Console& console) {
    Input input = readAny(name, arguments, console, axisNamesOf(like));
    const int dimension = input.project.dataset.dimension();
    if (dimension != like.dimension())
        throw Error(ErrorCode::UnusableInput,
                    name + " has " + std::to_string(dimension) + " coordinates, the project has " +
                        std::to_string(like.dimension()) + ".",
                    "Name the columns with --coordinates.");
    return input;
}

PointTable readPoints(const std::string& path, const engine::Dataset& like, const Arguments& arguments,
                      Console& console) {
    Progress progress(console, "Reading " + path);
    const engine::Table table = engine::readCsv(path, controlOf(progress, console));
    const engine::ColumnMapping mapping = engine::mappingFor(table, choiceFor(table, arguments, axisNamesOf(like)));
    engine::PointsAtTimes read = engine::pointsAtTimes(table, mapping, like.dimension());
    PointTable points{std::move(read.points), std::move(read.times), {}};
    for (const int column : mapping.columnsOf(ColumnRole::Coordinate))
        points.axisNames.push_back(table.columns[std::size_t(column)].name);
    return points;
}

void requireWritable(const std::string& path) {
    QSaveFile file(QString::fromStdString(path));
    if (!file.open(QIODevice::WriteOnly))
        throw Error(ErrorCode::CannotWrite, "Cannot write " + path + ": " + file.errorString().toStdString() + ".",
                    "Choose a folder that exists, that you may write to and that has room.");
    file.cancelWriting();
}

} // namespace app
