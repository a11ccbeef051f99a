#include "app/command_line.h"

#include <QCoreApplication>
#include <cstdio>
#include <exception>
#include <string>
#include <vector>

int main(int argc, char** argv) {
    try {
        QCoreApplication application(argc, argv);
        const std::vector<std::string> words(argv + 1, argv + argc);
        return app::runCommandLine(words.empty() ? std::vector<std::string>{"--help"} : words);
    } catch (const std::exception& failure) {
        std::fprintf(stderr, "kinetoscope: %s\n", failure.what());
        return app::kWorkFailed;
    }
}
