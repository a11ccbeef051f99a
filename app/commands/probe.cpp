#include "app/commands/commands.h"
#include "app/commands/input.h"
#include "app/commands/shared.h"
#include "engine/core/text.h"
#include "engine/io/table_text.h"

#include <algorithm>

namespace app {

using engine::Error;
using engine::ErrorCode;
using engine::Index;

namespace {

/// "v_x", "v_y", "v_z"; with more dimensions "v_1", "v_2", …
std::string velocityName(int axis, int dimension) {
    return "v_" + (dimension <= 3 ? std::string(1, "xyz"[axis]) : std::to_string(axis + 1));
}

std::string headerOf(const PointTable& points) {
    std::vector<std::string> names = {"t"};
    names.insert(names.end(), points.axisNames.begin(), points.axisNames.end());
    names.insert(names.end(), {"s", "ds_dt"});
    const int dimension = int(points.points.rows());
    for (int axis = 0; axis < dimension; ++axis)
        names.push_back(velocityName(axis, dimension));
    names.insert(names.end(), {"laplacian", "growth"});
    return csvHeader(names, points.columns);
}

void append(std::string& text, double number) {
    text += ',';
    text += engine::exactNumber(number);
}

void run(const Arguments& arguments, Console& console) {
    const TrainedProject trained = readTrained(arguments.operands()[0]);
    const std::string output = *arguments.text("output");
    PointTable points = readPoints(arguments.operands()[1], trained.project.dataset, arguments, console);
    if (points.times.size() == 0)
        throw Error(ErrorCode::UnusableInput, arguments.operands()[1] + " has no column of times.",
                    "The first line must name the columns: t,x,y and so on.");
    requireWritable(output);

    engine::WorkerPool pool(threadsFrom(arguments));
    engine::ModelEvaluator evaluator(trained.model, pool);
    std::string text = headerOf(points);
    const Index count = points.points.cols();
    constexpr Index kAtOnce = 1 << 15;
    Progress progress(console, "Evaluating");
    for (Index first = 0; first < count; first += kAtOnce) {
        if (console.isInterrupted())
            throw Error(ErrorCode::Cancelled, "Interrupted.");
        progress.update(double(first) / double(count));
        const Index size = std::min(kAtOnce, count - first);
        const engine::ActionValues values =
            evaluator.evaluate(points.times.segment(first, size), points.points.middleCols(first, size));
        for (Index i = 0; i < size; ++i) {
            text += engine::exactNumber(points.times[first + i]);
            for (Index axis = 0; axis < points.points.rows(); ++axis)
                append(text, points.points(axis, first + i));
            append(text, values.s[i]);
            append(text, values.ds_dt[i]);
            for (Index axis = 0; axis < points.points.rows(); ++axis)
                append(text, values.velocity(axis, i));
            append(text, values.laplacian[i]);
            append(text, values.growth[i]);
            for (const engine::TableColumn& column : points.columns)
                text += "," + engine::cellText(column, first + i);
            text += '\n';
        }
    }
    progress.update(1);
    writeFile(output, text);
    console.json = {{"points", count}, {"dimension", points.points.rows()}, {"output", output}};
    console.result("Wrote " + std::to_string(count) + " points to " + output);
}

} // namespace

Command probeCommand() {
    Command command;
    command.name = "probe";
    command.operands = "P.kino POINTS -o F.csv";
    command.summary = "action, its rate of change, velocity, Laplacian and growth rate at given times and places";
    command.options = {{"output", "F.csv", "the table to write", 'o'},
                       {"time", "COLUMN", "column with the times (default: guessed)"},
                       {"coordinates", "A,B[,C...]", "columns with the coordinates (default: guessed)"}};
    command.leastOperands = command.mostOperands = 2;
    command.required = {"output"};
    command.example =
        "kinetoscope train example:split --steps 300 -o split.kino && printf 't,x,y\\n0.5,0,0\\n' > at.csv && "
        "kinetoscope probe split.kino at.csv -o field.csv";
    command.details = "POINTS is a file of any kind that can be opened, with the columns t,x,y[,z...]; F.csv adds\n"
                      "s,ds_dt,v_x,v_y[,...],laplacian,growth, and behind them the other columns of POINTS as they are.\n"
                      "Everything is in the data's own units; s is determined up to a function of t.";
    command.run = run;
    return command;
}

} // namespace app
