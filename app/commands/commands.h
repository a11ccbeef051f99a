#pragma once

#include "app/command_line.h"

/// The subcommands, one file each.
namespace app {

Command trainCommand();
Command simulateCommand();
Command evaluateCommand();
Command likelihoodCommand();
Command probeCommand();
Command renderCommand();
Command infoCommand();
Command convertCommand();
Command examplesCommand();
Command verifyCommand();
Command benchmarkCommand();

} // namespace app
