#include "tests/support/test_registry.h"

#include <QTest>
#include <cstdio>
#include <map>
#include <memory>
#include <string>

namespace tests {

namespace {
std::map<std::string, std::function<QObject*()>>& registry() {
    static std::map<std::string, std::function<QObject*()>> tests;
    return tests;
}
} // namespace

Registration::Registration(const char* name, std::function<QObject*()> make) { registry()[name] = std::move(make); }

int runNamed(int argc, char** argv) {
    const auto found = argc > 1 ? registry().find(argv[1]) : registry().end();
    if (found == registry().end()) {
        for (const auto& [name, make] : registry())
            std::printf("%s\n", name.c_str());
        return argc > 1 ? 2 : 0;
    }
    std::vector<char*> arguments(argv, argv + argc);
    arguments.erase(arguments.begin() + 1);
    const std::unique_ptr<QObject> test(found->second());
    return QTest::qExec(test.get(), int(arguments.size()), arguments.data());
}

} // namespace tests
