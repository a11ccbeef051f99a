#pragma once

#include "app/arguments.h"
#include "app/console.h"
#include "engine/core/error.h"

#include <string>
#include <vector>

namespace app {

/// The program's answers to whoever called it.
enum ExitCode : int {
    kDone = 0,
    kWorkFailed = 1,
    kWrongArguments = 2,
    kUnusableInput = 3,
    kCannotWrite = 4,
    kNoGraphics = 5,
    kInterrupted = 130,
};

/// One subcommand: how it is called, and what it does. Each is made in a file of its own in app/commands.
struct Command {
    std::string name;
    std::string operands;        ///< as shown in the help, e.g. "P.kino POINTS.csv"
    std::string summary;         ///< one line
    std::vector<Option> options; ///< of its own; --json, --seed, --threads, --quiet and --help all have
    int leastOperands = 0, mostOperands = 0;
    std::vector<std::string> required; ///< options it cannot do without
    std::string example;               ///< a shell line that works in an empty folder
    std::string details;               ///< more to know, after the options
    void (*run)(const Arguments&, Console&) = nullptr;
};

/// All commands, in the order of the help.
const std::vector<Command>& commands();

/// Whether these words (without the program's name) ask for the command line and not for the window: a command, an
/// option, or a word that can only be a mistyped command.
bool isCommandLine(const std::vector<std::string>& words);

/// Does what the words ask for and returns the exit code; failures are told on standard error.
int runCommandLine(const std::vector<std::string>& words);

/// What the shell gets for a failure of this kind.
int exitCode(engine::ErrorCode code);

} // namespace app
