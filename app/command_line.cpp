#include "app/command_line.h"

#include "app/commands/commands.h"
#include "app/interruption.h"
#include "ui/formats/register_formats.h"

#include <QFileInfo>
#include <algorithm>
#include <cstdio>
#include <new>

namespace app {

using engine::Error;
using engine::ErrorCode;

namespace {

const std::vector<Option>& commonOptions() {
    static const std::vector<Option> options = {
        {"json", "FILE|-", "write the result as JSON; with -, nothing else goes to standard output"},
        {"seed", "N", "random numbers; the same seed gives the same result bit for bit (default 0)"},
        {"threads", "N", "processor cores to use (default: all)"},
        {"quiet", "", "no progress, no notes", 'q'},
        {"help", "", "show this", 'h'},
    };
    return options;
}

std::vector<Option> allOptions(const Command& command) {
    std::vector<Option> all = command.options;
    all.insert(all.end(), commonOptions().begin(), commonOptions().end());
    return all;
}

std::string typedForm(const Option& option) {
    return (option.letter ? "-" + std::string(1, option.letter) + ", --" : "    --") + option.name +
           (option.value.empty() ? "" : " " + option.value);
}

void printOptions(const std::vector<Option>& options) {
    constexpr std::size_t kColumn = 34;
    for (const Option& option : options) {
        std::string line = "  " + typedForm(option);
        line += line.size() < kColumn ? std::string(kColumn - line.size(), ' ') : "\n" + std::string(kColumn, ' ');
        std::printf("%s%s%s\n", line.c_str(), option.help.c_str(), option.repeatable ? " (repeatable)" : "");
    }
}

void printHelp(const Command& command) {
    std::printf("kinetoscope %s%s%s [options]\n\n%s\n", command.name.c_str(), command.operands.empty() ? "" : " ",
                command.operands.c_str(), command.summary.c_str());
    if (!command.options.empty()) {
        std::printf("\nOptions\n");
        printOptions(command.options);
    }
    std::printf("\nOptions of every command\n");
    printOptions(commonOptions());
    if (!command.details.empty())
        std::printf("\n%s\n", command.details.c_str());
    std::printf("\nExample\n  %s\n", command.example.c_str());
}

void printHelp() {
    std::printf("Kinetoscope turns snapshots of point clouds into motion, by Action Matching.\n\n"
                "kinetoscope [FILE ...]           opens the window\n"
                "kinetoscope COMMAND [options]    works without it:\n\n");
    for (const Command& command : commands())
        std::printf("  %-12s %s\n", command.name.c_str(), command.summary.c_str());
    std::printf("\nkinetoscope COMMAND --help       options and an example\n"
                "kinetoscope --version\n\n"
                "Exit codes: 0 done, 1 the work failed, 2 wrong arguments, 3 unusable input, 4 cannot write,\n"
                "5 no OpenGL or no display, 130 interrupted.\n\n"
                "Example\n  kinetoscope train example:split --steps 500 -o split.kino\n");
}

const Command* commandNamed(const std::string& name) {
    const auto& all = commands();
    const auto found = std::find_if(all.begin(), all.end(), [&](const Command& c) { return c.name == name; });
    return found == all.end() ? nullptr : &*found;
}

void tell(const Error& error) {
    std::fflush(stdout);
    std::fprintf(stderr, "kinetoscope: %s\n", error.what());
    if (!error.remedy().empty())
        std::fprintf(stderr, "%s\n", error.remedy().c_str());
}

void checkOperands(const Command& command, const Arguments& arguments) {
    const int count = int(arguments.operands().size());
    if (count < command.leastOperands || count > command.mostOperands)
        throw Error(ErrorCode::InvalidArgument,
                    count < command.leastOperands
                        ? "Something is missing: kinetoscope " + command.name + " " + command.operands
                        : "One too many: " + arguments.operands().back() + ".",
                    "kinetoscope " + command.name + " --help shows how it is called.");
    for (const std::string& option : command.required)
        if (!arguments.has(option))
            throw Error(ErrorCode::InvalidArgument, "--" + option + " is missing.",
                        "kinetoscope " + command.name + " --help shows how it is called.");
}

int run(const Command& command, const std::vector<std::string>& words) {
    if (std::any_of(words.begin(), words.end(), [](const std::string& w) { return w == "--help" || w == "-h"; })) {
        printHelp(command);
        return kDone;
    }
    const Arguments arguments(allOptions(command), words);
    checkOperands(command, arguments);
    const Interruption interruption;
    Console console(arguments, interruption.token());
    command.run(arguments, console);
    console.finish();
    return interruption.token().stop_requested() ? kInterrupted : kDone;
}

int runUnguarded(const std::vector<std::string>& words) {
    const std::string& first = words.front();
    if (first == "--help" || first == "-h" || first == "help") {
        if (const Command* command = words.size() > 1 ? commandNamed(words[1]) : nullptr)
            printHelp(*command);
        else
            printHelp();
        return kDone;
    }
    if (first == "--version") {
        std::printf("Kinetoscope %s\n", KINETOSCOPE_VERSION);
        return kDone;
    }
    if (const Command* command = commandNamed(first))
        return run(*command, {words.begin() + 1, words.end()});
    std::vector<std::string> names;
    for (const Command& command : commands())
        names.push_back(command.name);
    const std::string meant = closest(first, names);
    throw Error(ErrorCode::InvalidArgument,
                "There is no command " + first + (first[0] == '-' ? "." : ", and no such file."),
                meant.empty() ? "kinetoscope --help lists the commands." : "Did you mean " + meant + "?");
}

} // namespace

const std::vector<Command>& commands() {
    static const std::vector<Command> all = {
        trainCommand(), simulateCommand(), evaluateCommand(), likelihoodCommand(), probeCommand(),    renderCommand(),
        infoCommand(),  convertCommand(),  examplesCommand(), verifyCommand(),     benchmarkCommand()};
    return all;
}

bool isCommandLine(const std::vector<std::string>& words) {
    if (words.empty())
        return false;
    const std::string& first = words.front();
    if (first[0] == '-' || first == "help" || commandNamed(first))
        return true;
    const bool looksLikePath = first.find_first_of("./") != std::string::npos;
    return !looksLikePath && !QFileInfo::exists(QString::fromStdString(first));
}

int exitCode(ErrorCode code) {
    switch (code) {
    case ErrorCode::WorkFailed:
        return kWorkFailed;
    case ErrorCode::InvalidArgument:
        return kWrongArguments;
    case ErrorCode::UnusableInput:
        return kUnusableInput;
    case ErrorCode::CannotWrite:
        return kCannotWrite;
    case ErrorCode::NoGraphics:
        return kNoGraphics;
    case ErrorCode::Cancelled:
        return kInterrupted;
    }
    return kWorkFailed;
}

int runCommandLine(const std::vector<std::string>& words) {
    try {
        ui::registerFormats();
        return runUnguarded(words);
    } catch (const Error& error) {
        tell(error);
        return exitCode(error.code());
    } catch (const std::bad_alloc&) {
        tell(Error(ErrorCode::WorkFailed, "There is not enough memory for this.",
                   "Use fewer points, a smaller network, or a machine with more."));
        return kWorkFailed;
    }
}

} // namespace app
