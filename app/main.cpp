#include "app/application.h"
#include "app/command_line.h"
#include "engine/core/error.h"

#include <cstdio>
#include <exception>
#include <string>
#include <vector>

int main(int argc, char** argv) {
    try {
        const std::vector<std::string> words(argv + 1, argv + argc);
        if (!app::isCommandLine(words))
            return app::runWindow(argc, argv);
        const auto application = app::commandLineApplication(argc, argv);
        return app::runCommandLine(words);
    } catch (const engine::Error& error) {
        std::fprintf(stderr, "kinetoscope: %s\n", error.fullText().c_str());
        return app::exitCode(error.code());
    } catch (const std::exception& failure) {
        std::fprintf(stderr, "kinetoscope: %s\n", failure.what());
        return app::kWorkFailed;
    }
}
