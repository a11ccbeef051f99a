#include "app/commands/commands.h"
#include "app/commands/input.h"
#include "app/commands/shared.h"
#include "engine/core/text.h"
#include "engine/io/table_text.h"
#include "engine/session/stage_motion.h"
#include "engine/trajectory/log_likelihood.h"

namespace app {

using engine::Error;
using engine::ErrorCode;
using engine::Index;
using engine::LikelihoodMethod;

namespace {

std::string wordsFor(LikelihoodMethod method) {
    switch (method) {
    case LikelihoodMethod::ExactDivergence:
        return "exact divergence";
    case LikelihoodMethod::EstimatedDivergence:
        return "estimated divergence";
    default:
        return "pair";
    }
}

std::string tableOf(const PointTable& points, const engine::RowVector& values) {
    std::vector<std::string> names = {"t"};
    names.insert(names.end(), points.axisNames.begin(), points.axisNames.end());
    names.emplace_back("log_likelihood");
    std::string text = csvHeader(names, points.columns);
    for (Index i = 0; i < values.size(); ++i) {
        text += engine::exactNumber(points.times[i]);
        for (Index axis = 0; axis < points.points.rows(); ++axis)
            text += "," + engine::exactNumber(points.points(axis, i));
        text += "," + engine::exactNumber(values[i]);
        for (const engine::TableColumn& column : points.columns)
            text += "," + engine::cellText(column, i);
        text += "\n";
    }
    return text;
}

void run(const Arguments& arguments, Console& console) {
    engine::LikelihoodSettings settings;
    if (const auto initial = arguments.text("initial"))
        settings.initial = engine::densityNamed(*initial);
    settings.seed = arguments.seed("seed").value_or(0);
    const TrainedProject trained = readTrained(arguments.operands()[0]);
    const engine::Dataset& dataset = trained.project.dataset;
    const std::string output = *arguments.text("output");
    if (dataset.isEmpty())
        throw Error(ErrorCode::UnusableInput, "The project has no snapshots, whose first one the density begins with.");
    const LikelihoodMethod method = engine::likelihoodMethod(*trained.model);
    const PointTable points = readPoints(arguments.operands()[1], dataset, arguments, console);
    if (points.times.size() == 0)
        throw Error(ErrorCode::UnusableInput, arguments.operands()[1] + " has no column of times.",
                    "The first line must name the columns: t,x,y and so on.");
    requireWritable(output);

    engine::WorkerPool pool(threadsFrom(arguments));
    const engine::RowVector values = [&] {
        Progress progress(console, "Computing densities");
        return engine::logLikelihood(*trained.model, pool, engine::firstTrainingSnapshot(dataset), points.times,
                                     points.points, settings, console.stop(),
                                     [&](double part) { progress.update(part); });
    }();
    writeFile(output, tableOf(points, values));
    const std::string words = wordsFor(method);
    console.json = {{"points", values.size()},
                    {"dimension", points.points.rows()},
                    {"method", words},
                    {"initial", method == LikelihoodMethod::Pair
                                    ? nlohmann::ordered_json()
                                    : nlohmann::ordered_json(std::string(engine::name(settings.initial)))},
                    {"mean_log_likelihood", values.mean()},
                    {"output", output}};
    console.result("Wrote " + std::to_string(values.size()) + " points to " + output + "; mean log likelihood " +
                   shown(values.mean(), 5) + " (" + words + ")");
}

} // namespace

Command likelihoodCommand() {
    Command command;
    command.name = "likelihood";
    command.operands = "P.kino POINTS -o F.csv";
    command.summary = "log density of the population at given times and places";
    command.options = {{"output", "F.csv", "the table to write", 'o'},
                       {"initial", "gaussian|kde",
                        "density of the first snapshot: its mean and covariance (default), or kernels on its points"},
                       {"time", "COLUMN", "column with the times (default: guessed)"},
                       {"coordinates", "A,B[,C...]", "columns with the coordinates (default: guessed)"}};
    command.leastOperands = command.mostOperands = 2;
    command.required = {"output"};
    command.example =
        "kinetoscope train example:split --steps 300 -o split.kino && printf 't,x,y\\n0.5,0,0\\n' > at.csv && "
        "kinetoscope likelihood split.kino at.csv -o density.csv";
    command.details =
        "POINTS is a file of any kind that can be opened, with the columns t,x,y[,z...]; F.csv adds\n"
        "log_likelihood, the natural logarithm of the density per unit of volume (paper, Eq. 9), and behind it the other columns of POINTS as they are. The divergence is\n"
        "exact up to five dimensions, above estimated with random directions. With growth (uam) the density "
        "integrates\n"
        "to the mass in units of the first snapshot's.\n"
        "With noise (eam) it comes from the pair, the networks with and without noise, and is normalised by particles\n"
        "moved from the first snapshot; --initial has no effect then.";
    command.run = run;
    return command;
}

} // namespace app
