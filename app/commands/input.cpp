#include "app/commands/input.h"

#include "app/commands/shared.h"
#include "engine/core/error.h"
#include "engine/data/dataset_reduction.h"
#include "engine/data/synthetic.h"
#include "engine/io/snapshot_files.h"
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

constexpr int kMostBins = engine::kMostTimes;

ColumnChoice columnsFrom(const Arguments& arguments) {
    ColumnChoice choice{arguments.text("time"), arguments.names("coordinates").value_or(std::vector<std::string>()),
                        arguments.text("weight")};
    if (const auto bins = arguments.integer("bins", 2, kMostBins))
        choice.bins = int(*bins);
    return choice;
}

std::optional<engine::Subsample> subsampleFrom(const Arguments& arguments) {
    const auto most = arguments.integer("subsample", 1);
    if (!most)
        return {};
    return engine::Subsample{engine::Index(*most), arguments.seed("seed").value_or(0)};
}

/// Saying how to read a data file of something that is none is a misunderstanding worth telling.
void refuseDataOptions(const Arguments& arguments, const std::string& name) {
    for (const Option& option : dataOptions())
        if (arguments.has(option.name))
            throw Error(ErrorCode::InvalidArgument,
                        "--" + option.name + " says how to read a data file; " + name + " is none.");
}

engine::ReadControl controlOf(Progress& progress, const Console& console) {
    return {[&progress](double part) { progress.update(part); }, console.stop()};
}

engine::ImportOptions importOptions(const Arguments& arguments, Progress& progress, const Console& console) {
    engine::ImportOptions options;
    options.columns = columnsFrom(arguments);
    options.control = controlOf(progress, console);
    options.subsample = subsampleFrom(arguments);
    options.embedding = arguments.text("embedding").value_or("");
    if (const auto count = arguments.integer("pca", 1, engine::PrincipalComponents::kMost))
        options.components = int(*count);
    options.samples = arguments.integer("points", 1, engine::ImportOptions::kMostSamples).value_or(options.samples);
    if (arguments.has("inside"))
        options.meshPoints = engine::MeshPoints::Inside;
    options.seed = arguments.seed("seed").value_or(0);
    return options;
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

/// What the coordinates are called in a table of points for a dataset: like its axes, or, where these are principal
/// components and not in the table, like the coordinates they were computed from.
std::vector<std::string> coordinatesIn(const engine::Table& table, const engine::Dataset& like) {
    const auto areThere = [&](const std::vector<std::string>& names) {
        return std::all_of(names.begin(), names.end(), [&](const std::string& name) { return table.find(name) >= 0; });
    };
    const bool isMeasured = like.components && !areThere(like.axisNames) && areThere(like.components->names);
    return isMeasured ? like.components->names : axisNamesOf(like);
}

/// The mapping of a table whose times and coordinates are those of a dataset.
engine::ColumnMapping mappingLike(const engine::Table& table, const engine::Dataset& like, const Arguments& arguments) {
    engine::ColumnMapping mapping = engine::mappingFor(table, choiceFor(table, arguments, coordinatesIn(table, like)));
    if (const int time = mapping.indexOf(ColumnRole::Time); time >= 0) {
        if (!mapping.times)
            mapping.times = engine::guessTimeAxis(table.columns[std::size_t(time)]);
        engine::alignTo(*mapping.times, like);
    }
    return mapping;
}

std::string titleOf(const engine::ImportedData& data, const std::string& name) {
    return data.dataset.title.empty() ? std::filesystem::path(name).stem().string() : data.dataset.title;
}

std::vector<std::string> columnsOf(const engine::ImportedData& data) {
    std::vector<std::string> columns;
    if (data.table)
        for (const engine::TableColumn& column : data.table->columns)
            columns.push_back(column.name);
    return columns;
}

/// The columns a file of this dataset would have.
std::vector<std::string> columnsOf(const engine::Dataset& dataset) {
    std::vector<std::string> columns = {"t"};
    const std::vector<std::string> axes = axisNamesOf(dataset);
    columns.insert(columns.end(), axes.begin(), axes.end());
    for (int axis = int(axes.size()); axis < dataset.dimension(); ++axis)
        columns.push_back("x" + std::to_string(axis + 1));
    for (const engine::AttributeColumn& attribute : dataset.attributes)
        columns.push_back(attribute.name);
    return columns;
}

Input inputOf(engine::ImportedData data, const std::string& name, std::vector<std::string> columns) {
    Input input;
    data.dataset.title = titleOf(data, name);
    input.project.dataset = std::move(data.dataset);
    input.isOverlay = data.isOverlay;
    input.understanding = std::move(data.understanding);
    input.columns = columns.empty() ? columnsOf(input.project.dataset) : std::move(columns);
    return input;
}

Input readDataFiles(const std::vector<std::string>& names, const Arguments& arguments, Console& console) {
    Progress progress(console, names.size() == 1 ? "Reading " + names.front() : "Reading the files");
    const engine::SnapshotFiles files =
        engine::readSnapshots({names.begin(), names.end()}, importOptions(arguments, progress, console));
    Input input = inputOf(joined(files), names.front(), columnsOf(files.files.front().data));
    input.project.overlays = files.overlays;
    return input;
}

/// A data file in the terms of a dataset: its axes, its times.
Input readDataLike(const std::string& name, const engine::Dataset& like, const Arguments& arguments, Console& console) {
    Progress progress(console, "Reading " + name);
    engine::ImportOptions options = importOptions(arguments, progress, console);
    if (options.subsample)
        options.rowSeed = options.subsample->seed;
    options.subsample.reset(); // once the times are those of the dataset
    options.axisNames = like.components ? like.components->names : axisNamesOf(like);
    engine::ImportedData data = engine::readData(name, options);
    if (data.table)
        data = engine::importTable(data.table, mappingLike(*data.table, like, arguments));
    if (const auto subsample = subsampleFrom(arguments))
        engine::thin(data, *subsample);
    if (like.components && data.dataset.dimension() != like.dimension())
        engine::reduce(data, *like.components, like.dimension());
    console.note(name + ": " + data.understanding);
    return inputOf(data, name, columnsOf(data));
}

bool isProject(const std::string& name) { return hasSuffix(name, ui::kProjectSuffix); }

Input readExampleOrProject(const std::string& name, const Arguments& arguments) {
    refuseDataOptions(arguments, name);
    Input input;
    if (isProject(name)) {
        input.project = ui::readProject(QString::fromStdString(name));
        input.isProject = true;
    } else {
        const auto& example = engine::syntheticExample(name.substr(sizeof kExample - 1));
        input.project.dataset = engine::makeDataset(example, arguments.seed("seed").value_or(0));
    }
    input.columns = columnsOf(input.project.dataset);
    return input;
}

} // namespace

std::vector<Option> dataOptions(const std::string& whose) {
    return {{"time", "COLUMN", whose + "column with the times (default: guessed, and the guess is printed)"},
            {"coordinates", "A,B[,C...]", whose + "columns with the coordinates (default: guessed)"},
            {"weight", "COLUMN", whose + "column with the weights of the points (default: guessed)"},
            {"embedding", "NAME", whose + "positions of an AnnData file, such as X_pca (default: chosen, and told)"},
            {"bins", "N",
             whose + "cut the times into N snapshots of equally many points (default: 8 where\n"
                     "                                  hardly a time occurs twice)"},
            {"subsample", "N", whose + "at most N points of each snapshot, drawn at random with --seed"},
            {"pca", "K",
             whose + "take the K leading principal components of the coordinates (default: as measured;\n"
                     "                                  of more than 256 as many as hold 90 % of the variance, at most "
                     "20)"},
            {"points", "N", whose + "so many are drawn from a mesh or a picture (default 2000)"},
            {"inside", "", whose + "draw them inside a mesh, which must be closed, instead of on its surface"}};
}

Input readInput(const std::vector<std::string>& names, const Arguments& arguments, Console& console) {
    const auto other = std::find_if(names.begin(), names.end(),
                                    [](const std::string& name) { return isExample(name) || isProject(name); });
    if (other == names.end())
        return readDataFiles(names, arguments, console);
    if (names.size() > 1)
        throw Error(ErrorCode::InvalidArgument, "Several files are put together only when all of them hold data; " +
                                                    *other + " is something else.");
    return readExampleOrProject(names.front(), arguments);
}

Input readInputLike(const std::string& name, const engine::Dataset& like, const Arguments& arguments,
                    Console& console) {
    Input input = isExample(name) || isProject(name) ? readExampleOrProject(name, arguments)
                                                     : readDataLike(name, like, arguments, console);
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
    engine::ImportOptions options = importOptions(arguments, progress, console);
    options.subsample.reset(); // every point is asked for
    options.axisNames = axisNamesOf(like);
    engine::Table table = engine::readRows(path, options);
    const engine::ColumnMapping mapping = mappingLike(table, like, arguments);
    std::vector<std::string> names;
    for (const int column : mapping.columnsOf(ColumnRole::Coordinate))
        names.push_back(table.columns[std::size_t(column)].name);
    const bool isMeasured = like.components && int(names.size()) == like.components->dimension() &&
                            names != like.axisNames;
    engine::PointsAtTimes read =
        engine::pointsAtTimes(table, mapping, isMeasured ? like.components->dimension() : like.dimension());
    if (isMeasured) {
        const auto places = engine::placesIn(names, *like.components);
        read.points = like.components->toComponents(engine::Points(read.points(places, Eigen::all)));
        names = like.axisNames;
    }
    PointTable points{std::move(read.points), std::move(read.times), std::move(names), {}};
    for (std::size_t c = 0; c < table.columns.size(); ++c)
        if (mapping.roles[c] == ColumnRole::Attribute || mapping.roles[c] == ColumnRole::Weight)
            points.columns.push_back(std::move(table.columns[c]));
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
